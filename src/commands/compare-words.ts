import { queryRuns } from '../history/run-index.js';
import type { RunRecord } from '../journal/run-record.js';

/** Earlier runs among which one of the same models is looked for; further back nobody wants to compare. */
const LOOKED_AT = 50;

/**
 * What to write behind `compare` for a run that has just ended: the run alone where it has several models, else the newest
 * earlier run of the same model with a benchmark of it, else the one before with what it takes to compare unlike models; undefined for the first run.
 */
export async function compareWords(
  dataDir: string,
  { meta, cases }: RunRecord,
): Promise<readonly string[] | undefined> {
  const { targets } = meta.plan;
  const [target] = targets;
  if (target === undefined || targets.length > 1) return [meta.runId];
  const earlier = (await queryRuns(dataDir, { last: LOOKED_AT })).filter(({ runId }) => runId < meta.runId);
  const measured = new Set(cases.map(({ planned }) => planned.benchmark));
  // Of runs without a benchmark in common nothing could be compared.
  const single = earlier.filter(
    (entry) => entry.targets.length === 1 && entry.benchmarks.some((benchmark) => measured.has(benchmark)),
  );
  // The same model may have another name, as a target of the configuration does.
  const same = single.find((entry) => entry.fingerprints[0] === target.fingerprint);
  if (same !== undefined) return [same.runId, meta.runId];
  const [other] = single;
  return other === undefined ? undefined : [other.runId, meta.runId, '--allow-different'];
}
