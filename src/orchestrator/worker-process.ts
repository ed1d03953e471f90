import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import type { ProcessIdentity } from '../journal/records.js';
import { decodeReport, encodeLine } from '../protocol/codec.js';
import { LineSplitter, type SplitLine } from '../protocol/line-splitter.js';
import type { WorkerCommand, WorkerReport, WorkerStage } from '../protocol/messages.js';
import { classifyEnding, type KillIntent, type WorkerEnding } from './classify-ending.js';
import { killGroupNow, killTree } from './kill-tree.js';
import { countOomKills } from './oom-kills.js';
import { identifyProcess } from './process-identity.js';
import { OWN_GROUP } from './own-group.js';
import { superviseCommand } from './supervision.js';
import { TailBuffer } from './tail-buffer.js';
import { workerEnvironment } from './worker-environment.js';

export type { WorkerEnding } from './classify-ending.js';

/** What a worker process says or does. */
export type WorkerItem =
  | { readonly kind: 'report'; readonly report: WorkerReport; readonly line: Buffer }
  | { readonly kind: 'bad-line'; readonly problem: string }
  | { readonly kind: 'ended'; readonly ending: WorkerEnding };

export interface WorkerSpawn {
  /** Module of the worker. */
  readonly entry: string;
  /** Scratch working folder. */
  readonly cwd: string;
  readonly memoryLimitBytes?: number;
  /** Names of variables that the worker needs beside the usual ones. */
  readonly environmentKeys: readonly string[];
  readonly onItem: (item: WorkerItem) => void;
}

const TAIL_BYTES = 64 << 10;

/** A grandchild may hold a pipe open after the worker's exit; nothing waits for it longer than this. */
const PIPE_GRACE_MS = 500;

/**
 * Small young generation: 10 MB less memory next to the model, and the worker allocates little. The value is V8's
 * `--max-semi-space-size` in MiB.
 */
const NODE_FLAGS = ['--max-semi-space-size=1', '--enable-source-maps'];

/** One worker: a child process in a group of its own, with reports on descriptor 3 and heartbeats on 4. */
export class WorkerProcess {
  readonly identity: ProcessIdentity;
  /** Resolves when the process is gone and everything it wrote has been handed on. */
  readonly ended: Promise<WorkerEnding>;
  readonly #child: ChildProcess;
  readonly #pid: number;
  readonly #reports: Readable;
  readonly #stderr = new TailBuffer(TAIL_BYTES);
  readonly #oomKillsBefore = countOomKills();
  readonly #splitter = new LineSplitter();
  #stage: WorkerStage = 'starting';
  #heartbeatMs: number | undefined;
  #intent: KillIntent | undefined;
  #exited = false;

  constructor(spawn: WorkerSpawn) {
    const command = superviseCommand(
      { file: process.execPath, args: [...NODE_FLAGS, spawn.entry] },
      spawn.memoryLimitBytes === undefined ? {} : { memoryLimitBytes: spawn.memoryLimitBytes },
    );
    this.#child = execa(command.file, command.args, {
      cwd: spawn.cwd,
      env: workerEnvironment(process.env, spawn.environmentKeys),
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      ...OWN_GROUP,
    });
    this.#pid = this.#child.pid ?? 0;
    this.identity = identifyProcess(this.#pid);
    this.#reports = this.#child.stdio[3] as Readable;
    this.#listen(spawn.onItem);
    this.ended = this.#awaitEnd(spawn.onItem);
  }

  get stage(): WorkerStage {
    return this.#stage;
  }

  /** Writes a command. A worker that is gone cannot hear it; its ending comes as an item. */
  send(command: WorkerCommand): void {
    const { stdin } = this.#child;
    if (stdin?.writable === true) stdin.write(encodeLine(command));
  }

  /** Stops or goes on reading reports, so that a flood stays in the pipe instead of in memory. */
  setReading(reading: boolean): void {
    if (reading) this.#reports.resume();
    else this.#reports.pause();
  }

  /** Ends the process and everything below it; resolves with the ending. */
  async kill(intent: KillIntent): Promise<WorkerEnding> {
    this.#intent ??= intent;
    if (!this.#exited) await killTree(this.#pid, () => this.#exited);
    return this.ended;
  }

  /** Ends the process at once, without waiting. */
  killNow(): void {
    this.#intent ??= 'cancel';
    if (!this.#exited) killGroupNow(this.#pid);
  }

  #listen(onItem: (item: WorkerItem) => void): void {
    const { stdin, stdout, stderr, stdio } = this.#child;
    this.#reports.on('data', (chunk: Buffer) => {
      for (const line of this.#splitter.push(chunk)) this.#hear(line, onItem);
    });
    (stdio[4] as Readable).on('data', () => {
      this.#heartbeatMs = performance.now();
    });
    // Nothing of a worker belongs on its stdout; what native code prints there is kept beside stderr.
    stdout?.on('data', (chunk: Buffer) => this.#stderr.add(chunk));
    stderr?.on('data', (chunk: Buffer) => this.#stderr.add(chunk));
    // A write to a worker that has just died fails; the ending tells that already.
    for (const stream of [stdin, ...stdio]) stream?.on('error', () => undefined);
  }

  #hear(line: SplitLine, onItem: (item: WorkerItem) => void): void {
    if (line.kind === 'oversized') {
      onItem({ kind: 'bad-line', problem: `a line of ${line.byteLength} bytes` });
      return;
    }
    const decoded = decodeReport(line.bytes);
    if (decoded.kind === 'bad-line') {
      onItem(decoded);
      return;
    }
    if (decoded.message.type === 'stage') this.#stage = decoded.message.stage;
    onItem({ kind: 'report', report: decoded.message, line: line.bytes });
  }

  async #awaitEnd(onItem: (item: WorkerItem) => void): Promise<WorkerEnding> {
    const { exitCode, signal } = await this.#exit();
    this.#exited = true;
    await this.#drainPipes();
    const oomKillsAfter = countOomKills();
    const ending = classifyEnding({
      stage: this.#stage,
      exitCode,
      signal,
      ...(this.#intent === undefined ? {} : { intent: this.#intent }),
      oomKills: (oomKillsAfter ?? 0) - (this.#oomKillsBefore ?? 0),
      stderrTail: this.#stderr.toString(),
      ...(this.#heartbeatMs === undefined ? {} : { heartbeatAgeMs: performance.now() - this.#heartbeatMs }),
    });
    onItem({ kind: 'ended', ending });
    return ending;
  }

  #exit(): Promise<{ exitCode: number | null; signal: string | null }> {
    return new Promise((resolve) => {
      this.#child.on('exit', (exitCode: number | null, signal: string | null) => resolve({ exitCode, signal }));
      this.#child.on('error', (error: Error) => {
        this.#stderr.add(Buffer.from(error.message));
        resolve({ exitCode: null, signal: null });
      });
    });
  }

  /** Reads what the worker wrote before it died, then lets go of the pipes. */
  async #drainPipes(): Promise<void> {
    this.#reports.resume();
    if (!this.#reports.closed) {
      const drained = new Promise((resolve) => this.#reports.on('close', resolve));
      await Promise.race([drained, delay(PIPE_GRACE_MS, undefined, { ref: false })]);
    }
    for (const stream of this.#child.stdio) stream?.destroy();
    // Whatever of the group is left has no parent any more.
    killGroupNow(this.#pid);
  }
}
