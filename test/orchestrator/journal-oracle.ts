import { openRecord } from '../../src/journal/checksum.js';
import { openStore } from '../../src/journal/level-store.js';
import { readRun } from '../../src/journal/load-run.js';
import type { StoredSample } from '../../src/journal/records.js';
import type { RunRecord } from '../../src/journal/run-record.js';
import type { Acknowledged } from './driven-run.js';

/** Everything wrong with a journal, given what its orchestrators printed as durable; empty when nothing is. */
export async function journalProblems(journalDir: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const stored = await storedSamples(journalDir);
  const record = await readRun(journalDir);
  return [
    ...lostSamples(stored, acknowledged),
    ...measuredTwice(acknowledged),
    ...record.damage,
    ...incomplete(record),
  ];
}

/** The samples as they lie in the store, whatever take they are of, by what identifies them. */
async function storedSamples(journalDir: string): Promise<Map<string, string>> {
  const store = await openStore(journalDir, { create: false });
  try {
    const samples = new Map<string, string>();
    for await (const [key, text] of store.iterator({ gte: 's/', lt: 's0' })) {
      const opened = openRecord(key, text);
      if (opened.kind === 'damaged') continue;
      const { attempt, sample } = opened.value as StoredSample;
      samples.set(identityOf({ ordinal: Number(key.split('/')[1]), attempt, sample }), JSON.stringify(sample));
    }
    return samples;
  } finally {
    await store.close();
  }
}

function lostSamples(stored: ReadonlyMap<string, string>, acknowledged: readonly Acknowledged[]): string[] {
  return acknowledged.flatMap((each) => {
    const found = stored.get(identityOf(each));
    if (found === undefined) return [`lost: ${identityOf(each)}`];
    return found === JSON.stringify(each.sample) ? [] : [`changed: ${identityOf(each)}`];
  });
}

/** An iteration that was acknowledged is never measured again. */
function measuredTwice(acknowledged: readonly Acknowledged[]): string[] {
  const measured = acknowledged.filter(({ sample }) => sample.phase === 'measure');
  const places = measured.map(({ ordinal, sample }) => `${ordinal}/${sample.iteration}`);
  return places.filter((place, index) => places.indexOf(place) !== index).map((place) => `twice: ${place}`);
}

/** Of a finished run every case has every iteration, once. */
function incomplete(record: RunRecord): string[] {
  if (record.state.status !== 'completed') return [];
  return record.cases.flatMap(({ planned, state, complete, samples, discardedSamples }) => {
    const iterations = samples.filter(({ sample }) => sample.phase === 'measure').map(({ sample }) => sample.iteration);
    const whole = iterations.length === planned.iterations && new Set(iterations).size === planned.iterations;
    if (complete && whole && discardedSamples === 0) return [];
    return [
      `case ${planned.ordinal} ended ${state.status} with ${iterations.length} of ${planned.iterations} iterations`,
    ];
  });
}

function identityOf({ ordinal, attempt, sample }: Acknowledged): string {
  return `${ordinal}/${sample.phase}/${sample.iteration}@${attempt}`;
}
