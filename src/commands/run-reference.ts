import { AcodeError, usageError } from '../errors.js';
import { type Baseline, DEFAULT_BASELINE, readBaselines } from '../history/baselines.js';
import { didYouMean } from '../plan/did-you-mean.js';
import { listRunIds, resolveRunId } from '../orchestrator/run-folder.js';

/** What a user typed for a run, resolved. */
export interface RunReference {
  readonly runId: string;
  /** The target named behind a colon; absent for the whole run. */
  readonly target?: string;
}

/** Resolves the name of a run, perhaps followed by `:target`. @throws AcodeError (usage) when nothing or more than one run fits. */
export async function resolveReference(dataDir: string, typed: string): Promise<RunReference> {
  const colon = typed.indexOf(':');
  const name = colon < 0 ? typed : typed.slice(0, colon);
  const runId = await resolveRunName(dataDir, name);
  return { runId, ...(colon < 0 ? {} : { target: typed.slice(colon + 1) }) };
}

/**
 * Resolves `last`, `baseline`, the name of a baseline, a run id or an unambiguous part of one.
 * @throws AcodeError (usage) when nothing or more than one run fits.
 */
export async function resolveRunName(dataDir: string, name: string): Promise<string> {
  const wanted = name === 'baseline' ? DEFAULT_BASELINE : name;
  const baselines = await readBaselines(dataDir);
  const baseline = baselines.find((each) => each.name === wanted);
  if (baseline !== undefined) return keptRun(dataDir, baseline);
  if (name === 'baseline') throw usageError('There is no baseline.', 'Set one: acode benchmark baseline set last');
  const similar = didYouMean(
    name,
    baselines.map((each) => each.name),
  );
  try {
    return await resolveRunId(dataDir, name);
  } catch (error) {
    if (similar === undefined || !(error instanceof AcodeError)) throw error;
    throw usageError(`There is no run and no baseline "${name}".`, similar);
  }
}

/** A run can go although it is a baseline: by hand, or with --force. */
async function keptRun(dataDir: string, { name, runId }: Baseline): Promise<string> {
  if ((await listRunIds(dataDir)).includes(runId)) return runId;
  throw usageError(
    `The run of baseline ${name}, ${runId}, is not there any more.`,
    `Set it anew: acode benchmark baseline set last --name ${name}`,
  );
}
