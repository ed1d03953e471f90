import type { CaseSummary } from '../case-summary.js';
import { formatDuration, formatShare, formatValue } from '../format-value.js';
import { casesOf, parameterOf, type TargetFinding } from './finding.js';

/** A change of the rate below this is no drift. */
const HOLDS_WITHIN = 0.05;

/** Whether the decode rate holds under load that lasts. */
export function sustainedRate(cases: readonly CaseSummary[]): TargetFinding[] {
  return casesOf(cases, 'sustained').flatMap((subject) => {
    const ratio = subject.caseMetrics['sustained']?.value;
    const checkpointMs = parameterOf(subject, 'checkpointMs');
    if (ratio === undefined || checkpointMs === undefined) return [];
    const duration = formatDuration(checkpointMs * subject.iterations.measured);
    const { decodeTps } = subject.metrics;
    const rate = decodeTps === undefined ? '' : `, median ${formatValue(decodeTps.p50, 'tok/s')}`;
    return [
      {
        code: 'sustained-rate',
        sentence: sentenceOf(ratio - 1, duration),
        evidence: [`decode rate of the last third: ${formatShare(ratio)} of the first third${rate}`],
      },
    ];
  });
}

function sentenceOf(change: number, duration: string): string {
  if (Math.abs(change) < HOLDS_WITHIN) return `The decode rate holds over ${duration} of load.`;
  const size = formatShare(Math.abs(change));
  return change < 0
    ? `The decode rate drops by ${size} over ${duration} of load; heat or another program is the likely cause.`
    : `The decode rate rises by ${size} over ${duration} of load; the machine was not warm or not quiet at the start.`;
}
