import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunEvent } from '../../src/protocol/run-events.js';
import { cloneRuntimeDir, installedVersion } from '../../src/runtime/locate.js';

const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

/** Whether the embedded runtime is installed; what needs a model is skipped without it. */
export const hasRuntime = installedVersion(cloneRuntimeDir()) !== undefined;

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a user has it, with a home and a data folder of its own that go away with the scope. */
export class Acode implements AsyncDisposable {
  readonly home: string;

  constructor(home: string) {
    this.home = home;
  }

  get dataDir(): string {
    return path.join(this.home, 'data');
  }

  start(...args: readonly string[]): ChildProcess {
    return this.startWith({}, ...args);
  }

  /** With variables beside the usual ones. */
  startWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [CLI, 'benchmark', ...args], {
      cwd: this.home,
      env: { PATH: process.env.PATH, HOME: this.home, ACODE_DATA_DIR: this.dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async run(...args: readonly string[]): Promise<Ended> {
    return ended(this.start(...args));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.home, { recursive: true, force: true });
  }
}

export async function createAcode(): Promise<Acode> {
  return new Acode(await mkdtemp(path.join(os.tmpdir(), 'acode-e2e-')));
}

/** Collects a child's output until its end. */
export async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** The events on a child's standard output. */
export function eventsOf(stdout: string): RunEvent[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RunEvent);
}
