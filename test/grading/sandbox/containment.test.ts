import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeSandboxes, tiersFor, type SandboxReport } from '../../../src/grading/sandbox/open-sandbox.js';
import { layBait, type Bait } from '../../../src/grading/sandbox/probe-targets.js';
import type { Sandbox, SandboxRun } from '../../../src/grading/sandbox/sandbox.js';
import { TierSandbox } from '../../../src/grading/sandbox/tier-sandbox.js';
import { EVIL_PROGRAMS, type EvilProgram } from './evil-programs.js';

const report: SandboxReport = await describeSandboxes(process.env);

// One suite, run in every tier of this machine whose program is its own process namespace.
for (const tier of tiersFor(report.interpreters).filter(({ ownProcesses }) => ownProcesses)) {
  const probe = report.tiers.find(({ label }) => label === tier.label);
  const why = probe?.node.reason ?? probe?.python.reason;
  describe.skipIf(why !== undefined)(`${tier.label} contains${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
    const sandbox = new TierSandbox(tier, report.interpreters, 1);
    for (const program of EVIL_PROGRAMS) {
      test(program.title, async () => expectContained(sandbox, program));
    }

    test('the processes of one program, which do not count against the limit of another', async () => {
      const many = (main: string): string =>
        `import os, time\nfor _ in range(40):\n    if os.fork() == 0:\n        time.sleep(30)\n        os._exit(0)\n${main}`;
      const pair = new TierSandbox(tier, report.interpreters, 2);
      const done = new AbortController();
      const start = async (main: string, text: string): Promise<SandboxRun> =>
        pair.run({ interpreter: 'python', files: { [main]: text }, main, stdin: '' }, done.signal);
      const first = `many-${process.pid}-${count++}.py`;
      const running = start(first, many('time.sleep(30)'));
      await expect.poll(() => processesNamed(first).length, { timeout: 20_000 }).toBeGreaterThan(40);
      const other = await start(`other-${process.pid}-${count++}.py`, many(''));
      expect(other.stderr).toBe('');
      expect(other.exit).toBe(0);
      done.abort();
      await expect(running).rejects.toThrow();
    });

    test('what a program started, which is gone in the moment its run returns', async () => {
      for (let round = 0; round < 20; round++) {
        const main = `left-${process.pid}-${count++}.py`;
        const program = { interpreter: 'python', files: { [main]: CROWD }, main, stdin: '' } as const;
        const { answer } = await sandbox.run(program, new AbortController().signal);
        expect(Number(answer)).toBeGreaterThan(20);
        expect(processesNamed(main)).toEqual([]);
      }
    });

    test('a program whose harness is killed', async () => {
      const main = `orphan-${process.pid}-${count++}.cjs`;
      const harness = spawn(process.execPath, ['test/fixtures/run-in-sandbox.mjs', tier.label, main], {
        stdio: 'ignore',
      });
      await expect.poll(() => processesNamed(main).length, { timeout: 20_000 }).toBeGreaterThan(1);
      harness.kill('SIGKILL');
      await expect.poll(() => processesNamed(main), { timeout: 10_000 }).toEqual([]);
      await rm(folder, { recursive: true });
      await mkdir(folder);
    });
  });
}

let bait: Bait;
let folder: string;
let outsider: ChildProcess;
const before = process.env['TMPDIR'];

beforeAll(async () => {
  bait = await layBait();
  folder = await mkdtemp(join(tmpdir(), 'acode-containment-'));
  process.env['TMPDIR'] = folder;
  // Programs without a file view of their own have to get to their folders.
  await chmod(folder, 0o711);
  outsider = spawn('sleep', ['600'], { stdio: 'ignore' });
});

afterAll(async () => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  outsider.kill();
  await bait[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** A program that starts what it may, and ends. */
const CROWD = `import os, time
made = 0
try:
    for _ in range(100):
        if os.fork() == 0:
            os.setsid()
            for held in range(4): os.close(held)
            time.sleep(20)
            os._exit(0)
        made += 1
except OSError: pass
os.write(3, str(made).encode())`;

describe.skipIf(process.getuid?.() !== 0)('As root every program is a user of its own', () => {
  for (const tier of tiersFor(report.interpreters)) {
    const python = report.tiers.find(({ label }) => label === tier.label)?.python;
    test.skipIf(python?.works !== true)(
      `in ${tier.label}: none takes the processes of another, and none outlives its run`,
      async () => {
        const sandbox = new TierSandbox(tier, report.interpreters, 2);
        const main = `crowd-${process.pid}.py`;
        const text = `${CROWD}\ntime.sleep(2)`;
        const program = { interpreter: 'python', files: { [main]: text }, main, stdin: '' } as const;
        const { signal } = new AbortController();
        const runs = await Promise.all([sandbox.run(program, signal), sandbox.run(program, signal)]);
        for (const { answer } of runs) expect(Number(answer)).toBeGreaterThan(50);
        expect(processesNamed(main)).toEqual([]);
      },
    );
  }
});

let count = 0;

async function expectContained(sandbox: Sandbox, program: EvilProgram): Promise<void> {
  // A name of its own, by which whatever survives of it would be found.
  const main = `evil-${process.pid}-${count++}.${program.kind === 'node' ? 'cjs' : 'py'}`;
  const run = await sandbox.run(
    {
      interpreter: program.kind,
      files: { [main]: program.text },
      main,
      stdin: JSON.stringify({ ...bait.targets, pid: outsider.pid }),
      limits: { wallMs: 20_000, ...program.limits },
    },
    new AbortController().signal,
  );
  expectEnding(run, program);
  expect(processesNamed(main)).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
  expect([...(await bait.taken())]).toEqual([]);
  expect(outsider.exitCode ?? outsider.signalCode).toBeNull();
}

function expectEnding(run: SandboxRun, program: EvilProgram): void {
  expect(run.killedBy, run.stderr).toBe(program.killedBy);
  if (program.signal !== undefined) expect(run.signal, run.stderr).toBe(program.signal);
  else if (program.killedBy === undefined) expect(run.exit, run.stderr).toBe(0);
  if (program.answer !== undefined) expect(run.answer).toMatch(program.answer);
  if (program.stdout !== undefined) expect(run.stdout).toMatch(program.stdout);
  expect(run.stdout.length).toBeLessThanOrEqual(64 * 1024);
  expect(run.stderr.length).toBeLessThanOrEqual(64 * 1024);
}

/** Looked for without a pause, in which what is ending would end. */
function processesNamed(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
    .filter((line) => line.includes(text));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    // It has ended.
    return '';
  }
}
