import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import { BoundedOutput } from './bounded-output.js';
import { ENTERED, type Launch, type Tier } from './launch.js';
import { childrenOf, watchMemory } from './memory-watch.js';
import { hasEnded } from './run-user.js';
import type { KilledBy, RunLimits, SandboxRun } from './sandbox.js';

/** How long after the end of the outer process its pipes are waited for, where an orphan may hold them, in milliseconds. */
const PIPES_MS = 250;

/** How long an interpreter may take to start on a machine that is busy, in milliseconds, whatever a test may take. */
const START_MS = 20_000;

/** How long process 1 of a namespace may take to die before its outer process is killed too, in milliseconds. */
const FIRST_MS = 2_000;

/** How long the kernel may take to end a namespace on a machine that is busy, in milliseconds; the usual time is one or two. */
const NAMESPACE_MS = 20_000;

/** Bubblewrap says some hundred bytes. */
const INFO_BYTES = 4_096;

/** What one run needs besides its command. */
export interface RunRequest {
  readonly tier: Tier;
  readonly limits: RunLimits;
  readonly stdin: string;
  readonly signal: AbortSignal;
}

/** Starts the command, feeds it, holds it to its limits, and returns when it is gone. */
export async function runProgram(launch: Launch, request: RunRequest): Promise<SandboxRun> {
  request.signal.throwIfAborted();
  return new Run(launch, request).ended();
}

class Run {
  readonly #request: RunRequest;
  readonly #child: ChildProcess;
  readonly #startedAt = performance.now();
  readonly #stdout: BoundedOutput;
  readonly #stderr: BoundedOutput;
  readonly #answer: BoundedOutput;
  /** What bubblewrap says of the namespace. */
  readonly #info: BoundedOutput | undefined;
  #killedBy: KilledBy | undefined;
  #silence: NodeJS.Timeout | undefined;
  #heard = false;

  constructor(launch: Launch, request: RunRequest) {
    const { limits } = request;
    this.#request = request;
    // A process group of its own, so that where no namespace holds the program at least its group can be killed.
    this.#child = spawn(launch.command, launch.args, {
      env: { ...launch.env },
      ...(launch.cwd === undefined ? {} : { cwd: launch.cwd }),
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', ...(launch.tellsFirst ? ['pipe' as const] : [])],
    });
    const [, out, err, answer, info] = this.#child.stdio as unknown as [
      unknown,
      Readable,
      Readable,
      Readable,
      Readable?,
    ];
    this.#stdout = new BoundedOutput(out, limits.outputBytes, () => this.#kill('output'));
    this.#stderr = new BoundedOutput(err, limits.outputBytes, () => this.#kill('output'));
    this.#answer = new BoundedOutput(answer, limits.answerBytes + ENTERED.length, () => this.#kill('answer'));
    answer.on('data', () => this.#hear());
    if (info !== undefined) this.#info = new BoundedOutput(info, INFO_BYTES, () => this.#kill(undefined));
    // A program that ends without reading its input breaks the pipe; that is no fault.
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stdin?.end(request.stdin);
  }

  async ended(): Promise<SandboxRun> {
    const { limits, signal } = this.#request;
    const wall = setTimeout(() => this.#kill('wall'), limits.wallMs);
    const abort = (): void => this.#kill(undefined);
    const stopWatching = watchMemory(this.#child.pid, limits.memoryBytes, () => this.#kill('memory'));
    signal.addEventListener('abort', abort, { once: true });
    try {
      const { code, signal: by } = await this.#gone();
      const wallMs = performance.now() - this.#startedAt;
      await this.#namespaceEnded();
      // One that was stopped before its program began was not kept from it by the tier.
      signal.throwIfAborted();
      return { ...this.#result(code, by), wallMs };
    } finally {
      clearTimeout(wall);
      stopWatching();
      clearTimeout(this.#silence);
      signal.removeEventListener('abort', abort);
    }
  }

  /** Resolves when the process has ended and its pipes are closed, or when what holds them can only be an orphan. */
  #gone(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    return new Promise((resolve, reject) => {
      this.#child.once('error', (error) => reject(notEntered(this.#request.tier, error.message)));
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
      this.#child.once('exit', () => {
        this.#killGroup();
        setTimeout(() => this.#child.stdio.forEach((pipe) => pipe?.destroy()), PIPES_MS).unref();
      });
    });
  }

  /**
   * Bubblewrap's outer process does not wait for process 1, and the kernel ends all others of a namespace before that one is
   * gone: what the program has started may live on for a moment.
   */
  async #namespaceEnded(): Promise<void> {
    const first = /"child-pid":\s*(\d+)/.exec(this.#info?.text() ?? '')?.[1];
    if (first === undefined) return;
    const deadline = performance.now() + NAMESPACE_MS;
    while (!hasEnded(Number(first))) {
      if (performance.now() > deadline) {
        throw new AcodeError({
          code: 'SANDBOX',
          exitCode: EXIT.unavailable,
          message: `Processes of a program in the sandbox (${this.#request.tier.label}) were killed and have not ended for ${NAMESPACE_MS / 1_000} s.`,
          hint: 'They are shown by: ps -ef. What the kernel cannot end waits for a device; see its log.',
        });
      }
      await delay(2);
    }
  }

  #result(code: number | null, by: NodeJS.Signals | null): Omit<SandboxRun, 'wallMs'> {
    const answer = this.#answer.text();
    const stderr = this.#stderr.text();
    if (!answer.startsWith(ENTERED) && this.#killedBy === undefined) {
      const detail = stderr.trim().split('\n').at(-1) ?? '';
      throw notEntered(
        this.#request.tier,
        detail || `it ended with ${by ?? `exit code ${code}`} before the program began`,
      );
    }
    const signal = this.#killedBy === undefined ? (by ?? signalOf(code)) : 'SIGKILL';
    const killedBy = this.#killedBy ?? (signal === 'SIGXCPU' ? 'cpu' : undefined);
    return {
      exit: signal === null ? code : null,
      signal,
      ...(killedBy === undefined ? {} : { killedBy }),
      stdout: this.#stdout.text(),
      stderr,
      answer: answer.slice(ENTERED.length),
    };
  }

  #hear(): void {
    clearTimeout(this.#silence);
    const { silentMs } = this.#request.limits;
    // What is heard first is the mark of the last step before the interpreter; its start is not the program's time.
    const allowedMs = this.#heard ? silentMs : Math.max(silentMs, START_MS);
    this.#heard = true;
    if (Number.isFinite(allowedMs)) this.#silence = setTimeout(() => this.#kill('silence'), allowedMs);
  }

  #kill(reason: KilledBy | undefined): void {
    this.#killedBy ??= reason;
    // What follows on stderr is the tier's own word about the killing.
    this.#stderr.close();
    const first = this.#request.tier.ownProcesses ? childrenOf(this.#child.pid) : [];
    // The outer process waits for process 1 of the namespace, and that one's end is the end of all in it. Were the outer
    // one killed first, its end would be seen before theirs.
    for (const pid of first) tryKill(pid);
    if (first.length === 0) this.#killGroup();
    else setTimeout(() => this.#killGroup(), FIRST_MS).unref();
  }

  #killGroup(): void {
    if (this.#child.pid !== undefined) tryKill(-this.#child.pid);
  }
}

/** A shell and bubblewrap report a signal as 128 and its number. */
function signalOf(code: number | null): string | null {
  if (code === null || code <= 128) return null;
  const found = Object.entries(constants.signals).find(([, number]) => number === code - 128);
  return found?.[0] ?? null;
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // ESRCH: it ended by itself.
  }
}

function notEntered(tier: Tier, detail: string): AcodeError {
  return new AcodeError({
    code: 'SANDBOX',
    exitCode: EXIT.unavailable,
    message: `The program could not be put into the sandbox (${tier.label}) and was not run: ${detail}`,
    hint: 'What stands in the way is shown by: acode benchmark doctor.',
  });
}
