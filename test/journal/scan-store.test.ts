import { describe, expect, it } from 'vitest';
import { sealRecord } from '../../src/journal/checksum.js';
import { KEY } from '../../src/journal/keys.js';
import { openStore, type Store } from '../../src/journal/level-store.js';
import { loadRun } from '../../src/journal/load-run.js';
import type { RunRecord } from '../../src/journal/run-record.js';
import { scanStore } from '../../src/journal/scan-store.js';
import { completeCase, freshJournal, sample } from './journal-fixture.js';

const SAMPLES = 3;

function keyOf(iteration: number, take = 0): string {
  return KEY.sample({ ordinal: 0, take, phase: 'measure', attempt: 1, iteration });
}

/** A journal whose first case ended with three samples, opened as it lies in the store. */
async function endedStore(): Promise<AsyncDisposable & { readonly store: Store }> {
  const fixture = await freshJournal();
  await completeCase(fixture.journal, 0);
  await fixture.journal.close();
  const store = await openStore(fixture.dir, { create: false });
  return {
    store,
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await fixture[Symbol.asyncDispose]();
    },
  };
}

function measuredIn({ cases }: RunRecord): number[] {
  return (cases[0]?.samples ?? []).flatMap(({ sample: { phase, iteration } }) =>
    phase === 'measure' ? [iteration] : [],
  );
}

async function contentDigest(store: Store): Promise<string> {
  return (await scanStore(store)).content.end();
}

describe('scanStore', () => {
  it('names the sample in which any character is another, and keeps the others', async () => {
    await using ended = await endedStore();
    const { store } = ended;
    const key = keyOf(1);
    const text = (await store.get(key)) ?? '';
    expect(text.length).toBeGreaterThan(100);
    for (let at = 0; at < text.length; at += 1) {
      await store.put(key, `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`);
      const record = await loadRun(store);
      expect(record.damage[0]).toContain(key);
      expect(record.cases[0]?.complete).toBe(false);
      expect(measuredIn(record)).toEqual([0, 2]);
    }
  });

  it('names a sample whose key is another, even one that is no key of ours', async () => {
    for (const other of [keyOf(7), keyOf(1).replace('s/0', 's/p'), keyOf(1).replaceAll('/', '-')]) {
      await using ended = await endedStore();
      const { store } = ended;
      const text = (await store.get(keyOf(1))) ?? '';
      await store.batch([
        { type: 'del', key: keyOf(1) },
        { type: 'put', key: other, value: text },
      ]);
      const record = await loadRun(store);
      expect(record.damage.some((problem) => problem.includes(other))).toBe(true);
      expect(record.cases[0]?.complete).toBe(false);
      expect(measuredIn(record)).toEqual([0, 2]);
    }
  });

  it('keeps a case complete when beside all its samples lies one that is damaged', async () => {
    await using ended = await endedStore();
    await ended.store.put(keyOf(SAMPLES), '1|0000000000000000|{}');
    const record = await loadRun(ended.store);
    expect(record.damage).toEqual([`the checksum of ${keyOf(SAMPLES)} does not fit`]);
    expect(record.cases[0]?.complete).toBe(true);
    expect(measuredIn(record)).toEqual([0, 1, 2]);
  });

  it('finds a sound sample more than the case ended with', async () => {
    await using ended = await endedStore();
    const stored = { attempt: 1, take: 0, generation: 1, sample: sample(SAMPLES) };
    await ended.store.put(keyOf(SAMPLES), sealRecord(keyOf(SAMPLES), stored));
    const record = await loadRun(ended.store);
    expect(record.damage).toEqual([expect.stringContaining('are not those it ended with')]);
    expect(record.cases[0]?.complete).toBe(false);
  });

  it('digests equal content equally, and any other differently', async () => {
    await using ended = await endedStore();
    const { store } = ended;
    const before = await contentDigest(store);
    expect(await contentDigest(store)).toBe(before);
    const text = (await store.get(keyOf(1))) ?? '';
    await store.put(keyOf(1), text.replace('"iteration":1', '"iteration":2'));
    const damaged = await contentDigest(store);
    await store.put(keyOf(1), sealRecord(keyOf(1), JSON.parse(text.slice(text.indexOf('{')).replace(':1', ':2'))));
    const another = await contentDigest(store);
    await store.del(keyOf(1));
    const gone = await contentDigest(store);
    expect(new Set([before, damaged, another, gone]).size).toBe(4);
    await store.put(keyOf(1), text);
    expect(await contentDigest(store)).toBe(before);
  });
});
