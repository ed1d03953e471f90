import { describeCase } from '../describe-parameters.js';
import type { ComparisonRow } from './compare-runs.js';
import type { VerdictCause } from './verdict.js';
import { verdictReason, verdictSentence } from './verdict-sentence.js';

/**
 * Why rows have their verdicts: a sentence with both medians for a reason that one row has, and one sentence with the names
 * of all for a reason that several share, whose numbers stand in the table. Plain text, in the order of the rows.
 */
export function groupedReasons(rows: readonly ComparisonRow[]): string[] {
  const groups = new Map<string, ComparisonRow[]>();
  for (const row of rows) {
    const reason = verdictReason(row);
    groups.set(reason, [...(groups.get(reason) ?? []), row]);
  }
  return [...groups].map(([reason, group]) => {
    const [only, ...others] = group;
    if (only !== undefined && others.length === 0) return `${describeCase(only)}: ${verdictSentence(only)}`;
    return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}: ${subjectsOf(group)}.`;
  });
}

/** Whether the reason of a row is told; within the threshold needs no word, and the others share {@link openNote}. */
export function isTold({ cause }: Pick<ComparisonRow, 'cause'>): boolean {
  return TOLD.has(cause);
}

const TOLD: ReadonlySet<VerdictCause> = new Set([
  'beyond-threshold',
  'below-noise',
  'disturbed',
  'single-value',
  'no-values',
  'no-direction',
]);

/** Why rows are open that more values would decide; undefined where there are none. */
export function openNote(rows: readonly ComparisonRow[]): string | undefined {
  return rows.some(({ needed }) => needed !== undefined) ? OPEN_NOTE : undefined;
}

const OPEN_NOTE =
  'Inconclusive: the interval reaches beyond the threshold without excluding chance; n is how many values on each side would probably tell.';

/** Cases with the metrics of each. */
function subjectsOf(rows: readonly ComparisonRow[]): string {
  const metrics = new Map<string, string[]>();
  for (const row of rows) metrics.set(describeCase(row), [...(metrics.get(describeCase(row)) ?? []), row.metric]);
  return [...metrics].map(([name, ids]) => `${name} (${ids.join(', ')})`).join('; ');
}
