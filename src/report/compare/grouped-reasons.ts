import { describeCase } from '../describe-parameters.js';
import type { ComparisonRow } from './compare-runs.js';
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

/** Cases with the metrics of each. */
function subjectsOf(rows: readonly ComparisonRow[]): string {
  const metrics = new Map<string, string[]>();
  for (const row of rows) metrics.set(describeCase(row), [...(metrics.get(describeCase(row)) ?? []), row.metric]);
  return [...metrics].map(([name, ids]) => `${name} (${ids.join(', ')})`).join('; ');
}
