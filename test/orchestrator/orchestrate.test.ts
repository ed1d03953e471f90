import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/orchestrator/run-ending.js';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import type { RunEvent } from '../../src/protocol/run-events.js';
import { measured, RUN_ID, sandbox, scriptedPlan, type Sandbox } from './orchestrate-fixture.js';

const whole = [
  [0, 1],
  [1, 1],
  [2, 1],
  [3, 1],
];

function statuses(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'case-end' ? [event.status] : []));
}

describe('a run', () => {
  it('journals every case and every sample, and says each event once', async () => {
    await using box = await sandbox();
    const outcome = await box.run(scriptedPlan([{ n: 1 }, { n: 2 }]));
    expect(outcome).toMatchObject({
      status: 'completed',
      changed: true,
      counts: { completed: 2, failed: 0, outstanding: 0 },
    });
    expect(exitCodeOf(outcome)).toBe(0);
    const record = await box.record();
    expect(record.damage).toEqual([]);
    expect(record.cases.map((each) => each.complete)).toEqual([true, true]);
    expect(measured(record, 0)).toEqual(whole);
    expect(box.events.map((event) => event.type).filter((type) => type !== 'progress')).toEqual([
      'run-start',
      ...[1, 2].flatMap(() => ['case-start', ...Array.from({ length: 5 }, () => 'sample'), 'case-end']),
      'run-end',
    ]);
    const log = (await readFile(runFolder(box.dataDir, RUN_ID).eventLog, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RunEvent & { level: string });
    expect(log.filter((event) => event.type !== 'progress')).toHaveLength(
      box.events.filter((event) => event.type !== 'progress').length,
    );
    expect(log[0]).toMatchObject({ level: 'info', type: 'run-start', runId: RUN_ID, traceId: box.events[0]?.traceId });
  });

  it('measures the memory of the worker', async () => {
    await using box = await sandbox();
    await box.run(scriptedPlan([{ pauseMs: 100 }]));
    const state = (await box.record()).cases[0]?.state;
    const usage = state?.status === 'completed' ? state.usage : undefined;
    expect(usage?.rssPeakBytes).toBeGreaterThan(20e6);
    expect(usage?.rssMeanBytes).toBeLessThanOrEqual(usage?.rssPeakBytes ?? 0);
    expect(usage?.rssCurve.length).toBeGreaterThan(2);
  });
});

describe('a second run', () => {
  it('is refused while one is going on, and says which', async () => {
    await using box = await sandbox();
    const first = box.run(scriptedPlan([{ pauseMs: 200 }]));
    await until(() => box.events.some((event) => event.type === 'sample'));
    const second = secondStart(box.dataDir);
    expect(second.status).toBe(75);
    expect(second.stderr).toContain(`A run is going on: run ${RUN_ID} (process ${process.pid}, since `);
    expect((await first).status).toBe('completed');
    expect(secondStart(box.dataDir).status).toBe(0);
  });
});

describe('a worker that fails', () => {
  it('is replaced, and the case goes on behind its durable samples', async () => {
    await using box = await sandbox();
    const outcome = await box.run(scriptedPlan([{ behaviour: 'crash-once' }]));
    expect(outcome.counts.completed).toBe(1);
    expect(measured(await box.record(), 0)).toEqual([
      [0, 1],
      [1, 1],
      [2, 2],
      [3, 2],
    ]);
    expect(statuses(box.events)).toEqual(['retrying', 'completed']);
  });

  it('three times fails its case, and the next case runs', async () => {
    await using box = await sandbox();
    const outcome = await box.run(
      scriptedPlan([{ behaviour: 'exit-zero', n: 1 }, { behaviour: 'well' }], { iterations: 9 }),
    );
    expect(outcome.counts).toMatchObject({ completed: 2 });
    await using other = await sandbox();
    // Crashing at iteration 1 of every attempt: attempt 2 starts behind it, so the crash is not met again.
    const crashing = await other.run(
      scriptedPlan([{ behaviour: 'allocate-never' }, { behaviour: 'well', n: 2 }], { modelPath: '/crash-on-load' }),
    );
    expect(exitCodeOf(crashing)).toBe(4);
    const state = (await other.record()).cases[0]?.state;
    expect(state).toMatchObject({ status: 'failed', reason: { code: 'crash' } });
    expect(state?.status === 'failed' ? state.reason.message : '').toMatch(/SIGSEGV/);
  });

  it('without a model fails all cases of its target at once, with one sentence', async () => {
    await using box = await sandbox();
    const outcome = await box.run(scriptedPlan([{ n: 1 }, { n: 2 }], { modelPath: '/unusable' }));
    expect(outcome.counts).toMatchObject({ failed: 2, unusable: 2 });
    expect(exitCodeOf(outcome)).toBe(69);
  });

  it('by its own word fails the case and keeps what was measured', async () => {
    await using box = await sandbox();
    await box.run(scriptedPlan([{ behaviour: 'report-failure' }]));
    const record = await box.record();
    expect(record.cases[0]?.state).toMatchObject({ status: 'failed', reason: { code: 'BENCHMARK_FAILED' } });
    expect(measured(record, 0)).toEqual(whole);
  });

  it('for want of memory skips the case without another try', async () => {
    await using box = await sandbox();
    const outcome = await box.run(scriptedPlan([{ behaviour: 'out-of-memory' }, { n: 2 }]));
    expect(outcome.counts).toMatchObject({ skipped: 1, completed: 1 });
    expect((await box.record()).cases[0]?.state).toMatchObject({ status: 'skipped', reason: { code: 'oom' } });
  });

  it('over the memory limit is killed and skipped', async () => {
    await using box = await sandbox();
    const outcome = await box.run(scriptedPlan([{ behaviour: 'allocate' }, { n: 2 }]), { memoryLimitBytes: 300e6 });
    expect(outcome.counts).toMatchObject({ skipped: 1, completed: 1 });
    expect((await box.record()).cases[0]?.state).toMatchObject({ status: 'skipped', reason: { code: 'oom' } });
  });

  it.each(['hang', 'hang-async'])(
    'and does not come to an end (%s) is stopped at the deadline, and the next case runs',
    async (behaviour) => {
      await using box = await sandbox();
      const outcome = await box.run(scriptedPlan([{ behaviour }, { n: 2 }], { timeoutMs: 1_500 }));
      expect(outcome.counts).toMatchObject({ failed: 1, completed: 1 });
      expect((await box.record()).cases[0]?.state).toMatchObject({ status: 'timed-out' });
    },
  );
});

describe('a worker whose report cannot be trusted', () => {
  it('is measured anew, and the first take is used for nothing', async () => {
    await using box = await sandbox();
    const outcome = await box.run(scriptedPlan([{ behaviour: 'bad-digest-once' }]));
    expect(outcome.counts.completed).toBe(1);
    const record = await box.record();
    expect(measured(record, 0).map(([, attempt]) => attempt)).toEqual([2, 2, 2, 2]);
    expect(record.cases[0]?.discardedSamples).toBe(5);
  });

  it.each(['bad-digest', 'gap'])('twice fails its case (%s)', async (behaviour) => {
    await using box = await sandbox();
    const outcome = await box.run(scriptedPlan([{ behaviour }, { n: 2 }]));
    expect(outcome.counts).toMatchObject({ failed: 1, completed: 1 });
    expect((await box.record()).cases[0]?.state).toMatchObject({
      status: 'failed',
      reason: { code: 'protocol-error' },
    });
  });

  it('because it writes rubbish between its lines loses nothing', async () => {
    await using box = await sandbox();
    const outcome = await box.run(scriptedPlan([{ behaviour: 'garbage' }]));
    expect(outcome.counts.completed).toBe(1);
    expect(measured(await box.record(), 0)).toEqual(whole);
    const warnings = box.events.filter((event) => event.type === 'warning');
    expect(warnings.length).toBeGreaterThanOrEqual(5);
  });

  it('because its sittings do not fit together is measured anew', async () => {
    await using box = await sandbox();
    const outcome = await box.run(scriptedPlan([{ behaviour: 'shift', at: 9 }], { iterations: 20 }));
    expect(outcome.counts.completed).toBe(1);
    const record = await box.record();
    expect(measured(record, 0).map(([, attempt]) => attempt)).toEqual(Array.from({ length: 20 }, () => 3));
    expect(record.notes.map((note) => note.code)).toContain('seam');
  });
});

describe('interrupting', () => {
  it('keeps what was measured; resuming completes the rest, once each', async () => {
    await using box = await sandbox();
    await interruptAfter(box, 5);
    const partial = await box.record();
    expect(partial.state).toMatchObject({ status: 'interrupted', reason: { code: 'cancelled' } });
    const kept = measured(partial, 0).length;
    expect(kept).toBeGreaterThanOrEqual(4);
    expect(kept).toBeLessThan(30);
    const plan = scriptedPlan([{ pauseMs: 20 }, { n: 2 }], { iterations: 30 });
    const outcome = await box.resume(plan);
    expect(outcome).toMatchObject({ status: 'completed', counts: { completed: 2 } });
    const record = await box.record();
    expect(measured(record, 0).map(([iteration]) => iteration)).toEqual(
      Array.from({ length: 30 }, (_, index) => index),
    );
    expect(measured(record, 0).filter(([, attempt]) => attempt === 1)).toHaveLength(kept);
  });

  it('resuming a finished run is a success that changes nothing', async () => {
    await using box = await sandbox();
    const plan = scriptedPlan([{ n: 1 }]);
    await box.run(plan);
    const before = JSON.stringify(await box.record());
    const outcome = await box.resume(plan);
    expect(outcome).toMatchObject({ status: 'completed', changed: false, counts: { completed: 1 } });
    expect(JSON.stringify(await box.record())).toBe(before);
  });

  it('a failed case is measured again only when asked for', async () => {
    await using box = await sandbox();
    const plan = scriptedPlan([{ behaviour: 'report-failure' }]);
    await box.run(plan);
    expect((await box.resume(plan)).counts.failed).toBe(1);
    await box.resume(plan, { retryFailed: true });
    expect((await box.record()).cases[0]?.state).toMatchObject({ status: 'failed', take: 1 });
  });

  it.skipIf(process.platform !== 'linux')('leaves no process behind, however stubborn', async () => {
    await using box = await sandbox();
    await interruptAfter(box, 3, { behaviour: 'stubborn' } as never);
    expect(processesIn(box.dataDir)).toEqual([]);
  });
});

async function interruptAfter(box: Sandbox, samples: number, parameters = { pauseMs: 20 }): Promise<void> {
  const abort = new AbortController();
  let seen = 0;
  const outcome = await box.run(scriptedPlan([parameters, { n: 2 }], { iterations: 30 }), {
    signal: abort.signal,
    onEvent: (event) => {
      if (event.type === 'sample' && (seen += 1) >= samples) abort.abort();
    },
  });
  expect(outcome.status).toBe('interrupted');
  expect(exitCodeOf(outcome)).toBe(130);
}

/** Tries to take the lock in a process of its own; exits 0 when it gets it. */
function secondStart(dataDir: string): { status: number | null; stderr: string } {
  const lock = new URL('../../dist/src/orchestrator/lock.js', import.meta.url).href;
  const program = `
    import { acquireLock } from ${JSON.stringify(lock)};
    const request = { dataDir: process.argv[1], runId: 'x', wait: false, signal: new AbortController().signal, onLost: () => {} };
    const held = await acquireLock(request).catch((error) => { console.error(error.message); process.exit(error.exitCode); });
    await held[Symbol.asyncDispose]();
  `;
  return spawnSync(process.execPath, ['--input-type=module', '-e', program, dataDir], { encoding: 'utf8' });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Live processes whose working folder lies, or lay, in a data folder, as those of a worker and its children do. */
function processesIn(dataDir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0];
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(dataDir) && state !== 'Z' ? [pid] : [];
      } catch {
        // The process ended while it was looked at.
        return [];
      }
    });
}
