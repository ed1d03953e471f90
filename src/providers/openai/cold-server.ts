import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { AcodeError, codeOf } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import { freePort } from '../../free-port.js';
import { filledIn, type OpenAiTargetSpec, type ServerLaunch } from '../../protocol/target.js';
import { HttpClient } from '../http/http-client.js';
import type { ColdStart, Generation, GenerationRequest } from '../provider.js';
import { withDescendants } from '../server-processes.js';
import { endpointOf } from './client-address.js';

/** A server to be started once more, and how a started one is asked. */
export interface ColdServerOrder {
  readonly spec: OpenAiTargetSpec;
  readonly launch: ServerLaunch;
  readonly ask: (
    spec: OpenAiTargetSpec,
    requests: readonly GenerationRequest[],
    signal: AbortSignal,
  ) => Promise<readonly Generation[]>;
}

/** A connection to a port of this machine takes a tenth of a millisecond, so looking disturbs the start little. */
const POLL_MS = 5;
const ANSWER_TIMEOUT_MS = 2_000;
/** Characters of its output that a failure may need. */
const TAIL_CHARACTERS = 2_000;

/** Whether a second server can run beside the first: it needs a port of its own. */
export function canStartAgain({ args }: ServerLaunch, { baseUrl }: OpenAiTargetSpec): boolean {
  return !baseUrl.startsWith('unix:') && args.some((arg) => arg.includes('{port}'));
}

/**
 * Starts the server beside the one that runs, sends it the requests and ends it with everything below it. The process is
 * started when its port first accepts a connection, and the model is loaded when it lists its models and does not say that
 * it is loading; a server that opens its port only then tells neither apart. The system's file cache is warm.
 * @throws AcodeError (`COLD_START_FAILED`) when it does not come up.
 */
export async function coldStartServer(
  { spec, launch, ask }: ColdServerOrder,
  requests: readonly GenerationRequest[],
  signal: AbortSignal,
): Promise<ColdStart> {
  signal.throwIfAborted();
  const port = await freePort();
  const ownSpec = { ...spec, baseUrl: withPort(spec.baseUrl, port) };
  const spawnMs = performance.now();
  const server = new ColdServer(
    spawn(launch.command, filledIn(launch.args, { port, model: spec.model }), { stdio: 'pipe' }),
  );
  try {
    const { openMs, readyMs } = await server.ready(ownSpec, launch.readyTimeoutMs, signal);
    const generations = await ask(ownSpec, requests, signal);
    return {
      spawnMs,
      ...(openMs < readyMs ? { processMs: openMs - spawnMs, modelLoadMs: readyMs - openMs } : {}),
      readyMs: readyMs - spawnMs,
      generations,
      warmCaches: ['file-cache'],
    };
  } finally {
    await server.end();
  }
}

class ColdServer {
  readonly #child: ChildProcess;
  #tail = '';
  #ended: string | undefined;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdin?.end();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (bytes: Buffer) => (this.#tail = (this.#tail + bytes.toString()).slice(-TAIL_CHARACTERS)));
    }
    child.once('error', (error) => (this.#ended = error.message));
    child.once('exit', (code, signal) => (this.#ended ??= `it ended with ${signal ?? `code ${code}`}`));
  }

  /** Moments at which its port was open and it was ready, on `performance.now()`'s clock. */
  async ready(
    spec: OpenAiTargetSpec,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<{ readonly openMs: number; readonly readyMs: number }> {
    const client = new HttpClient({ endpoint: endpointOf(spec) });
    const deadlineMs = performance.now() + timeoutMs;
    let openMs: number | undefined;
    try {
      for (;;) {
        const status = await statusOf(client, '/v1/models');
        const ms = performance.now();
        if (status !== undefined) openMs ??= ms;
        if (status === 200 && (await statusOf(client, '/health')) !== 503) return { openMs: openMs ?? ms, readyMs: ms };
        signal.throwIfAborted();
        if (this.#ended !== undefined) throw this.#failure(this.#ended);
        if (ms > deadlineMs) throw this.#failure(`it did not answer within ${Math.round(timeoutMs / 1_000)} s`);
        await delay(POLL_MS);
      }
    } finally {
      client.close();
    }
  }

  /** Ends the process and everything below it, and waits for it: the next start must not share the machine with it. */
  async end(): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined || this.#ended !== undefined) return;
    for (const each of await withDescendants([pid])) kill(each);
    while (this.#ended === undefined) await delay(1);
  }

  #failure(reason: string): AcodeError {
    const words = this.#tail.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
    return new AcodeError({
      code: 'COLD_START_FAILED',
      exitCode: EXIT.unavailable,
      message: `A second server could not be started: ${reason}${words === '' ? '' : `: ${words}`}.`,
      hint: 'A cold start needs room for a second copy of the model, and a server that takes {port} from its arguments.',
    });
  }
}

/** HTTP status, or undefined when nobody answers. */
async function statusOf(client: HttpClient, path: string): Promise<number | undefined> {
  return (await client.fetch({ method: 'GET', path }, AbortSignal.timeout(ANSWER_TIMEOUT_MS))).status;
}

function withPort(baseUrl: string, port: number): string {
  const url = new URL(baseUrl);
  url.port = String(port);
  return url.href.replace(/\/$/, '');
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has ended in the meantime.
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}
