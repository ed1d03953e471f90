import { AcodeError, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { PlannedCase } from '../plan/plan.js';
import { checkRecord, sealOf } from './checksum.js';
import { KeptSample } from './kept-sample.js';
import { measuredPrefix, measuredPrefixOf } from './keys.js';
import { judgedIterationOf, KEY, keyFamily, ordinalOf, takeOf } from './keys.js';
import { openStore, type Store } from './level-store.js';
import {
  JOURNAL_FORMAT,
  type CaseState,
  type Generation,
  type JournalNote,
  type RunMeta,
  type RunState,
  type StoredTarget,
  type StoredVerdict,
} from './records.js';
import type { CaseRecord, RunRecord } from './run-record.js';
import { RunningDigest } from './running-digest.js';

/** A run, and the digest over all that its journal held: equal digests mean equal records, sound ones and damaged ones. */
export interface DigestedRun {
  readonly record: RunRecord;
  readonly contentDigest: string;
}

/** Opens a journal that is not in use, reads and verifies it, and closes it again. */
export async function readRun(dir: string): Promise<RunRecord> {
  return (await readDigestedRun(dir)).record;
}

/** Like {@link readRun}, for what is computed from a run and kept. */
export async function readDigestedRun(dir: string): Promise<DigestedRun> {
  const store = await openStore(dir, { create: false });
  try {
    const scan = await scanStore(store);
    return { record: recordOf(scan), contentDigest: scan.content.end() };
  } finally {
    await store.close();
  }
}

/** Everything found in one pass over the store, before it is put together. */
interface Scan {
  readonly values: Map<string, unknown>;
  /** The sound samples of each case, in the order of their keys. */
  readonly samples: Map<number, FoundSample[]>;
  /** Digest over keys and checksums of everything. */
  readonly content: RunningDigest;
  /** Digests of the sound measured samples, by the prefix of their keys; their texts need not be kept for it. */
  readonly digests: Map<string, RunningDigest>;
  /** Keys of the sound verdicts, by case. */
  readonly verdictKeys: Map<number, string[]>;
  readonly damagedKeys: string[];
  readonly damage: string[];
}

type FoundSample = readonly [key: string, sample: KeptSample];

/**
 * Reads a whole journal and checks every record: checksum, counts, contiguity, digests. A damaged record is left out and
 * named in `damage`; a case it belongs to is then not complete.
 * @throws AcodeError when the journal is of a newer format, or its meta record or plan is gone.
 */
export async function loadRun(store: Store): Promise<RunRecord> {
  return recordOf(await scanStore(store));
}

function recordOf(scan: Scan): RunRecord {
  const meta = scan.values.get(KEY.meta()) as RunMeta | undefined;
  if (meta === undefined) throw badJournal('its description of the run is missing or damaged');
  if (meta.format > JOURNAL_FORMAT) throw newerFormat(meta.format);
  const cases = Array.from({ length: meta.caseCount }, (_, ordinal) =>
    buildCase(scan, { ordinal, stored: scan.samples.get(ordinal) ?? [] }),
  );
  return {
    meta,
    state: (scan.values.get(KEY.runState()) as RunState | undefined) ?? { status: 'running' },
    generations: ofFamily<Generation>(scan, 'g'),
    targets: ofFamily<StoredTarget>(scan, 't'),
    notes: ofFamily<JournalNote>(scan, 'e'),
    cases,
    damage: scan.damage,
  };
}

async function scanStore(store: Store): Promise<Scan> {
  const scan: Scan = {
    values: new Map(),
    samples: new Map(),
    digests: new Map(),
    verdictKeys: new Map(),
    damagedKeys: [],
    damage: [],
    content: new RunningDigest(),
  };
  for await (const entries of helpingsOf(store)) for (const entry of entries) addEntry(scan, entry);
  return scan;
}

function addEntry(scan: Scan, [key, text]: readonly [key: string, text: string]): void {
  const checked = checkRecord(key, text);
  if (checked.kind === 'damaged') {
    scan.content.add(key, checked.problem);
    scan.damagedKeys.push(key);
    scan.damage.push(checked.problem);
    return;
  }
  scan.content.add(key, sealOf(text));
  if (keyFamily(key) === 's') {
    addSample(scan, { key, text, sample: new KeptSample(checked.json) });
    return;
  }
  scan.values.set(key, JSON.parse(checked.json));
  if (keyFamily(key) !== 'v') return;
  scan.verdictKeys.set(ordinalOf(key), [...(scan.verdictKeys.get(ordinalOf(key)) ?? []), key]);
}

function addSample(scan: Scan, found: { key: string; text: string; sample: KeptSample }): void {
  const { key, text, sample } = found;
  const ordinal = ordinalOf(key);
  const known = scan.samples.get(ordinal);
  if (known === undefined) scan.samples.set(ordinal, [[key, sample]]);
  else known.push([key, sample]);
  const prefix = measuredPrefixOf(key);
  if (prefix === undefined) return;
  const digest = scan.digests.get(prefix) ?? new RunningDigest();
  digest.add(key, text);
  scan.digests.set(prefix, digest);
}

/** Entries and bytes fetched from the store at once. */
const HELPING = 1_000;
const HELPING_BYTES = 1 << 20;

/**
 * Every entry, in large helpings: turns of the event loop for each would be a third of the time of a large journal. A block
 * that LevelDB itself finds damaged is an expected error, not a bug.
 */
async function* helpingsOf(store: Store): AsyncGenerator<[string, string][]> {
  try {
    const iterator = store.iterator({ highWaterMarkBytes: HELPING_BYTES });
    try {
      for (let entries = await iterator.nextv(HELPING); entries.length > 0; entries = await iterator.nextv(HELPING)) {
        yield inOneString(entries);
      }
    } finally {
      await iterator.close();
    }
  } catch (error) {
    throw badJournal(`a part of its files is damaged (${messageOf(error)})`, error);
  }
}

/** The same texts as parts of one string, which the garbage collector does not move about as it does a thousand small ones. */
function inOneString(entries: readonly [string, string][]): [string, string][] {
  const whole = entries.map(([, text]) => text).join('');
  let start = 0;
  return entries.map(([key, { length }]) => {
    start += length;
    return [key, whole.slice(start - length, start)];
  });
}

function ofFamily<T>(scan: Scan, family: string): T[] {
  return [...scan.values].filter(([key]) => keyFamily(key) === family).map(([, value]) => value as T);
}

function buildCase(scan: Scan, { ordinal, stored }: { ordinal: number; stored: FoundSample[] }): CaseRecord {
  const planned = scan.values.get(KEY.plannedCase(ordinal)) as PlannedCase | undefined;
  if (planned === undefined) throw badJournal(`the plan of case ${ordinal} is missing or damaged`);
  const state = stateOf(scan, ordinal, stored);
  const current = stored.filter(([key]) => takeOf(key) === state.take);
  const verdicts = verdictsOf(scan, ordinal, state.take);
  const complete = state.status === 'completed' && isWhole(scan, { ordinal, state });
  if (state.status === 'completed' && !complete) {
    scan.damage.push(`the samples of ${planned.id} are not those it ended with`);
  }
  return {
    planned,
    state,
    samples: current.map(([, sample]) => judged(sample, verdicts)),
    complete,
    discardedSamples: stored.length - current.length,
  };
}

/** Verdicts of one take by iteration, oldest first: their keys come in order. */
function verdictsOf(scan: Scan, ordinal: number, take: number): ReadonlyMap<number, readonly StoredVerdict[]> {
  const byIteration = new Map<number, StoredVerdict[]>();
  for (const key of scan.verdictKeys.get(ordinal) ?? []) {
    if (takeOf(key) !== take) continue;
    const iteration = judgedIterationOf(key);
    byIteration.set(iteration, [...(byIteration.get(iteration) ?? []), scan.values.get(key) as StoredVerdict]);
  }
  return byIteration;
}

function judged(stored: KeptSample, verdicts: ReadonlyMap<number, readonly StoredVerdict[]>): KeptSample {
  if (verdicts.size === 0) return stored;
  const { phase, iteration } = stored.head;
  const found = phase === 'measure' ? verdicts.get(iteration) : undefined;
  return found === undefined ? stored : stored.judged(found);
}

/** A case whose state is gone begins anew, in a take that no stored sample belongs to. */
function stateOf(scan: Scan, ordinal: number, stored: readonly FoundSample[]): CaseState {
  const state = scan.values.get(KEY.caseState(ordinal)) as CaseState | undefined;
  if (state !== undefined) return state;
  if (!scan.damagedKeys.includes(KEY.caseState(ordinal))) scan.damage.push(`the state of case ${ordinal} is missing`);
  return { status: 'planned', take: stored.reduce((next, [key]) => Math.max(next, takeOf(key) + 1), 0) };
}

function isWhole(
  scan: Scan,
  { ordinal, state }: { ordinal: number; state: Extract<CaseState, { status: 'completed' }> },
): boolean {
  const digest = scan.digests.get(measuredPrefix(ordinal, state.take)) ?? new RunningDigest();
  return digest.count === state.iterations && digest.end() === state.digest;
}

function badJournal(what: string, cause?: unknown): AcodeError {
  return new AcodeError({
    code: 'JOURNAL_DAMAGED',
    exitCode: EXIT.badData,
    message: `The journal cannot be read: ${what}.`,
    hint: 'The files are left as they are.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function newerFormat(format: number): AcodeError {
  return new AcodeError({
    code: 'JOURNAL_NEWER',
    exitCode: EXIT.badData,
    message: `The journal is of format ${format}; this version of acode reads up to ${JOURNAL_FORMAT}.`,
    hint: 'Use the newer acode that wrote it.',
  });
}
