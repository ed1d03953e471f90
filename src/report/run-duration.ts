import { sampleHead } from '../journal/kept-sample.js';
import type { RunRecord } from '../journal/run-record.js';

/**
 * Wall-clock milliseconds of all sittings together: from the start of each to the last sign of life before the next one.
 * The time between an interruption and the resume belongs to nobody.
 */
export function runDurationMs(record: RunRecord): number {
  const starts = record.generations.map(({ startedAt }) => Date.parse(startedAt)).sort((a, b) => a - b);
  const signs = signsOfLife(record);
  return starts.reduce((sum, start, index) => {
    const next = starts[index + 1] ?? Number.POSITIVE_INFINITY;
    const last = signs.filter((moment) => moment >= start && moment < next).reduce((a, b) => Math.max(a, b), start);
    return sum + (last - start);
  }, 0);
}

/** Every moment the journal tells, in milliseconds since the epoch. */
function signsOfLife({ cases, notes, state }: RunRecord): number[] {
  return [
    ...cases.flatMap(({ state: ending }) => ('endedAt' in ending ? [Date.parse(ending.endedAt)] : [])),
    ...cases.flatMap(({ samples }) =>
      samples.map((stored) => {
        const { startedAt, durationMs } = sampleHead(stored);
        return Date.parse(startedAt) + Math.round(durationMs);
      }),
    ),
    ...notes.map(({ time }) => Date.parse(time)),
    ...('endedAt' in state ? [Date.parse(state.endedAt)] : []),
  ];
}
