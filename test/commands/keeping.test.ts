import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { addBaselineCommand } from '../../src/commands/baseline.js';
import { addDeleteCommand } from '../../src/commands/delete.js';
import { addExplainCommand } from '../../src/commands/explain.js';
import { addPruneCommand } from '../../src/commands/prune.js';
import { addTagCommand } from '../../src/commands/tag.js';
import { queryRuns } from '../../src/history/run-index.js';
import { acquireLock } from '../../src/orchestrator/lock.js';
import { listRunIds, runFolder } from '../../src/orchestrator/run-folder.js';
import { dataFolder, layRun, summaryOf } from '../history/history-fixture.js';
import { runVerb } from './run-verb.js';

const OLD = ['20200101-000000-aaaa', '20200102-000000-bbbb', '20200103-000000-cccc'] as const;

describe('prune', () => {
  it('shows what would go, deletes only with --yes, and never a baseline or a tagged run', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    for (const id of OLD) await layRun(dataDir, summaryOf(id));
    await runVerb(addBaselineCommand, dataDir, ['baseline', 'set', 'aaaa']);
    await runVerb(addTagCommand, dataDir, ['tag', 'bbbb', 'release']);
    const shown = await runVerb(addPruneCommand, dataDir, ['prune']);
    expect(shown.output).toMatch(
      /^3 of 3 runs are older than 90d: 1 would go, 2 kept\.\n {2}20200103-000000-cccc {2}\d+ days {2}would go\n/,
    );
    expect(await queryRuns(dataDir, {})).toHaveLength(3);
    await runVerb(addPruneCommand, dataDir, ['prune', '--yes', '--dry-run']);
    expect(await queryRuns(dataDir, {})).toHaveLength(3);
    expect((await runVerb(addPruneCommand, dataDir, ['prune', '--yes'])).output).toContain('cccc');
    expect((await queryRuns(dataDir, {})).map(({ runId }) => runId)).toEqual([OLD[1], OLD[0]]);
  });
});

describe('delete', () => {
  it('deletes nothing when one of the names fits no run, or a run is kept', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    for (const id of OLD) await layRun(dataDir, summaryOf(id));
    await runVerb(addTagCommand, dataDir, ['tag', 'bbbb', 'release']);
    await expect(runVerb(addDeleteCommand, dataDir, ['delete', 'aaaa', 'nope'])).rejects.toMatchObject({ exitCode: 2 });
    await expect(runVerb(addDeleteCommand, dataDir, ['delete', 'aaaa', 'bbbb'])).rejects.toMatchObject({ exitCode: 2 });
    expect(await queryRuns(dataDir, {})).toHaveLength(3);
    await runVerb(addDeleteCommand, dataDir, ['delete', 'aaaa', 'bbbb', '--force']);
    expect(await queryRuns(dataDir, {})).toHaveLength(1);
  });
});

describe('a baseline', () => {
  it('names its run wherever a run is asked for, and says when that run is gone', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    for (const id of OLD) await layRun(dataDir, summaryOf(id));
    await runVerb(addBaselineCommand, dataDir, ['baseline', 'set', 'aaaa']);
    await runVerb(addBaselineCommand, dataDir, ['baseline', 'set', 'bbbb', '--name', 'before']);
    expect((await runVerb(addTagCommand, dataDir, ['tag', 'baseline'])).output).toContain(OLD[0]);
    expect((await runVerb(addTagCommand, dataDir, ['tag', 'before'])).output).toContain(OLD[1]);
    await rm(runFolder(dataDir, OLD[1]).dir, { recursive: true });
    await expect(runVerb(addTagCommand, dataDir, ['tag', 'before'])).rejects.toThrow(
      `The run of baseline before, ${OLD[1]}, is not there any more.`,
    );
  });
});

describe('tag', () => {
  it('adds, shows and takes away, and queries see it at once', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRun(dataDir, summaryOf(OLD[0]));
    await queryRuns(dataDir, {});
    await runVerb(addTagCommand, dataDir, ['tag', 'last', 'a', 'b', '--note', 'before \u001b[31mthe driver']);
    expect(await queryRuns(dataDir, { tag: 'b' })).toHaveLength(1);
    expect((await runVerb(addTagCommand, dataDir, ['tag', 'last'])).output).toBe(
      `Run ${OLD[0]}: a, b\nbefore the driver\n`,
    );
    await runVerb(addTagCommand, dataDir, ['tag', 'last', '--remove', 'b']);
    expect(await queryRuns(dataDir, { tag: 'b' })).toHaveLength(0);
  });
});

describe('baseline', () => {
  it('is set, listed and forgotten', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRun(dataDir, summaryOf(OLD[0]));
    await runVerb(addBaselineCommand, dataDir, ['baseline', 'set', 'last', '--name', 'release']);
    expect((await runVerb(addBaselineCommand, dataDir, ['baseline', 'list'])).output).toMatch(
      /^release +20200101-000000-aaaa/,
    );
    await expect(runVerb(addBaselineCommand, dataDir, ['baseline', 'rm', 'relase'])).rejects.toMatchObject({
      hint: 'Did you mean "release"?',
    });
    const deleted = await runVerb(addDeleteCommand, dataDir, ['delete', 'aaaa', '--force']);
    expect(deleted.output).toContain('No run stands behind the baseline release any more.');
    expect((await runVerb(addBaselineCommand, dataDir, ['baseline', 'list'])).output).toMatch(
      /its run is not there any more\n$/,
    );
    const json = await runVerb(addBaselineCommand, dataDir, ['baseline', 'list', '--json']);
    expect(JSON.parse(json.output)).toMatchObject({ baselines: [{ name: 'release', kept: false }] });
    await runVerb(addBaselineCommand, dataDir, ['baseline', 'rm', 'release']);
    expect((await runVerb(addBaselineCommand, dataDir, ['baseline', 'list'])).output).toBe('No baselines.\n');
  });
});

describe('a run that is going on', () => {
  it('becomes no baseline, and keeps a delete of several runs from deleting any', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    for (const id of OLD) await layRun(dataDir, summaryOf(id));
    const { signal } = new AbortController();
    await using _held = await acquireLock({ dataDir, runId: OLD[2], wait: false, signal, onLost: () => undefined });
    const locked = { code: 'RUN_LOCKED', exitCode: 75 };
    await expect(runVerb(addBaselineCommand, dataDir, ['baseline', 'set', 'last'])).rejects.toMatchObject(locked);
    await expect(runVerb(addDeleteCommand, dataDir, ['delete', 'aaaa', 'cccc'])).rejects.toMatchObject(locked);
    expect(await listRunIds(dataDir)).toHaveLength(3);
  });
});

describe('explain', () => {
  it('explains one metric whatever its case, lists all, and helps with a wrong name', async () => {
    expect((await runVerb(addExplainCommand, '.', ['explain', 'TTFT'])).output).toMatch(
      /^ttft · time to first token\n/,
    );
    expect(JSON.parse((await runVerb(addExplainCommand, '.', ['explain', '--json'])).output)).toMatchObject({
      metricDefs: 1,
    });
    await expect(runVerb(addExplainCommand, '.', ['explain', 'tfft'])).rejects.toMatchObject({
      hint: 'Did you mean "ttft"?',
    });
    await expect(runVerb(addExplainCommand, '.', ['explain', 'first token'])).rejects.toMatchObject({
      hint: expect.stringMatching(/^With it in their name: .*\bttft\b/) as string,
    });
  });
});
