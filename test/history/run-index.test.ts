import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deleteRun } from '../../src/history/delete-run.js';
import { forgetRun, queryRuns, refreshIndex, reindex } from '../../src/history/run-index.js';
import { changeTags } from '../../src/history/tags.js';
import { openStore } from '../../src/journal/level-store.js';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import { dataFolder, layRun, summaryOf } from './history-fixture.js';

const IDS = ['20260101-000000-aaaa', '20260102-000000-bbbb', '20260103-000000-cccc'] as const;
const [FIRST, SECOND, THIRD] = IDS;

describe('queryRuns', () => {
  it('finds runs by date, model, suite, benchmark, status and tag, newest first', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRun(dataDir, summaryOf(FIRST));
    await layRun(
      dataDir,
      summaryOf(SECOND, { suites: ['latency'], targets: [{ name: 'Big-Model', fingerprint: 'x' }] }),
    );
    const description = { provider: 'openai', model: 'qwen-coder', modelPids: [] };
    await layRun(
      dataDir,
      summaryOf(THIRD, { cases: [], targets: [{ name: 'server', fingerprint: 'y', description }] }),
    );
    await changeTags(runFolder(dataDir, FIRST), { add: ['release'], remove: [] });
    const ids = async (query: Parameters<typeof queryRuns>[1]) =>
      (await queryRuns(dataDir, query)).map(({ runId }) => runId);
    expect(await ids({})).toEqual([THIRD, SECOND, FIRST]);
    expect(await ids({ last: 2 })).toEqual([THIRD, SECOND]);
    expect(await ids({ fromMs: Date.UTC(2026, 0, 2) })).toEqual([THIRD, SECOND]);
    expect(await ids({ toMs: Date.UTC(2026, 0, 1) })).toEqual([FIRST]);
    expect(await ids({ model: 'big' })).toEqual([SECOND]);
    // A target of the configuration has a name of its own.
    expect(await ids({ model: 'Qwen' })).toEqual([THIRD]);
    expect(await ids({ suite: 'latency' })).toEqual([SECOND]);
    expect(await ids({ benchmark: 'latency' })).toEqual([SECOND, FIRST]);
    expect(await ids({ status: 'completed', tag: 'release' })).toEqual([FIRST]);
    expect(await ids({ status: 'failed' })).toEqual([]);
  });

  it('answers for a folder that does not exist', async () => {
    expect(await queryRuns(path.join('does', 'not', 'exist'), {})).toEqual([]);
  });

  it('tells of a run that cannot be read, instead of failing for all', async () => {
    await using folder = await dataFolder();
    await layRun(folder.dataDir, summaryOf(FIRST));
    const broken = await layRun(folder.dataDir, summaryOf(SECOND));
    await writeFile(path.join(broken, 'summary.json'), '{"sche');
    const [unreadable, sound] = await queryRuns(folder.dataDir, {});
    expect(unreadable).toMatchObject({
      runId: SECOND,
      status: 'unreadable',
      problem: expect.stringContaining('no journal'),
    });
    expect(sound).toMatchObject({ runId: FIRST, status: 'completed' });
  });
});

describe('refreshIndex', () => {
  it('reads each finished run once, and drops those that are gone', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    for (const id of IDS) await layRun(dataDir, summaryOf(id));
    expect(await refreshIndex(dataDir)).toMatchObject({ read: 3, removed: 0 });
    expect(await refreshIndex(dataDir)).toMatchObject({ read: 0, removed: 0 });
    await rm(path.join(dataDir, 'runs', SECOND), { recursive: true });
    expect(await refreshIndex(dataDir)).toMatchObject({ read: 0, removed: 1 });
    expect(await refreshIndex(dataDir)).toMatchObject({ read: 0, removed: 0 });
  });

  it('looks at a run again that was resumed since', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    const counts = { completed: 1, failed: 1, timedOut: 0, skipped: 0, interrupted: 0, outstanding: 0 };
    const dir = await layRun(dataDir, summaryOf(FIRST, { counts }));
    await refreshIndex(dataDir);
    expect(await refreshIndex(dataDir)).toMatchObject({ read: 0 });
    await layRun(dataDir, summaryOf(FIRST, { counts: { ...counts, completed: 2, failed: 0 } }));
    await writeFile(path.join(dir, 'events.ndjson'), '{}\n');
    const { entries, read } = await refreshIndex(dataDir);
    expect(read).toBe(1);
    expect(entries[0]?.counts).toMatchObject({ completed: 2, failed: 0 });
  });

  it('sees new tags once the run is forgotten', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRun(dataDir, summaryOf(FIRST));
    await refreshIndex(dataDir);
    await changeTags(runFolder(dataDir, FIRST), { add: ['kept'], remove: [] });
    await forgetRun(dataDir, FIRST);
    expect(await queryRuns(dataDir, { tag: 'kept' })).toHaveLength(1);
  });

  it('makes a damaged index anew', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRun(dataDir, summaryOf(FIRST));
    await refreshIndex(dataDir);
    await writeFile(path.join(dataDir, 'history', 'CURRENT'), 'nonsense');
    expect(await refreshIndex(dataDir)).toMatchObject({ read: 1, entries: [{ runId: FIRST }] });
    expect(await refreshIndex(dataDir)).toMatchObject({ read: 0 });
    expect(await reindex(dataDir)).toMatchObject({ read: 1 });
  });

  it('answers without the index while something else holds it, and leaves it whole', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRun(dataDir, summaryOf(FIRST));
    await refreshIndex(dataDir);
    const held = await openStore(path.join(dataDir, 'history'), { create: false });
    try {
      expect(await refreshIndex(dataDir)).toMatchObject({ entries: [{ runId: FIRST }] });
    } finally {
      await held.close();
    }
    expect(await refreshIndex(dataDir)).toMatchObject({ read: 0 });
  });
});

describe('deleteRun', () => {
  it('takes a run away with everything it left', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRun(dataDir, summaryOf(FIRST));
    await layRun(dataDir, summaryOf(SECOND));
    await refreshIndex(dataDir);
    await deleteRun(dataDir, FIRST);
    expect((await queryRuns(dataDir, {})).map(({ runId }) => runId)).toEqual([SECOND]);
    await expect(deleteRun(dataDir, FIRST)).resolves.toBeUndefined();
  });
});
