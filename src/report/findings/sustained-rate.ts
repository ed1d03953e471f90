import { contention, memoryPressure } from '../case-findings.js';
import type { CaseSummary } from '../case-summary.js';
import { formatDuration, formatShare, formatValue } from '../format-value.js';
import { casesOf, parameterOf, type TargetFinding } from './finding.js';

/** A change of the rate below this is no drift. */
const HOLDS_WITHIN = 0.05;

/** This much of a drop in the rate has to be a drop in the CPU's share for the CPU's share to be the cause. */
const EXPLAINS_SHARE = 0.5;

/** Whether the decode rate holds under load that lasts, and what probably changed it where it does not. */
export function sustainedRate(cases: readonly CaseSummary[]): TargetFinding[] {
  return casesOf(cases, 'sustained').flatMap((subject) => {
    const ratio = subject.caseMetrics['sustained']?.value;
    const checkpointMs = parameterOf(subject, 'checkpointMs');
    if (ratio === undefined || checkpointMs === undefined) return [];
    const duration = formatDuration(checkpointMs * subject.iterations.measured);
    return [
      {
        code: 'sustained-rate',
        sentence: sentenceOf(ratio - 1, duration, subject),
        evidence: evidenceOf(ratio, subject),
      },
    ];
  });
}

function sentenceOf(change: number, duration: string, subject: CaseSummary): string {
  if (Math.abs(change) < HOLDS_WITHIN) return `The decode rate holds over ${duration} of load.`;
  const size = formatShare(Math.abs(change));
  return change < 0
    ? `The decode rate drops by ${size} over ${duration} of load; ${likelyCause(change, subject)}.`
    : `The decode rate rises by ${size} over ${duration} of load; the machine was not warm or not quiet at the start.`;
}

/**
 * By elimination: memory first, since reads from the disk also cost CPU share; then who had the CPU; then what it did. Beside
 * busy programs a CPU does less too, since cores and caches are shared.
 */
function likelyCause(change: number, subject: CaseSummary): string {
  if (memoryPressure(subject) !== undefined) return 'the machine was short of memory, which is the likely cause';
  const cpu = subject.caseMetrics['sustainedCpu']?.value;
  const busy = contention(subject) !== undefined;
  if (cpu === undefined)
    return busy ? 'another program is the likely cause' : 'heat or another program is the likely cause';
  if (cpu - 1 <= change * EXPLAINS_SHARE)
    return 'the model got less of the CPU, so another program is the likely cause';
  return busy
    ? 'the model had as much of the CPU, but other programs were busy beside it, which is the likely cause'
    : 'the model had as much of the CPU and did less with it, so heat, a lower clock or a busy memory bus is the likely cause';
}

function evidenceOf(ratio: number, subject: CaseSummary): string[] {
  const { decodeTps } = subject.metrics;
  const rate = decodeTps === undefined ? '' : `, median ${formatValue(decodeTps.p50, 'tok/s')}`;
  const cpu = subject.caseMetrics['sustainedCpu']?.value;
  const pressure = memoryPressure(subject);
  return [
    `decode rate of the last third: ${formatShare(ratio)} of the first third${rate}`,
    ...(cpu === undefined ? [] : [`CPU in use: ${formatShare(cpu)} of the first third's`]),
    ...(subject.otherCpuShare === undefined
      ? []
      : [`other programs: ${formatShare(subject.otherCpuShare)} of the machine's CPU`]),
    ...(pressure === undefined ? [] : [pressure]),
  ];
}
