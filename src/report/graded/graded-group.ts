import type { CaseRecord } from '../../journal/run-record.js';
import type { Verdict, VerdictKind } from '../../protocol/verdict.js';
import { modeOf } from '../../plan/mode-of.js';
import { countsAsAttempt } from '../metric-values.js';

/** The cases of one graded benchmark on one target, asked in one way. */
export interface GradedGroup {
  readonly benchmark: string;
  readonly target: string;
  /** The way of asking, of a benchmark that has several. */
  readonly mode?: string;
  readonly cases: readonly CaseRecord[];
}

/** Where each planned answer of a group is; the numbers add up to all that were planned. */
export interface AnswerCounts {
  readonly planned: number;
  readonly passed: number;
  /** The model's doing: judged and not passed, or out of time. */
  readonly failed: number;
  /** The harness's own fault. */
  readonly invalid: number;
  /** No tool chain or no sandbox. */
  readonly skipped: number;
  /** The backend stayed away. */
  readonly errors: number;
  /** Not asked or not judged yet. */
  readonly outstanding: number;
}

/** What is said of one planned answer. */
export type AnswerFate = 'passed' | 'failed' | 'invalid' | 'skipped' | 'error' | 'outstanding';

/** Graded cases by benchmark, target and way of asking, in the order of the plan. */
export function gradedGroups(cases: readonly CaseRecord[]): GradedGroup[] {
  const groups = new Map<string, GradedGroup & { readonly cases: CaseRecord[] }>();
  for (const each of cases) {
    const { grader, benchmark, target, parameters } = each.planned;
    if (grader === undefined) continue;
    const mode = modeOf(parameters);
    const key = JSON.stringify([benchmark, target, mode]);
    const known = groups.get(key);
    if (known !== undefined) known.cases.push(each);
    else groups.set(key, { benchmark, target, ...(mode === undefined ? {} : { mode }), cases: [each] });
  }
  return [...groups.values()];
}

/** The verdicts that count, one for each judged answer of a case, in the order of its samples. */
export function verdictsOf({ samples }: CaseRecord): Verdict[] {
  return samples.flatMap(({ sample, verdicts }) => {
    const last = sample.phase === 'measure' ? verdicts?.at(-1)?.verdict : undefined;
    return last === undefined ? [] : [last];
  });
}

/** What became of each planned answer of a case. A time that ran out is the model's, an outage is not. */
export function fatesOf(record: CaseRecord): AnswerFate[] {
  const judged = verdictsOf(record).map(fateOf);
  const missing = Math.max(0, record.planned.iterations - judged.length);
  return [...judged, ...Array.from({ length: missing }, () => fateOfMissing(record))];
}

function fateOf(verdict: Verdict): AnswerFate {
  if (verdict.kind === 'pass') return 'passed';
  if (countsAsAttempt(verdict)) return 'failed';
  return verdict.kind === 'skipped' ? 'skipped' : 'invalid';
}

function fateOfMissing({ state: { status } }: CaseRecord): AnswerFate {
  switch (status) {
    case 'timed-out':
      return 'failed';
    case 'failed':
      return 'error';
    case 'skipped':
      return 'skipped';
    case 'planned':
    case 'started':
    case 'completed':
    case 'interrupted':
      return 'outstanding';
  }
}

/** Counts what became of the answers of a group. */
export function countAnswers(cases: readonly CaseRecord[]): AnswerCounts {
  const fates = cases.flatMap(fatesOf);
  const count = (wanted: AnswerFate): number => fates.filter((fate) => fate === wanted).length;
  return {
    planned: fates.length,
    passed: count('passed'),
    failed: count('failed'),
    invalid: count('invalid'),
    skipped: count('skipped'),
    errors: count('error'),
    outstanding: count('outstanding'),
  };
}

/** How many answers got each verdict, those out of time among the limits; only what occurs. */
export function countKinds(cases: readonly CaseRecord[]): Readonly<Partial<Record<VerdictKind, number>>> {
  const counts: Partial<Record<VerdictKind, number>> = {};
  const add = (kind: VerdictKind, times = 1): void => {
    if (times > 0) counts[kind] = (counts[kind] ?? 0) + times;
  };
  for (const each of cases) {
    const verdicts = verdictsOf(each);
    for (const { kind } of verdicts) add(kind);
    if (each.state.status === 'timed-out') add('limit', each.planned.iterations - verdicts.length);
  }
  return counts;
}

/** Share of an item's judged answers that passed; undefined where none was judged by its worth. */
export function scoreOfItem(record: CaseRecord): number | undefined {
  const judged = fatesOf(record).filter((fate) => fate === 'passed' || fate === 'failed');
  return judged.length === 0 ? undefined : judged.filter((fate) => fate === 'passed').length / judged.length;
}
