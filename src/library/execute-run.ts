import type { EnvironmentSettings } from '../config.js';
import { METRIC_DEFS } from '../metrics/registry.js';
import { readEnvironment } from '../orchestrator/environment.js';
import { orchestrate } from '../orchestrator/orchestrate.js';
import type { RunOutcome, RunRequest, RunSource } from '../orchestrator/run-request.js';
import { GRADER_ENTRY, WORKER_ENTRY } from '../process-entries.js';
import { installedVersion, locateRuntime, runtimeCandidates } from '../runtime/locate.js';
import { acodeVersion } from '../version.js';

/** A run whose surroundings are still to be found. */
type Execution = Omit<
  RunRequest,
  'environment' | 'acodeVersion' | 'metricDefs' | 'workerEntry' | 'graderEntry' | 'runtimeDir'
>;

/**
 * Runs what was planned on this machine, for the command line and the library alike.
 * @throws AcodeError when the run cannot even start.
 */
export async function executeRun(execution: Execution, settings: EnvironmentSettings): Promise<RunOutcome> {
  const runtimeDir = runtimeFor(execution.source, settings);
  return orchestrate({
    ...execution,
    environment: await readEnvironment(acodeVersion()),
    acodeVersion: acodeVersion(),
    metricDefs: METRIC_DEFS,
    workerEntry: WORKER_ENTRY,
    graderEntry: GRADER_ENTRY,
    ...(runtimeDir === undefined ? {} : { runtimeDir }),
  });
}

/**
 * The embedded runtime, where a target needs it. A resumed run's targets are in its journal, which is not open yet; what
 * is missing is then said by the worker.
 */
function runtimeFor(source: RunSource, settings: EnvironmentSettings): string | undefined {
  const candidates = runtimeCandidates(settings);
  if (source.kind === 'resume') return candidates.find((dir) => installedVersion(dir) !== undefined);
  const embedded = source.plan.targets.some((target) => target.spec.kind === 'embedded');
  return embedded ? locateRuntime(candidates) : undefined;
}
