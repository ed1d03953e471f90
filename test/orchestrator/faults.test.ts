import { describe, expect, it } from 'vitest';
import { flipEveryByte } from './byte-flips.js';
import { CANCEL_STATES, cancelIn } from './cancel-states.js';
import { FILE_SIZE_LIMIT, FULL_DISK, harm, JOURNAL_REMOVED, SmallDisk } from './disk-scenarios.js';
import { killSeries } from './kill-series.js';
import { startRound } from './start-rounds.js';

/** Short versions of the series in test/faults. */
describe.skipIf(process.platform !== 'linux')('a run whose processes are killed', () => {
  it('loses no acknowledged sample, measures none twice, leaves no process, and completes', async () => {
    const report = await killSeries({ kills: 12, seed: 1 });
    expect(report.problems).toEqual([]);
    expect(report.runsCompleted).toBeGreaterThan(0);
    expect(report.acknowledged).toBeGreaterThan(0);
  });
});

describe.skipIf(process.platform !== 'linux')('starts in the same moment', () => {
  it.each(['fresh', 'fresh', 'fresh', 'stale', 'stale'] as const)(
    'let exactly one run (%s data folder)',
    async (beginning) => {
      expect(await startRound(8, beginning)).toEqual([]);
    },
  );
});

describe.skipIf(process.platform !== 'linux')('Ctrl-C', () => {
  it.each(Object.entries(CANCEL_STATES))('while %s ends the run and leaves no process', async (_name, state) => {
    expect(await cancelIn(state)).toMatchObject({
      exitCode: 130,
      reason: 'cancelled',
      journalState: 'interrupted',
      survivors: [],
    });
  });
});

describe.skipIf(process.platform !== 'linux')('a disk that fails', () => {
  const inOrder = { exitCode: 74, reason: 'disk-full', problems: [], resumeExitCode: 0 };

  it('by a file size limit ends the run in order, and resuming completes it', async () => {
    expect(await harm(FILE_SIZE_LIMIT)).toMatchObject(inOrder);
  });

  it('by having no room ends the run in order, and resuming completes it', async (context) => {
    const disk = await SmallDisk.mount(80);
    if (typeof disk === 'string') return context.skip(`no user namespace with a tmpfs here: ${disk}`);
    await using mounted = disk;
    expect(await harm(FULL_DISK, { dataDir: mounted.dir })).toMatchObject(inOrder);
  });

  it('by losing the journal never lets a run end as if nothing had happened', async () => {
    expect(await harm(JOURNAL_REMOVED)).toMatchObject({ exitCode: 74 });
  });
});

describe('a flipped byte in a journal', () => {
  it('is detected or harmless', async () => {
    const report = await flipEveryByte({ step: 997 });
    expect(report.silent).toEqual([]);
  });
});
