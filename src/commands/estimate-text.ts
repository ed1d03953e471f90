import { CaseTimes, type TimeEstimate } from '../history/case-times.js';
import { readSummaries } from '../history/read-summaries.js';
import { formatDuration } from '../report/format-value.js';

/** So many of the newest runs are looked at for an estimate. */
const LOOKED_AT_RUNS = 20;

/** How long cases took in the newest runs of a data folder; knows nothing where there are none. */
export async function recentCaseTimes(dataDir: string): Promise<CaseTimes> {
  return new CaseTimes(await readSummaries(dataDir, { last: LOOKED_AT_RUNS }));
}

/** One sentence on how long cases take, without its end: `about 27 s on acode-smoke-q8_0`. */
export function estimateText({ cases, known, knownMs, atMostMs }: TimeEstimate, target: string | undefined): string {
  const most = `at most ${formatDuration(atMostMs)}`;
  if (known === 0 || target === undefined) return `${most}; how long it takes is known once it has run`;
  const about = `about ${formatDuration(knownMs)} on ${target}`;
  return known === cases
    ? `${about}, ${most}`
    : `${about} for the ${known} of ${cases} cases measured before, ${most} for all`;
}
