import type { ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import type { CaseReason } from '../journal/records.js';
import { freePort } from '../free-port.js';
import { filledIn, type OpenAiTargetSpec, type ServerLaunch } from '../protocol/target.js';
import { killGroupNow, killTree, listDescendants } from './kill-tree.js';
import { OWN_GROUP } from './own-group.js';
import { superviseCommand } from './supervision.js';
import { TailBuffer } from './tail-buffer.js';

const TAIL_BYTES = 16 << 10;
const READY_POLL_MS = 50;
/** The kernel closes a process's sockets before it tells its parent; on a busy machine the news takes its time. */
const END_TOLD_MS = 500;

/** The server did not come up; another try is up to the caller. */
export class ServerFailure extends Error {
  readonly reason: CaseReason;

  constructor(reason: CaseReason) {
    super(reason.message);
    this.reason = reason;
  }
}

/** A model server that this run started: its address, its processes, and its end. */
export class TargetServer {
  /** From the spawn until it answered. */
  startMs = 0;
  readonly #child: ChildProcess;
  readonly #output = new TailBuffer(TAIL_BYTES);
  readonly #spec: OpenAiTargetSpec;
  #onCrash: (() => void) | undefined;
  #exit: { readonly code: number | null; readonly signal: string | null } | undefined;
  #closing = false;

  private constructor(spec: OpenAiTargetSpec, child: ChildProcess) {
    this.#spec = spec;
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => this.#output.add(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.#output.add(chunk));
    child.on('error', (error) => {
      this.#output.add(Buffer.from(error.message));
      this.#ended(null, null);
    });
    child.on('exit', (code, signal) => this.#ended(code, signal));
  }

  /**
   * Starts the server on a free port of this machine and waits until it answers.
   * @throws ServerFailure when it ends or stays silent; the abort reason when the run is interrupted.
   */
  static async start(spec: OpenAiTargetSpec, launch: ServerLaunch, signal: AbortSignal): Promise<TargetServer> {
    const port = await freePort();
    const args = filledIn(launch.args, { port, model: spec.model });
    const command = superviseCommand({ file: launch.command, args }, {});
    const startMs = performance.now();
    const child = execa(command.file, command.args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...OWN_GROUP,
      // The user's own program, which may need whatever their shell holds.
      extendEnv: true,
    });
    const server = new TargetServer({ ...spec, baseUrl: spec.baseUrl.replaceAll('{port}', String(port)) }, child);
    try {
      await server.#awaitReady(launch.readyTimeoutMs, signal);
    } catch (error) {
      await server.close();
      throw error;
    }
    server.startMs = performance.now() - startMs;
    return server;
  }

  get alive(): boolean {
    return this.#exit === undefined;
  }

  /** The target as a worker reaches it: with the real port, and the processes to look at. */
  async spec(): Promise<OpenAiTargetSpec> {
    const pid = this.#child.pid ?? 0;
    return { ...this.#spec, pids: [pid, ...(await listDescendants(pid))] };
  }

  /**
   * Why it ended, when it has or is about to: connections break a moment before the end of a process is told. Undefined
   * for a server that goes on.
   */
  async endedSoon(): Promise<CaseReason | undefined> {
    const deadlineMs = performance.now() + END_TOLD_MS;
    while (this.alive && performance.now() < deadlineMs) await delay(5);
    return this.alive ? undefined : this.crashReason();
  }

  /** Calls back if the server ends by itself; one session at a time talks to it, so the newest listener is the only one. */
  onCrash(callback: () => void): void {
    this.#onCrash = callback;
  }

  /** Why it ended. */
  crashReason(): CaseReason {
    const { code, signal } = this.#exit ?? { code: null, signal: null };
    const how = signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;
    const words = this.#output.toString().trim().split('\n').at(-1)?.slice(0, 200) ?? '';
    return {
      code: 'server-crash',
      message: `The model server ${this.#spec.launch?.command ?? ''} ended (${how})${words === '' ? '' : `: ${words}`}.`,
      hint: 'Start it by hand with the same arguments to see why.',
    };
  }

  /** Ends the server and everything below it. */
  async close(): Promise<void> {
    this.#closing = true;
    const pid = this.#child.pid;
    if (pid === undefined) return;
    if (this.alive) await killTree(pid, () => !this.alive);
    else killGroupNow(pid);
    while (this.alive) await delay(5);
    for (const stream of this.#child.stdio) stream?.destroy();
  }

  #ended(code: number | null, signal: string | null): void {
    if (this.#exit !== undefined) return;
    this.#exit = { code, signal };
    if (this.#closing) return;
    this.#onCrash?.();
  }

  async #awaitReady(timeoutMs: number, signal: AbortSignal): Promise<void> {
    const deadlineMs = performance.now() + timeoutMs;
    for (;;) {
      signal.throwIfAborted();
      if (!this.alive) throw new ServerFailure(this.crashReason());
      if (await this.#answers()) return;
      if (performance.now() > deadlineMs) {
        throw new ServerFailure({
          code: 'server-silent',
          message: `The model server ${this.#spec.launch?.command ?? ''} did not answer within ${Math.round(timeoutMs / 1_000)} s.`,
          hint: 'Give it more time with readyTimeout, or start it by hand with the same arguments to see why.',
        });
      }
      await delay(READY_POLL_MS);
    }
  }

  /** Ready means that it lists its models, and does not say that it is still loading. */
  async #answers(): Promise<boolean> {
    const base = this.#spec.baseUrl.replace(/\/v1\/?$/, '');
    if ((await statusOf(`${base}/v1/models`)) !== 200) return false;
    return (await statusOf(`${base}/health`)) !== 503;
  }
}

/** HTTP status of a GET, or undefined when nobody answers. */
function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', () => resolve(undefined));
    request.on('timeout', () => request.destroy());
  });
}
