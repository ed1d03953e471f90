import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sealRecord } from '../../src/journal/checksum.js';
import { Journal } from '../../src/journal/journal.js';
import { KEY } from '../../src/journal/keys.js';
import { openStore } from '../../src/journal/level-store.js';
import { loadRun, readRun } from '../../src/journal/load-run.js';
import { decideCase } from '../../src/journal/recovery.js';
import { repairJournal } from '../../src/journal/repair.js';
import { completeCase, ENDING, freshJournal, sample, sitting, WORKER } from './journal-fixture.js';

describe('a journal', () => {
  it('gives back what was written, with every planned case from the start', async () => {
    await using fixture = await freshJournal();
    const { journal, dir, plan } = fixture;
    await completeCase(journal, 0);
    await journal.close();
    const record = await readRun(dir);
    expect(record.damage).toEqual([]);
    expect(record.cases.map((each) => each.planned)).toEqual(plan.cases);
    expect(record.cases.map((each) => each.state.status)).toEqual(['completed', 'planned']);
    expect(record.cases[0]?.complete).toBe(true);
    expect(record.cases[0]?.samples.map((stored) => `${stored.sample.phase} ${stored.sample.iteration}`)).toEqual([
      'measure 0',
      'measure 1',
      'measure 2',
      'warmup 0',
    ]);
    expect(record.state).toEqual({ status: 'running' });
  });

  it('stores a sample that is sent twice once', async () => {
    await using fixture = await freshJournal();
    const { journal, dir } = fixture;
    await journal.startCase(0, { attempt: 1, take: 0, fruitless: 0, worker: WORKER });
    await journal.appendSamples(0, { attempt: 1, take: 0 }, [sample(0)]);
    await journal.appendSamples(0, { attempt: 2, take: 0 }, [sample(0), sample(1)]);
    await journal.close();
    const [first] = (await readRun(dir)).cases;
    expect(first?.samples.map((stored) => [stored.sample.iteration, stored.attempt])).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });

  it('keeps the samples of a take that was given up out of the current one', async () => {
    await using fixture = await freshJournal();
    const { journal, dir } = fixture;
    await journal.startCase(0, { attempt: 1, take: 0, fruitless: 0, worker: WORKER });
    await journal.appendSamples(0, { attempt: 1, take: 0 }, [sample(0), sample(1)]);
    await journal.startCase(0, { attempt: 2, take: 1, fruitless: 0, worker: WORKER });
    await journal.appendSamples(0, { attempt: 2, take: 1 }, [sample(0)]);
    await journal.close();
    const [first] = (await readRun(dir)).cases;
    expect(first?.samples).toHaveLength(1);
    expect(first?.discardedSamples).toBe(2);
  });

  it('takes the end of a case whose time was over before it began, as while a large model was loaded', async () => {
    await using fixture = await freshJournal();
    const { journal, dir } = fixture;
    const reason = { code: 'timeout', message: 'The case ran out of time while loading the model.' };
    await journal.endCase(0, { status: 'timed-out', reason, attempt: 1, take: 0, ...ENDING }, []);
    await journal.close();
    expect((await readRun(dir)).cases[0]?.state).toMatchObject({ status: 'timed-out', reason });
  });

  it('refuses a transition that the table does not have', async () => {
    await using fixture = await freshJournal();
    const { journal } = fixture;
    await completeCase(journal, 0);
    await expect(journal.startCase(0, { attempt: 2, take: 0, fruitless: 0, worker: WORKER })).rejects.toMatchObject({
      code: 'JOURNAL_TRANSITION',
    });
    await expect(journal.endCase(1, { status: 'completed', attempt: 1, take: 0, ...ENDING }, [])).rejects.toMatchObject(
      { code: 'JOURNAL_TRANSITION' },
    );
    await journal.close();
  });

  it('is never created again over an existing one, nor by opening a missing one', async () => {
    await using fixture = await freshJournal();
    const { journal, dir } = fixture;
    await journal.close();
    const missing = path.join(dir, 'none');
    await expect(readRun(missing)).rejects.toMatchObject({ code: 'STORE_MISSING' });
    await expect(openStore(dir, { create: true })).rejects.toThrow();
  });

  it('says that it is in use while it is', async () => {
    await using fixture = await freshJournal();
    const { journal, dir } = fixture;
    await expect(readRun(dir)).rejects.toMatchObject({ code: 'STORE_LOCKED', exitCode: 75 });
    await journal.close();
  });

  it('refuses to read a newer format', async () => {
    await using fixture = await freshJournal();
    await fixture.journal.close();
    const store = await openStore(fixture.dir, { create: false });
    await store.put(KEY.meta(), sealRecord(KEY.meta(), { format: 99, caseCount: 0 }));
    await store.close();
    await expect(readRun(fixture.dir)).rejects.toMatchObject({ code: 'JOURNAL_NEWER', exitCode: 65 });
  });
});

describe('a damaged journal', () => {
  it('demotes a case whose sample is damaged or gone, and names it', async () => {
    for (const harm of ['flip', 'delete'] as const) {
      await using fixture = await freshJournal();
      const { journal, dir } = fixture;
      await completeCase(journal, 0);
      await journal.close();
      const store = await openStore(dir, { create: false });
      const key = KEY.sample({ ordinal: 0, take: 0, phase: 'measure', attempt: 1, iteration: 1 });
      if (harm === 'delete') await store.del(key);
      else await store.put(key, ((await store.get(key)) ?? '').replace('"durationMs":11', '"durationMs":71'));
      const record = await loadRun(store);
      await store.close();
      expect(record.damage.length).toBeGreaterThan(0);
      const [first] = record.cases;
      if (first === undefined) throw new Error('no case');
      expect(first.complete).toBe(false);
      expect(decideCase(first, { retryFailed: false })).toMatchObject({
        kind: 'outstanding',
        take: 1,
        firstIteration: 0,
      });
    }
  });

  it('is repaired from a copy when CURRENT is gone, instead of being created anew', async () => {
    await using fixture = await freshJournal();
    const { journal, dir } = fixture;
    await completeCase(journal, 0);
    await journal.close();
    await rm(path.join(dir, 'CURRENT'));
    await expect(readRun(dir)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
    const store = await repairJournal(dir, new Date());
    const record = await loadRun(store);
    await store.close();
    expect(record.damage).toEqual([]);
    expect(record.cases[0]?.complete).toBe(true);
    expect(await readdir(path.join(path.dirname(dir), 'quarantine'))).toHaveLength(1);
  });

  it('with an emptied MANIFEST is repaired whole', async () => {
    await using fixture = await freshJournal();
    const { journal, dir } = fixture;
    await completeCase(journal, 0);
    await journal.close();
    const manifest = (await readdir(dir)).find((file) => file.startsWith('MANIFEST'));
    await writeFile(path.join(dir, manifest ?? ''), '');
    const store = await repairJournal(dir, new Date());
    expect((await loadRun(store)).cases[0]?.complete).toBe(true);
    await store.close();
  });
});

describe('resuming', () => {
  it('starts a new generation and sets the run running again', async () => {
    await using fixture = await freshJournal();
    const { journal, dir } = fixture;
    await journal.startCase(0, { attempt: 1, take: 0, fruitless: 0, worker: WORKER });
    await journal.endCase(0, { status: 'interrupted', attempt: 1, take: 0, ...ENDING }, [sample(0)]);
    await journal.endRun({ status: 'interrupted', endedAt: 'now', reason: { code: 'cancelled', message: 'x' } });
    await journal.close();
    const store = await openStore(dir, { create: false });
    const resumed = await Journal.resume(store, { record: await loadRun(store), generation: sitting(2) });
    await resumed.startCase(0, { attempt: 2, take: 0, fruitless: 0, worker: WORKER });
    await resumed.close();
    const record = await readRun(dir);
    expect(record.state).toEqual({ status: 'running' });
    expect(record.generations.map((each) => each.generation)).toEqual([1, 2]);
    expect(record.cases[0]?.samples).toHaveLength(1);
  });
});
