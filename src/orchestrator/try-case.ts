import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { BenchmarkFile } from '../protocol/benchmark-file.js';
import type { TriedCase, TryAnswer, TryOrder } from '../protocol/file-description.js';
import { PROTOCOL_VERSION, type CaseParameters } from '../protocol/messages.js';
import type { Target } from '../protocol/target.js';
import { customMemoryLimit } from './custom-memory-limit.js';
import { acquireLock } from './lock.js';
import { askOneShot } from './one-shot.js';
import { ServerKeeper } from './server-keeper.js';

/** One iteration of one case of a user's file. */
export interface Trial {
  /** Where the run lock is: nothing may be tried while something is measured. */
  readonly dataDir: string;
  /** Module of the trying process. */
  readonly entry: string;
  readonly file: BenchmarkFile;
  readonly benchmark: string;
  readonly parameters: CaseParameters;
  readonly seed: number;
  readonly target: Target;
  readonly runtimeDir?: string;
  /** Loading the model included. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Runs a trial in a process of its own. Nothing is journaled.
 * @throws AcodeError (`TRIAL_FAILED`) that says what the benchmark or the model did; the lock's errors.
 */
export async function tryCase(trial: Trial): Promise<TriedCase> {
  const { signal, dataDir } = trial;
  await using _lock = await acquireLock({ dataDir, runId: 'trial', wait: false, signal, onLost: () => undefined });
  await using servers = new ServerKeeper(signal);
  const reached = await servers.reach(trial.target);
  if (reached.kind === 'failed') throw trialFailed(reached.reason.message, reached.reason.hint);
  if (reached.kind === 'interrupted') throw trialFailed('It was interrupted.');
  // Awaited here, since lock and server are given back when this function returns.
  return await ask(trial, reached.target);
}

async function ask(trial: Trial, target: Target): Promise<TriedCase> {
  const { benchmark, file, runtimeDir, parameters, seed } = trial;
  const order: TryOrder = {
    open: {
      v: PROTOCOL_VERSION,
      type: 'open',
      benchmark,
      target,
      deterministic: false,
      ...(runtimeDir === undefined ? {} : { runtimeDir }),
      file,
    },
    parameters,
    seed,
  };
  const { spec } = target;
  const end = await askOneShot({
    entry: trial.entry,
    input: JSON.stringify(order),
    timeoutMs: trial.timeoutMs,
    memoryLimitBytes: customMemoryLimit(),
    environmentKeys: spec.kind === 'openai' && spec.apiKeyEnv !== undefined ? [spec.apiKeyEnv] : [],
    signal: trial.signal,
  });
  if (end.kind === 'failed') throw trialFailed(`The trial of ${benchmark} has no result: ${end.message}.`);
  const answer = end.value as TryAnswer;
  if (answer.kind === 'failed') throw trialFailed(`The trial of ${benchmark} failed: ${answer.message}`, answer.hint);
  return answer.tried;
}

function trialFailed(message: string, hint?: string): AcodeError {
  return new AcodeError({
    code: 'TRIAL_FAILED',
    exitCode: EXIT.failedCases,
    message,
    ...(hint === undefined ? {} : { hint }),
  });
}
