import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CaseReason, CaseUsage, ProcessIdentity } from '../journal/records.js';
import { PROTOCOL_VERSION, type OpenCommand, type ReadyReport, type WorkerCommand } from '../protocol/messages.js';
import type { TargetSpec } from '../protocol/target.js';
import type { KillIntent } from './classify-ending.js';
import { Mailbox } from './mailbox.js';
import { ResourceSampler } from './resource-sampler.js';
import { WorkerProcess, type WorkerEnding, type WorkerItem } from './worker-process.js';

/** Whatever can happen to the case in hand, in the order it happened. */
export type SessionItem =
  | WorkerItem
  | { readonly kind: 'deadline'; readonly epoch: number }
  | { readonly kind: 'memory-limit'; readonly epoch: number }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'server-ended'; readonly reason: CaseReason };

export interface SessionOptions {
  readonly entry: string;
  readonly scratchDir: string;
  readonly open: OpenCommand;
  /** Loading may take as long as a case. */
  readonly openTimeoutMs: number;
  readonly memoryLimitBytes?: number;
  readonly signal: AbortSignal;
  /** Hears lines that belong to no case: logs, stages, unreadable lines. */
  readonly onAside: (item: WorkerItem) => void;
}

/** How opening a worker went. */
export type OpenOutcome =
  | { readonly kind: 'ready'; readonly session: WorkerSession; readonly ready: ReadyReport }
  /** The worker says that no case can be served: no model, no runtime. Another attempt would say the same. */
  | { readonly kind: 'unusable'; readonly reason: CaseReason }
  | { readonly kind: 'ended'; readonly ending: WorkerEnding; readonly identity: ProcessIdentity }
  | { readonly kind: 'interrupted' };

/** The first line of a worker comes within this time, or something is wrong with the machine. */
const HELLO_TIMEOUT_MS = 30_000;

/** A worker that was told to close has this long to release the model. */
const CLOSE_TIMEOUT_MS = 2_000;

/** More unread reports than this, and the worker has to wait. */
const MAX_UNREAD = 256;

/** A worker process with a model in it, and everything that can happen to the case it measures. */
export class WorkerSession {
  readonly #process: WorkerProcess;
  readonly #mailbox = new Mailbox<SessionItem>();
  readonly #options: SessionOptions;
  readonly #scratchDir: string;
  readonly #onAbort = (): void => this.#mailbox.put({ kind: 'interrupt' });
  #modelPids: readonly number[] = [];
  #epoch = 0;
  #deadline: NodeJS.Timeout | undefined;
  #sampler: ResourceSampler | undefined;
  #ended = false;

  private constructor(options: SessionOptions, scratchDir: string) {
    this.#options = options;
    this.#scratchDir = scratchDir;
    this.#process = new WorkerProcess({
      entry: options.entry,
      cwd: scratchDir,
      environmentKeys: keysOf(options.open.target.spec),
      ...(options.memoryLimitBytes === undefined ? {} : { memoryLimitBytes: options.memoryLimitBytes }),
      onItem: (item) => this.#receive(item),
    });
    options.signal.addEventListener('abort', this.#onAbort, { once: true });
    if (options.signal.aborted) this.#onAbort();
  }

  /** Starts a worker, lets it load the model, and waits until it is ready. */
  static async open(options: SessionOptions): Promise<OpenOutcome> {
    const scratchDir = path.join(options.scratchDir, `worker-${process.pid}-${Date.now()}`);
    await mkdir(scratchDir, { recursive: true, mode: 0o700 });
    const session = new WorkerSession(options, scratchDir);
    session.#startDeadline(HELLO_TIMEOUT_MS);
    session.send(options.open);
    const outcome = await session.#awaitReady();
    session.#stopDeadline();
    if (outcome.kind === 'ready') session.#modelPids = outcome.ready.target.modelPids;
    else await session.close();
    return outcome;
  }

  get identity(): ProcessIdentity {
    return this.#process.identity;
  }

  /** The model server that the worker talks to has ended. */
  serverEnded(reason: CaseReason): void {
    this.#mailbox.put({ kind: 'server-ended', reason });
  }

  /** What the worker was doing when it was last heard. */
  get stage(): string {
    return this.#process.stage;
  }

  get usable(): boolean {
    return !this.#ended;
  }

  send(command: WorkerCommand): void {
    this.#process.send(command);
  }

  /** The next thing that happens; leftovers of an earlier case are dropped. */
  async next(): Promise<SessionItem> {
    for (;;) {
      const item = await this.#mailbox.take();
      if (this.#mailbox.size < MAX_UNREAD / 2) this.#process.setReading(true);
      if ('epoch' in item && item.epoch !== this.#epoch) continue;
      return item;
    }
  }

  /** Starts the deadline and the sampling of a case. */
  beginCase(timeoutMs: number): void {
    this.#startDeadline(timeoutMs);
    const epoch = this.#epoch;
    const { memoryLimitBytes } = this.#options;
    this.#sampler = new ResourceSampler({
      pids: this.#modelPids,
      ...(memoryLimitBytes === undefined ? {} : { limitBytes: memoryLimitBytes }),
      onOverLimit: () => this.#mailbox.put({ kind: 'memory-limit', epoch }),
    });
  }

  /** The processes that hold the model now. */
  watchModel(pids: readonly number[]): void {
    this.#modelPids = pids;
    this.#sampler?.watch(pids);
  }

  /** Ends both, and says what the model's processes used. */
  async endCase(): Promise<CaseUsage | undefined> {
    this.#stopDeadline();
    const usage = await this.#sampler?.stop();
    this.#sampler = undefined;
    return usage;
  }

  async kill(intent: KillIntent): Promise<WorkerEnding> {
    return this.#process.kill(intent);
  }

  /** Kills without waiting; for the user's second Ctrl-C. */
  killNow(): void {
    this.#process.killNow();
  }

  /** Lets the worker release its model, or ends it, and removes its scratch folder. */
  async close(): Promise<void> {
    this.#options.signal.removeEventListener('abort', this.#onAbort);
    // A journal error leaves a case without its end; a deadline that still ticks would keep the process alive.
    await this.endCase();
    if (!this.#ended) {
      this.send({ v: PROTOCOL_VERSION, type: 'close' });
      await Promise.race([this.#process.ended, delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
      await this.#process.kill('shutdown');
    }
    await rm(this.#scratchDir, { recursive: true, force: true });
  }

  #receive(item: WorkerItem): void {
    if (item.kind === 'ended') this.#ended = true;
    this.#options.onAside(item);
    this.#mailbox.put(item);
    if (this.#mailbox.size > MAX_UNREAD) this.#process.setReading(false);
  }

  async #awaitReady(): Promise<OpenOutcome> {
    for (;;) {
      const item = await this.next();
      switch (item.kind) {
        case 'report':
          if (item.report.type === 'hello') this.#startDeadline(this.#options.openTimeoutMs);
          if (item.report.type === 'ready') return { kind: 'ready', session: this, ready: item.report };
          if (item.report.type === 'fatal') return { kind: 'unusable', reason: item.report.error };
          break;
        case 'ended':
          return { kind: 'ended', ending: item.ending, identity: this.identity };
        case 'deadline':
          return { kind: 'ended', ending: await this.kill('timeout'), identity: this.identity };
        case 'interrupt':
          await this.kill('cancel');
          return { kind: 'interrupted' };
        case 'memory-limit':
        case 'bad-line':
        case 'server-ended':
          break;
      }
    }
  }

  #startDeadline(timeoutMs: number): void {
    this.#stopDeadline();
    this.#epoch += 1;
    const epoch = this.#epoch;
    this.#deadline = setTimeout(
      () => this.#mailbox.put({ kind: 'deadline', epoch }),
      Math.min(timeoutMs, MAX_TIMER_MS),
    );
  }

  #stopDeadline(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
    this.#epoch += 1;
  }
}

function keysOf(spec: TargetSpec): readonly string[] {
  return spec.kind === 'openai' && spec.apiKeyEnv !== undefined ? [spec.apiKeyEnv] : [];
}

/** setTimeout takes at most 2^31 − 1 milliseconds, about 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;
