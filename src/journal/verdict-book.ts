import type { Verdict } from '../protocol/verdict.js';
import { openRecord, sealRecord } from './checksum.js';
import { KEY, measuredPrefix } from './keys.js';
import type { Store } from './level-store.js';
import type { StoredSample, StoredVerdict } from './records.js';

/** A sealed record about to be written. */
export interface VerdictPut {
  readonly type: 'put';
  readonly key: string;
  readonly value: string;
}

/** Which sample a verdict is about. */
export interface VerdictPosition {
  readonly ordinal: number;
  readonly take: number;
  readonly iteration: number;
}

/** A sample with its answers and the verdicts on it so far, oldest first. */
export interface AnsweredSample {
  readonly stored: StoredSample;
  readonly verdicts: readonly StoredVerdict[];
}

/** The measured samples of a take that hold answers, in their order. Damaged records are left out. */
export async function readAnswered(store: Store, ordinal: number, take: number): Promise<AnsweredSample[]> {
  const samples = await readFamily<StoredSample>(store, measuredPrefix(ordinal, take));
  const answered = samples.filter(({ sample }) => sample.answers !== undefined);
  return Promise.all(
    answered.map(async (stored) => {
      const position = { ordinal, take, iteration: stored.sample.iteration };
      return { stored, verdicts: await readFamily<StoredVerdict>(store, verdictPrefix(position)) };
    }),
  );
}

/** The record of a verdict. Earlier ones on the same sample stay, as evidence of what an older grader said. */
export function verdictPut(position: VerdictPosition, revision: number, stored: StoredVerdict): VerdictPut {
  const key = KEY.verdict({ ...position, revision });
  return { type: 'put', key, value: sealRecord(key, stored) };
}

/** A fresh verdict as it is stored. */
export function storedVerdict(verdict: Verdict, generation: number): StoredVerdict {
  return { generation, gradedAt: new Date().toISOString(), verdict };
}

function verdictPrefix(position: VerdictPosition): string {
  return KEY.verdict({ ...position, revision: 0 }).replace(/\d+$/, '');
}

async function readFamily<T>(store: Store, prefix: string): Promise<T[]> {
  const found: T[] = [];
  for await (const [key, text] of store.iterator({ gte: prefix, lt: `${prefix}~` })) {
    const opened = openRecord(key, text);
    if (opened.kind === 'sound') found.push(opened.value as T);
  }
  return found;
}
