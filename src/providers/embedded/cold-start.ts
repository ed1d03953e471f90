import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { RequestStamps } from '../../protocol/sample.js';
import type { EmbeddedTargetSpec } from '../../protocol/target.js';
import type { ColdStart, Generation, GenerationRequest } from '../provider.js';
import { monotonicOffsetMs } from './shared-clock.js';

/** What the new process is told. */
export interface ColdStartOrder {
  readonly spec: EmbeddedTargetSpec;
  readonly runtimeDir: string;
  readonly contextTokens: number;
  readonly requests: readonly GenerationRequest[];
}

/** What the new process answers: moments on its own `performance.now()`, and what to add for the monotonic clock. */
export type ColdStartAnswer =
  | {
      readonly kind: 'done';
      readonly offsetMs: number;
      readonly startedMs: number;
      readonly importMs: number;
      readonly modelLoadMs: number;
      readonly contextMs: number;
      readonly generations: readonly Generation[];
    }
  | { readonly kind: 'failed'; readonly message: string };

/** Here every part shows. */
export type EmbeddedColdStart = Required<Omit<ColdStart, 'readyMs'>>;

const PROGRAM = fileURLToPath(new URL('cold-start-child.js', import.meta.url));

/**
 * Starts process, runtime, model and context from nothing and sends the requests. The model file is in the system's file
 * cache, since this process has read it; emptying that cache takes an administrator.
 * @throws AcodeError (`COLD_START_FAILED`) when the process cannot do it.
 */
export async function coldStart(order: ColdStartOrder, signal: AbortSignal): Promise<EmbeddedColdStart> {
  signal.throwIfAborted();
  const offsetMs = monotonicOffsetMs();
  const spawnMs = performance.now();
  // Native code may print; nothing of that belongs on this process's own output.
  const child = fork(PROGRAM, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
  const stop = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', stop);
  try {
    child.send(order);
    const answer = await answerOf(child);
    if (answer.kind === 'failed') throw coldStartError(answer.message);
    const shiftMs = answer.offsetMs - offsetMs;
    const { importMs, modelLoadMs, contextMs } = answer;
    return {
      spawnMs,
      processMs: answer.startedMs + shiftMs - spawnMs,
      importMs,
      modelLoadMs,
      contextMs,
      generations: answer.generations.map((generation) => shifted(generation, shiftMs)),
      warmCaches: ['file-cache'],
    };
  } finally {
    signal.removeEventListener('abort', stop);
    await ended(child);
  }
}

/** The process's one message; its end without one is a failure. */
async function answerOf(child: ChildProcess): Promise<ColdStartAnswer> {
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as ColdStartAnswer));
    child.once('error', (error) => resolve({ kind: 'failed', message: error.message }));
    child.once('exit', (code, signal) => {
      const message = `the process ended with ${signal ?? `code ${code}`} before it answered`;
      resolve({ kind: 'failed', message });
    });
  });
}

/** The next iteration must not share the machine with this one's process. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

function shifted(generation: Generation, byMs: number): Generation {
  const stamps = Object.fromEntries(
    Object.entries(generation.stamps).map(([name, ms]: [string, number]) => [name, ms + byMs]),
  );
  return {
    ...generation,
    stamps: stamps as unknown as RequestStamps,
    eventMs: generation.eventMs.map((ms) => ms + byMs),
  };
}

function coldStartError(reason: string): AcodeError {
  return new AcodeError({
    code: 'COLD_START_FAILED',
    exitCode: EXIT.unavailable,
    message: `A fresh process could not load the model: ${reason.replace(/\.$/, '')}.`,
    hint: 'A cold start needs room for a second copy of the model; close other programs or use a smaller model.',
  });
}
