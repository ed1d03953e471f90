import { sealRecord } from '../../journal/checksum.js';
import { sampleDigest } from '../../journal/journal.js';
import { measuredPrefix } from '../../journal/keys.js';
import { KEY } from '../../journal/keys.js';
import type { JudgedSample } from '../../journal/records.js';
import type { CaseRecord, RunRecord } from '../../journal/run-record.js';
import { verdictPut } from '../../journal/verdict-book.js';

/** A record of a journal as it lies in the store. */
export interface JournalPut {
  readonly type: 'put';
  readonly key: string;
  readonly value: string;
}

/** Every record of the journal that holds this run, in the form in which the journal itself writes them. */
export function journalPuts(record: RunRecord): JournalPut[] {
  const { meta, state, generations, targets, cases } = record;
  return [
    put(KEY.meta(), meta),
    put(KEY.runState(), state),
    ...generations.map((each) => put(KEY.generation(each.generation), each)),
    ...targets.map((each) => put(KEY.target(each.generation, each.target), each)),
    ...notePuts(record),
    ...cases.flatMap((each) => casePuts(each)),
  ];
}

/** Number and digest of a case's measured samples, as its end in the journal states them. */
export function measuredSeal(
  ordinal: number,
  take: number,
  samples: readonly JudgedSample[],
): { iterations: number; digest: string } {
  const prefix = measuredPrefix(ordinal, take);
  const values = new Map<string, string>();
  for (const { key, value } of samplePuts(ordinal, samples)) if (key.startsWith(prefix)) values.set(key, value);
  return { iterations: values.size, digest: sampleDigest(values) };
}

function notePuts({ notes }: RunRecord): JournalPut[] {
  const counts = new Map<number, number>();
  return notes.map((note) => {
    const index = counts.get(note.generation) ?? 0;
    counts.set(note.generation, index + 1);
    return put(KEY.note(note.generation, index), note);
  });
}

function casePuts({ planned, state, samples, discardedSamples }: CaseRecord): JournalPut[] {
  const { ordinal } = planned;
  return [
    put(KEY.plannedCase(ordinal), planned),
    put(KEY.caseState(ordinal), state),
    ...samplePuts(ordinal, samples),
    ...verdictPuts(ordinal, samples),
    ...discardedPuts(ordinal, { take: state.take, count: discardedSamples }),
  ];
}

function verdictPuts(ordinal: number, samples: readonly JudgedSample[]): JournalPut[] {
  return samples.flatMap(({ take, sample: { iteration }, verdicts = [] }) =>
    verdicts.map((stored, revision) => verdictPut({ ordinal, take, iteration }, revision, stored)),
  );
}

function samplePuts(ordinal: number, samples: readonly JudgedSample[]): JournalPut[] {
  return samples.map(({ verdicts: _verdicts, ...stored }) => {
    const { attempt, take, sample } = stored;
    const { phase, iteration } = sample;
    return put(KEY.sample({ ordinal, take, phase, attempt, iteration }), stored);
  });
}

/**
 * An export counts the samples of takes that were given up and does not hold them. Empty records in the take before keep
 * the count; no statistic reads them, as none reads the samples that they stand for.
 */
function discardedPuts(
  ordinal: number,
  { take, count }: { readonly take: number; readonly count: number },
): JournalPut[] {
  return Array.from({ length: count }, (_, iteration) => {
    const key = KEY.sample({ ordinal, take: take - 1, phase: 'measure', attempt: 0, iteration });
    return put(key, { discarded: true });
  });
}

function put(key: string, value: unknown): JournalPut {
  return { type: 'put', key, value: sealRecord(key, value) };
}
