import { definitionMarkup } from './definitions.js';

/** What a column of the table of graded benchmarks holds. */
interface GradedDefinition {
  readonly title: string;
  readonly formula: string;
  readonly kind: string;
}

/** By the head of the column; docs/grading.md says the same at length. */
const DEFINITIONS: Readonly<Record<string, GradedDefinition>> = {
  n: {
    title: 'judged answers',
    formula: 'answers that passed or failed, of those planned',
    kind: 'count; invalid and skipped ones are left out',
  },
  'Pass [95 %]': {
    title: 'pass rate',
    formula: 'mean over items of passed answers / judged answers',
    kind: "ratio, higher is better, Wilson's interval clustered by item",
  },
  lenient: {
    title: 'pass rate by lenient rules',
    formula: 'the same, where the grader has such rules',
    kind: 'ratio, higher is better, never the headline',
  },
  score: {
    title: 'partial credit',
    formula: 'mean of the partial credit, where the grader gives any',
    kind: 'ratio, higher is better, never the headline',
  },
  malf: { title: 'malformed', formula: 'calls that cannot be read / judged answers', kind: 'ratio, lower is better' },
  unparsed: {
    title: 'unreadable answers',
    formula: 'answers, code or calls that were not there or could not be read / judged answers',
    kind: 'ratio, lower is better',
  },
  trunc: {
    title: 'cut off',
    formula: 'answers that ended at a limit / judged answers',
    kind: 'ratio, lower is better',
  },
  empty: { title: 'empty', formula: 'answers without a word / judged answers', kind: 'ratio, lower is better' },
  tokens: { title: 'tokens', formula: 'median of tokens per judged answer', kind: 'neither direction is better' },
  'of whole': {
    title: 'pass rate of whole answers',
    formula: 'passed answers / answers that came to their end',
    kind: 'ratio, tells limits that are too low, never the headline',
  },
  time: { title: 'time', formula: 'median time of a judged answer', kind: 'lower is better' },
  'right tok/s': {
    title: 'tokens of right answers',
    formula: 'output tokens of passed answers / time of all answers',
    kind: 'tok/s, higher is better',
  },
  'to a pass': { title: 'time to a pass', formula: 'median time of the answers that passed', kind: 'lower is better' },
};

/** Under which name the script finds the definition of a column; undefined for one that is no number. */
export function gradedMetric(head: string): string | undefined {
  return DEFINITIONS[head] === undefined ? undefined : `graded.${head}`;
}

/** The definitions of all columns as items of the list. */
export function gradedDefinitions(): string[] {
  return Object.entries(DEFINITIONS).map(([head, { title, formula, kind }]) =>
    definitionMarkup(`graded.${head}`, { name: `${head}: ${title}`, formula, kind }),
  );
}
