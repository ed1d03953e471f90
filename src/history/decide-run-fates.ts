import { readHolder } from '../orchestrator/lock.js';
import { readBaselines } from './baselines.js';
import { decideRetention, type RetentionDecision } from './retention.js';
import { queryRuns } from './run-index.js';

/** What becomes of each run that is kept: it goes, it is young, or why it stays. */
export async function decideRunFates(
  dataDir: string,
  { maxAgeMs, nowMs }: { readonly maxAgeMs: number; readonly nowMs: number },
): Promise<RetentionDecision[]> {
  const runs = await queryRuns(dataDir, {});
  const running = (await readHolder(dataDir))?.runId;
  const baselines = new Set((await readBaselines(dataDir)).map(({ runId }) => runId));
  return decideRetention(runs, {
    nowMs,
    maxAgeMs,
    baselines,
    ...(running === undefined ? {} : { runningId: running }),
  });
}
