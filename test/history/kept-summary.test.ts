import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportDrawnRun, reportRun } from '../../src/commands/report-run.js';
import { keepCharts, keepSummary, sealedSummary, SUMMARY_ROOMS } from '../../src/history/kept-summary.js';
import { sealRecord } from '../../src/journal/checksum.js';
import { KEY } from '../../src/journal/keys.js';
import { openStore } from '../../src/journal/level-store.js';
import { readDigestedRun, readRun } from '../../src/journal/load-run.js';
import { runFolder, type RunFolder } from '../../src/orchestrator/run-folder.js';
import { chartsOf, readCases } from '../../src/report/case-reading.js';
import type { RunCharts } from '../../src/report/html/chart-values.js';
import { layRecord } from '../commands/lay-record.js';
import { caseOf, record, samplesWithTtft } from '../report/record-fixture.js';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

let dataDir: string;
let folder: RunFolder;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'acode-kept-'));
  folder = runFolder(dataDir, '20260101-000000-abcd');
  await layRecord(dataDir, folder.runId, record([caseOf({ samples: samplesWithTtft(10, 20, 30) })]));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Keeps a summary that no computing gives, so that whoever shows it has taken the kept one. */
async function keepMarked(): Promise<void> {
  const { contentDigest } = await readDigestedRun(folder.journalDir);
  const { summary } = await reportRun(folder);
  await keepSummary(folder, { contentDigest, summary: { ...summary, planHash: 'kept' } });
}

async function shownHash(): Promise<string> {
  return (await reportRun(folder)).summary.planHash;
}

async function shownCharts(): Promise<RunCharts['cases']> {
  return (await reportDrawnRun(folder)).charts.cases;
}

async function putInJournal(key: string, value: unknown): Promise<void> {
  const store = await openStore(folder.journalDir, { create: false });
  await store.put(key, sealRecord(key, value));
  await store.close();
}

/** These source files and all that they import, but for what is there for its types only. */
async function importedBy(entries: readonly string[]): Promise<Set<string>> {
  const files = new Set(entries.map((entry) => fileURLToPath(new URL(entry, import.meta.url))));
  // A set goes on to what is added to it while it is gone through.
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    for (const [, kind, imported = ''] of text.matchAll(/^import (type )?[^']*'(\.[^']+)\.js';$/gm)) {
      if (kind === undefined) files.add(path.resolve(path.dirname(file), `${imported}.ts`));
    }
  }
  return files;
}

describe('a kept summary', () => {
  it('is shown again while the journal is the same, and is what computing gives', async () => {
    const computed = (await reportRun(folder)).summary;
    expect((await reportRun(folder)).summary).toEqual(computed);
    await keepMarked();
    expect(await shownHash()).toBe('kept');
  });

  it('is computed anew when the journal has a sample more', async () => {
    await keepMarked();
    const [extra] = samplesWithTtft(40);
    await putInJournal(KEY.sample({ ordinal: 0, take: 0, phase: 'warmup', attempt: 2, iteration: 0 }), {
      attempt: 2,
      take: 0,
      generation: 1,
      sample: extra,
    });
    expect(await shownHash()).toBe('h');
  });

  it('is computed anew when answers were judged again', async () => {
    await keepMarked();
    await putInJournal(KEY.verdict({ ordinal: 0, take: 0, iteration: 1, revision: 0 }), {
      generation: 0,
      gradedAt: '2026-01-02T00:00:00.000Z',
      verdict: { grader: 'numeric', graderVersion: 1, kind: 'fail', why: 'It is 4.', checks: [] },
    });
    expect(await shownHash()).toBe('h');
  });

  it('is computed anew when the run was resumed', async () => {
    await keepMarked();
    const [first] = (await readRun(folder.journalDir)).generations;
    await putInJournal(KEY.generation(2), { ...first, generation: 2 });
    expect(await shownHash()).toBe('h');
  });

  it('is computed anew when a value in the journal is another', async () => {
    await keepMarked();
    await putInJournal(KEY.runState(), { status: 'completed', endedAt: '2026-01-01T00:00:31.000Z' });
    expect(await shownHash()).toBe('h');
    expect((await reportRun(folder)).summary.endedAt).toBe('2026-01-01T00:00:31.000Z');
  });

  it('is computed anew when a record of the journal is damaged', async () => {
    await keepMarked();
    const key = KEY.sample({ ordinal: 0, take: 0, phase: 'measure', attempt: 1, iteration: 1 });
    const store = await openStore(folder.journalDir, { create: false });
    await store.put(key, ((await store.get(key)) ?? '').replace('"iteration":1', '"iteration":2'));
    await store.close();
    const { summary } = await reportRun(folder);
    expect(summary.planHash).toBe('h');
    expect(summary.cases[0]?.status).toBe('damaged');
  });

  it('is computed anew when the kept file was changed, torn or has no seal', async () => {
    await keepMarked();
    const text = await readFile(folder.summaryFile, 'utf8');
    for (const changed of [text.replace('"p50":20', '"p50":21'), text.slice(0, 100), '']) {
      await writeFile(folder.summaryFile, changed);
      expect(await shownHash()).toBe('h');
    }
    await keepMarked();
    await rm(folder.summarySeal);
    expect(await shownHash()).toBe('h');
  });

  it('hangs on every file of the program that computing it runs', async () => {
    const computing = ['run-summary', 'intervals', 'case-reading'].map((name) => `../../src/report/${name}.ts`);
    const files = await importedBy(computing);
    expect(files.size).toBeGreaterThan(40);
    const rooms = new Set([...files].map((file) => path.relative(SRC, file).split(path.sep)[0]));
    expect([...rooms].filter((room) => !(SUMMARY_ROOMS as readonly (string | undefined)[]).includes(room))).toEqual([]);
  });

  it('keeps nobody from reading a run when it cannot be written', async () => {
    const { contentDigest } = await readDigestedRun(folder.journalDir);
    await mkdir(folder.summaryFile);
    expect(await sealedSummary(folder, contentDigest)).toBeUndefined();
    expect(await shownHash()).toBe('h');
  });
});

describe('kept charts', () => {
  /** Charts that no computing gives. */
  const none = (charts: RunCharts): RunCharts => ({ ...charts, cases: [null] });

  async function keepMarkedCharts(change = none): Promise<void> {
    const { contentDigest } = await readDigestedRun(folder.journalDir);
    const { charts } = await reportDrawnRun(folder);
    await keepCharts(folder, { contentDigest, charts: change(charts) });
  }

  it('are kept with the summary, shown again while the journal is the same, and are what computing gives', async () => {
    await reportRun(folder);
    const kept = JSON.parse(await readFile(folder.chartsFile, 'utf8')) as RunCharts;
    expect(kept.cases[0]?.distributions.map(({ id }) => id)).toContain('ttft');
    const { record: read, primaryMetrics } = await reportDrawnRun(folder);
    expect(chartsOf(read, readCases(read, primaryMetrics), primaryMetrics)).toEqual(kept);
    await keepMarkedCharts();
    expect(await shownCharts()).toEqual([null]);
  });

  it('are computed anew when the journal has changed, or another program would choose other metrics', async () => {
    await keepMarkedCharts();
    await putInJournal(KEY.runState(), { status: 'completed', endedAt: '2026-01-01T00:00:31.000Z' });
    expect(await shownCharts()).not.toEqual([null]);
    await keepMarkedCharts((charts) => none({ ...charts, primary: { latency: ['other'] } }));
    expect(await shownCharts()).not.toEqual([null]);
  });

  it('are computed anew when the kept file was changed, is gone, or is not of charts', async () => {
    await keepMarkedCharts();
    await writeFile(folder.chartsFile, await readFile(folder.summaryFile));
    await writeFile(folder.chartsSeal, await readFile(folder.summarySeal));
    expect(await shownCharts()).toHaveLength(1);
    expect(await shownCharts()).not.toEqual([null]);
    await keepMarkedCharts();
    await writeFile(folder.chartsFile, (await readFile(folder.chartsFile, 'utf8')).replace('null', 'null,null'));
    expect(await shownCharts()).not.toContain(null);
    await keepMarkedCharts();
    await rm(folder.chartsFile);
    expect(await shownCharts()).not.toContain(null);
  });
});
