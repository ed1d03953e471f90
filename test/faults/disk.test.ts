import { describe, expect, it } from 'vitest';
import {
  FILE_SIZE_LIMIT,
  FULL_DISK,
  GATE_REMOVED,
  harm,
  JOURNAL_REMOVED,
  SmallDisk,
  type Damaged,
} from '../orchestrator/disk-scenarios.js';

const REPEATS = Number(process.env.ACODE_FAULT_REPEATS ?? 10);

describe.skipIf(process.platform !== 'linux')(`a disk that fails, ${REPEATS} times`, () => {
  it('by a file size limit ends the run in order, keeps what was acknowledged, and resuming completes it', async () => {
    await repeat('file size limit', async () => {
      const result = await harm(FILE_SIZE_LIMIT);
      expect(result).toMatchObject({ exitCode: 74, reason: 'disk-full', problems: [], resumeExitCode: 0 });
      return result;
    });
  });

  it('by having no room ends the run in order, keeps what was acknowledged, and resuming completes it', async (context) => {
    const probe = await SmallDisk.mount(1);
    if (typeof probe === 'string') return context.skip(`no user namespace with a tmpfs here: ${probe}`);
    await probe[Symbol.asyncDispose]();
    await repeat('full tmpfs', async () => {
      const disk = await SmallDisk.mount(80);
      if (typeof disk === 'string') throw new Error(disk);
      await using mounted = disk;
      const result = await harm(FULL_DISK, { dataDir: mounted.dir });
      expect(result).toMatchObject({ exitCode: 74, reason: 'disk-full', problems: [], resumeExitCode: 0 });
      return result;
    });
  });

  it('by losing the journal never lets a run end as if nothing had happened', async () => {
    const result = await harm(JOURNAL_REMOVED);
    console.log('journal removed', result);
    expect(result).toMatchObject({ exitCode: 74 });
  });

  it('by losing the lock file ends the run within seconds, and resuming completes it', async () => {
    const result = await harm(GATE_REMOVED, { iterations: 900 });
    console.log('gate removed', result);
    expect(result).toMatchObject({ exitCode: 74, reason: 'lock-lost', problems: [] });
    expect(result.tookMs).toBeLessThan(6_000);
  });
});

async function repeat(name: string, once: () => Promise<Damaged>): Promise<void> {
  const results: Damaged[] = [];
  while (results.length < REPEATS) results.push(await once());
  const times = results.map((result) => Math.round(result.tookMs)).sort((a, b) => a - b);
  const acknowledged = results.reduce((sum, result) => sum + result.acknowledged, 0);
  console.log(
    `${name}: ${REPEATS} times, ${acknowledged} samples acknowledged before, from the fault to exit ${times[0]}–${times.at(-1)} ms`,
  );
}
