import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { messageOf } from '../errors.js';
import { type GradeOrder, type GradeReply, MAX_GRADING_LINE_BYTES } from '../protocol/grading-messages.js';
import { LineSplitter } from '../protocol/line-splitter.js';
import { killTree } from './kill-tree.js';
import { OWN_GROUP } from './own-group.js';
import { superviseCommand } from './supervision.js';
import { TailBuffer } from './tail-buffer.js';
import { workerEnvironment } from './worker-environment.js';

const TAIL_BYTES = 16 << 10;

/**
 * What one answer may take to be judged, in milliseconds. A program under test is given a minute in all; what takes longer
 * than this hangs.
 */
const GRADE_TIMEOUT_MS = 150_000;

/** The process that judges answers: started when the first one comes, replaced when it dies, ended with the run. */
export class GraderProcess {
  readonly #entry: string;
  #child: ChildProcess | undefined;
  #output = new TailBuffer(TAIL_BYTES);
  #exited = false;
  #orders = 0;
  #waiting: { readonly id: number; readonly resolve: (reply: GradeReply) => void } | undefined;
  /** Whether the last order was given up because the process ended. */
  #died = false;

  constructor(entry: string) {
    this.#entry = entry;
  }

  /**
   * Has one sample judged. Never throws for what a grader does: one that hangs is a failed reply, and so is one that dies
   * twice. The first death may be anybody's doing, such as the system's that has no memory left.
   */
  async judge(order: Omit<GradeOrder, 'id'>, signal: AbortSignal): Promise<GradeReply | 'interrupted'> {
    const reply = await this.#judgeOnce(order, signal);
    return this.#died ? this.#judgeOnce(order, signal) : reply;
  }

  async #judgeOnce(order: Omit<GradeOrder, 'id'>, signal: AbortSignal): Promise<GradeReply | 'interrupted'> {
    this.#died = false;
    if (signal.aborted) return 'interrupted';
    const child = this.#running();
    const id = (this.#orders += 1);
    const reply = new Promise<GradeReply>((resolve) => (this.#waiting = { id, resolve }));
    child.stdin?.write(`${JSON.stringify({ ...order, id } satisfies GradeOrder)}\n`);
    const timer = setTimeout(
      () => this.#fail(`it did not answer within ${GRADE_TIMEOUT_MS / 1_000} s`),
      GRADE_TIMEOUT_MS,
    );
    let interrupt = (): void => undefined;
    const interrupted = new Promise<'interrupted'>((resolve) => (interrupt = () => resolve('interrupted')));
    signal.addEventListener('abort', interrupt, { once: true });
    const outcome = await Promise.race([reply, interrupted]);
    signal.removeEventListener('abort', interrupt);
    clearTimeout(timer);
    this.#waiting = undefined;
    if (outcome === 'interrupted' || outcome.kind === 'failed') await this.close();
    return outcome;
  }

  /** Ends the process and everything that it runs. */
  async close(): Promise<void> {
    const pid = this.#child?.pid;
    this.#child = undefined;
    if (pid !== undefined && !this.#exited) await killTree(pid, () => this.#exited);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #running(): ChildProcess {
    if (this.#child !== undefined && !this.#exited) return this.#child;
    const command = superviseCommand({ file: process.execPath, args: ['--enable-source-maps', this.#entry] }, {});
    const child = execa(command.file, command.args, {
      env: workerEnvironment(process.env),
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      ...OWN_GROUP,
    });
    this.#child = child;
    this.#exited = false;
    this.#output = new TailBuffer(TAIL_BYTES);
    this.#listen(child);
    return child;
  }

  #listen(child: ChildProcess): void {
    const splitter = new LineSplitter(MAX_GRADING_LINE_BYTES);
    const replies = child.stdio[3] as Readable;
    replies.on('data', (chunk: Buffer) => {
      for (const line of splitter.push(chunk)) this.#hear(line.kind === 'line' ? line.bytes.toString('utf8') : '');
    });
    const output = this.#output;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.add(chunk));
    // A grader that has just died cannot be told anything; its end says so.
    for (const stream of child.stdio) stream?.on('error', () => undefined);
    child.on('exit', (code, signal) => {
      if (this.#child !== undefined && this.#child !== child) return;
      this.#exited = true;
      this.#died = this.#waiting !== undefined;
      const lastWords = output.toString().trim().split('\n').at(-1) ?? '';
      this.#fail(
        `its process ended ${signal === null ? `with exit code ${code}` : `by ${signal}`} (${lastWords.slice(0, 200)})`,
      );
    });
  }

  #hear(line: string): void {
    try {
      const reply = JSON.parse(line) as GradeReply;
      // A reply to an order that was given up counts for nothing.
      if (reply.id === this.#waiting?.id) this.#waiting.resolve(reply);
    } catch (error) {
      this.#fail(`its reply cannot be read: ${messageOf(error)}`);
    }
  }

  #fail(message: string): void {
    if (this.#waiting === undefined) return;
    this.#waiting.resolve({ id: this.#waiting.id, kind: 'failed', message: `The grader failed: ${message}.` });
  }
}
