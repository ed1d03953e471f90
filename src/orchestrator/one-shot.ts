import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { killGroupNow, killTree } from './kill-tree.js';
import { ResourceSampler } from './resource-sampler.js';
import { OWN_GROUP } from './own-group.js';
import { superviseCommand } from './supervision.js';
import { TailBuffer } from './tail-buffer.js';
import { workerEnvironment } from './worker-environment.js';

/** A child process that answers once. */
export interface OneShot {
  /** Its module and arguments. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** Given on its standard input. */
  readonly input?: string;
  readonly timeoutMs: number;
  /** Private and resident memory above which it is killed. */
  readonly memoryLimitBytes: number;
  /** Variables it may see beside the usual ones. */
  readonly environmentKeys?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Its answer, or why there is none. */
export type OneShotEnd =
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly code: 'timeout' | 'oom' | 'crash' | 'cancelled'; readonly message: string };

type Cause = 'timeout' | 'oom' | 'cancelled';

const TAIL_BYTES = 16 << 10;

/** An answer is a page of JSON; a child that writes more than this is not answering. */
const MAX_ANSWER_BYTES = 16 << 20;

/**
 * Starts a child in a group of its own with the environment of a worker, and waits for its one line on descriptor 3. The
 * child and everything below it are gone when this resolves.
 */
export async function askOneShot(shot: OneShot): Promise<OneShotEnd> {
  const child = start(shot);
  const pid = child.pid ?? 0;
  let cause: Cause | undefined;
  let exited = false;
  const end = (why: Cause): void => {
    cause ??= why;
    void killTree(pid, () => exited);
  };
  const timer = setTimeout(() => end('timeout'), shot.timeoutMs);
  const cancel = (): void => end('cancelled');
  shot.signal?.addEventListener('abort', cancel, { once: true });
  if (shot.signal?.aborted === true) cancel();
  const sampler = new ResourceSampler({
    pids: [pid],
    limitBytes: shot.memoryLimitBytes,
    onOverLimit: () => end('oom'),
  });
  const answer = collect(child.stdio[3] as Readable);
  const output = new TailBuffer(TAIL_BYTES);
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.add(chunk));
  const exit = await exitOf(child);
  exited = true;
  clearTimeout(timer);
  shot.signal?.removeEventListener('abort', cancel);
  // Whatever of the group is left holds the pipes open and has no parent any more.
  killGroupNow(pid);
  await sampler.stop();
  return endOf({ cause, exit, line: await answer, output: output.toString(), shot });
}

function start({ entry, args = [], input, memoryLimitBytes, environmentKeys = [] }: OneShot): ChildProcess {
  const heapMib = Math.floor(memoryLimitBytes / 2 / 2 ** 20);
  const flags = [`--max-old-space-size=${heapMib}`, '--enable-source-maps'];
  const command = superviseCommand({ file: process.execPath, args: [...flags, entry, ...args] }, { memoryLimitBytes });
  const child = execa(command.file, command.args, {
    env: workerEnvironment(process.env, environmentKeys),
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', 'pipe'],
    ...OWN_GROUP,
  });
  // A child that dies before it reads is told by its end.
  for (const stream of child.stdio) stream?.on('error', () => undefined);
  if (input !== undefined) child.stdin?.end(input);
  return child;
}

function collect(pipe: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  pipe.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
  });
  return new Promise((resolve) => pipe.on('close', () => resolve(Buffer.concat(chunks).toString('utf8'))));
}

interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
    child.on('error', () => resolve({ code: null, signal: null }));
  });
}

function endOf(ending: {
  readonly cause: Cause | undefined;
  readonly exit: Exit;
  readonly line: string;
  readonly output: string;
  readonly shot: OneShot;
}): OneShotEnd {
  const { cause, exit, line, output, shot } = ending;
  const failed = (code: Extract<OneShotEnd, { kind: 'failed' }>['code'], message: string): OneShotEnd => ({
    kind: 'failed',
    code,
    message,
  });
  if (cause === 'timeout') return failed('timeout', `it did not answer within ${shot.timeoutMs / 1_000} s`);
  if (cause === 'cancelled') return failed('cancelled', 'it was interrupted');
  const limit = `it took more than ${Math.round(shot.memoryLimitBytes / 2 ** 20)} MiB of memory`;
  if (cause === 'oom' || /heap out of memory|Array buffer allocation failed|allocation failure/i.test(output)) {
    return failed('oom', limit);
  }
  const value = parse(line);
  if (value !== undefined) return { kind: 'answer', value };
  const how = exit.signal === null ? `with exit code ${exit.code}` : `by ${exit.signal}`;
  const lastWords = output.trim().split('\n').at(-1) ?? '';
  return failed('crash', `its process ended ${how}${lastWords === '' ? '' : ` (${lastWords.slice(0, 200)})`}`);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
