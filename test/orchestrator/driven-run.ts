import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from '../../src/errors.js';
import type { ProcessIdentity } from '../../src/journal/records.js';
import { identifyProcess, isAlive } from '../../src/orchestrator/process-identity.js';
import type { CaseParameters } from '../../src/protocol/messages.js';
import type { Sample } from '../../src/protocol/sample.js';

const DRIVER = fileURLToPath(new URL('../fixtures/run-driver.mjs', import.meta.url));

/** What one sitting of the real orchestrator is told; see test/fixtures/run-driver.mjs. */
export interface DriverOrders {
  readonly dataDir: string;
  readonly runId: string;
  readonly mode: 'start' | 'resume';
  readonly cases?: readonly CaseParameters[];
  readonly iterations?: number;
  readonly modelPath?: string;
  /** File whose appearance starts the run. */
  readonly barrier?: string;
}

/** A sample that the orchestrator said is durable. */
export interface Acknowledged {
  readonly ordinal: number;
  readonly attempt: number;
  readonly sample: Sample;
}

export interface DriverEnd {
  readonly say: 'end';
  readonly status: string;
  readonly reason?: { readonly code: string; readonly message: string };
  readonly counts: Readonly<Record<string, number>>;
}

export interface DriverError {
  readonly say: 'error';
  readonly code?: string;
  readonly message: string;
  readonly stack: string;
}

type DriverLine =
  | ({ readonly say: 'sample' } & Acknowledged)
  | { readonly say: 'ready' | 'run-start' | 'case-start' }
  | DriverEnd
  | DriverError;

/** One sitting in a child process, and what it has said so far. */
export class DrivenRun {
  readonly pid: number;
  readonly lines: DriverLine[] = [];
  /** Resolves when the process is gone and everything it printed is in `lines`. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly #child: ChildProcess;
  readonly #waiting = new Set<() => void>();
  stderr = '';
  #text = '';
  #gone = false;

  constructor(orders: DriverOrders) {
    this.#child = spawn(process.execPath, [DRIVER, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.pid = this.#child.pid ?? 0;
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exited = new Promise((resolve) => {
      this.#child.on('close', (code, signal) => {
        this.#gone = true;
        this.#wake();
        resolve({ code, signal });
      });
    });
  }

  get gone(): boolean {
    return this.#gone;
  }

  get acknowledged(): Acknowledged[] {
    return this.lines.flatMap((line) => (line.say === 'sample' ? [line] : []));
  }

  get end(): DriverEnd | undefined {
    return this.lines.find((line) => line.say === 'end');
  }

  get error(): DriverError | undefined {
    return this.lines.find((line) => line.say === 'error');
  }

  said(what: DriverLine['say']): boolean {
    return this.lines.some((line) => line.say === what);
  }

  /** Resolves when the condition holds or the process is gone. */
  async until(condition: () => boolean): Promise<void> {
    while (!this.#gone && !condition()) {
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  #hear(text: string): void {
    const lines = (this.#text + text).split('\n');
    this.#text = lines.pop() ?? '';
    this.lines.push(...lines.map((line) => JSON.parse(line) as DriverLine));
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

/** A process and everything below it, each named so that a reused pid cannot be taken for it. */
export function processTree(pid: number): ProcessIdentity[] {
  return [identifyProcess(pid), ...childrenOf(pid).flatMap(processTree)];
}

/** Direct children of a process. */
export function childrenOf(pid: number): number[] {
  return look(() => readdirSync(`/proc/${pid}/task`), [])
    .flatMap((task) =>
      look(() => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'), '')
        .trim()
        .split(' '),
    )
    .filter((text) => text !== '')
    .map(Number);
}

/** Live processes among those named, and any that work in a folder below `dataDir`. */
export function survivors(known: readonly ProcessIdentity[], dataDir: string): number[] {
  const named = known.filter(isAlive).map((each) => each.pid);
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const inside = pids.filter((pid) => look(() => readlinkSync(`/proc/${pid}/cwd`), '').startsWith(dataDir)).map(Number);
  return [...new Set([...named, ...inside.filter((pid) => isAlive(identifyProcess(pid)))])];
}

/** Far beyond what it takes, which `npm run test:faults` prints: a machine that is shared can stand still for a second. */
const SURVIVOR_LIMIT_MS = 20_000;

/** Waits until no process of a sitting is left; says how long it took and who is still there after all that time. */
export async function awaitNoSurvivors(
  known: readonly ProcessIdentity[],
  dataDir: string,
): Promise<{ readonly tookMs: number; readonly left: readonly number[] }> {
  const startMs = performance.now();
  for (;;) {
    const left = survivors(known, dataDir);
    const tookMs = performance.now() - startMs;
    if (left.length === 0 || tookMs >= SURVIVOR_LIMIT_MS) return { tookMs, left };
    await delay(10);
  }
}

/** Files under /proc vanish with their process. */
function look<T>(read: () => T, absent: T): T {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return absent;
  }
}
