import { sampleHead } from '../../journal/kept-sample.js';
import type { CaseRecord } from '../../journal/run-record.js';
import type { RunSpread } from './evidence.js';

/**
 * By how much the medians of equal runs are taken to deviate on a virtual machine where nothing tells it, as long as the
 * model works all the time: neighbours on the same host slow a guest down for minutes, and no figure within it shows that.
 * Measured with nobody else on such a machine (docs/comparing.md).
 */
const VIRTUAL_DEVIATION = 0.12;

/** The deviation is taken as known. */
const FREEDOM = 1_000;

/**
 * What is taken for the spread of equal runs of a case on a virtual machine until it is measured. Only the time that the
 * model's processes work varies with the machine; a server that waits, as one behind a schedule does, keeps its pace.
 */
export function assumedSpread(before: CaseRecord, after: CaseRecord): RunSpread | undefined {
  const deviation = VIRTUAL_DEVIATION * Math.max(workingShare(before), workingShare(after));
  return deviation === 0 ? undefined : { deviation, freedom: FREEDOM, assumed: true };
}

/** Share of the requests' time during which the model's processes worked, 0 to 1; all of it where that is not known. */
function workingShare({ state, samples }: CaseRecord): number {
  const cpuMs = state.status === 'completed' ? state.usage?.cpuMs : undefined;
  const requestsMs = samples.reduce((sum, stored) => sum + sampleHead(stored).durationMs, 0);
  return cpuMs === undefined || requestsMs <= 0 ? 1 : Math.min(1, cpuMs / requestsMs);
}
