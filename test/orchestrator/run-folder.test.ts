import { mkdir, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { listRunIds, resolveRunId, runsDir } from '../../src/orchestrator/run-folder.js';
import { newRunId, RUN_ID_PATTERN } from '../../src/orchestrator/run-id.js';

describe('newRunId', () => {
  it('sorts by time and fits its pattern', () => {
    const earlier = newRunId(new Date('2026-03-04T05:06:07.999Z'));
    const later = newRunId(new Date('2026-03-04T05:06:08.000Z'));
    expect(earlier).toMatch(/^20260304-050607-/);
    expect(earlier).toMatch(RUN_ID_PATTERN);
    expect(earlier < later).toBe(true);
  });
});

describe('resolveRunId', () => {
  let dataDir: string;
  const ids = ['20260101-000000-aaaa', '20260101-000000-bbbb', '20260202-000000-cccc'];

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'acode-test-'));
    for (const id of [...ids, 'not-a-run']) await mkdir(path.join(runsDir(dataDir), id), { recursive: true });
  });

  it('lists runs oldest first and leaves foreign folders out', async () => {
    expect(await listRunIds(dataDir)).toEqual(ids);
  });

  it.each([
    ['last', ids[2]],
    [ids[0] ?? '', ids[0]],
    ['bbbb', ids[1]],
    ['202602', ids[2]],
    ['02-000000-c', ids[2]],
  ])('understands "%s"', async (typed, expected) => {
    expect(await resolveRunId(dataDir, typed)).toBe(expected);
  });

  it('takes nothing, as an unset variable gives, for no run even where there is but one', async () => {
    const single = path.join(dataDir, 'single');
    await mkdir(path.join(runsDir(single), ids[0] ?? ''), { recursive: true });
    await expect(resolveRunId(single, '')).rejects.toThrow('There is no run "".');
  });

  it('refuses what fits none or several, and says which', async () => {
    await expect(resolveRunId(dataDir, 'zzzz')).rejects.toThrow('There is no run "zzzz".');
    await expect(resolveRunId(dataDir, '20260101')).rejects.toThrow('"20260101" fits 2 runs.');
    await expect(resolveRunId(path.join(dataDir, 'empty'), 'last')).rejects.toThrow(/There are no runs/);
  });
});
