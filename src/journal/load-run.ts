import { AcodeError, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { PlannedCase } from '../plan/plan.js';
import { openRecord } from './checksum.js';
import { measuredPrefix, measuredPrefixOf } from './keys.js';
import { judgedIterationOf, KEY, keyFamily, ordinalOf, takeOf } from './keys.js';
import { openStore, type Store } from './level-store.js';
import {
  JOURNAL_FORMAT,
  type CaseState,
  type Generation,
  type JournalNote,
  type JudgedSample,
  type RunMeta,
  type RunState,
  type StoredSample,
  type StoredTarget,
  type StoredVerdict,
} from './records.js';
import type { CaseRecord, RunRecord } from './run-record.js';
import { RunningDigest } from './running-digest.js';

/** Opens a journal that is not in use, reads and verifies it, and closes it again. */
export async function readRun(dir: string): Promise<RunRecord> {
  const store = await openStore(dir, { create: false });
  try {
    return await loadRun(store);
  } finally {
    await store.close();
  }
}

/** Everything found in one pass over the store, before it is put together. */
interface Scan {
  readonly values: Map<string, unknown>;
  /** The sound samples of each case, in the order of their keys. */
  readonly samples: Map<number, [key: string, sample: StoredSample][]>;
  /** Digests of the sound measured samples, by the prefix of their keys; their texts need not be kept for it. */
  readonly digests: Map<string, RunningDigest>;
  /** Keys of the sound verdicts, by case. */
  readonly verdictKeys: Map<number, string[]>;
  readonly damagedKeys: string[];
  readonly damage: string[];
}

/**
 * Reads a whole journal and checks every record: checksum, counts, contiguity, digests. A damaged record is left out and
 * named in `damage`; a case it belongs to is then not complete.
 * @throws AcodeError when the journal is of a newer format, or its meta record or plan is gone.
 */
export async function loadRun(store: Store): Promise<RunRecord> {
  const scan = await scanStore(store);
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
  };
  for await (const [key, text] of entriesOf(store)) {
    const opened = openRecord(key, text);
    if (opened.kind === 'damaged') {
      scan.damagedKeys.push(key);
      scan.damage.push(opened.problem);
      continue;
    }
    if (keyFamily(key) === 's') {
      addSample(scan, { key, text, sample: opened.value as StoredSample });
      continue;
    }
    scan.values.set(key, opened.value);
    if (keyFamily(key) === 'v')
      scan.verdictKeys.set(ordinalOf(key), [...(scan.verdictKeys.get(ordinalOf(key)) ?? []), key]);
  }
  return scan;
}

function addSample(scan: Scan, found: { key: string; text: string; sample: StoredSample }): void {
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

/** Every entry; a block that LevelDB itself finds damaged is an expected error, not a bug. */
async function* entriesOf(store: Store): AsyncGenerator<[string, string]> {
  try {
    // In large helpings: turns of the event loop for each entry would be a third of the time of a large journal.
    const iterator = store.iterator({ highWaterMarkBytes: HELPING_BYTES });
    try {
      for (let entries = await iterator.nextv(HELPING); entries.length > 0; entries = await iterator.nextv(HELPING)) {
        yield* entries;
      }
    } finally {
      await iterator.close();
    }
  } catch (error) {
    throw badJournal(`a part of its files is damaged (${messageOf(error)})`, error);
  }
}

function ofFamily<T>(scan: Scan, family: string): T[] {
  return [...scan.values].filter(([key]) => keyFamily(key) === family).map(([, value]) => value as T);
}

function buildCase(scan: Scan, { ordinal, stored }: { ordinal: number; stored: [string, StoredSample][] }): CaseRecord {
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

function judged(stored: StoredSample, verdicts: ReadonlyMap<number, readonly StoredVerdict[]>): JudgedSample {
  const found = stored.sample.phase === 'measure' ? verdicts.get(stored.sample.iteration) : undefined;
  return found === undefined ? stored : { ...stored, verdicts: found };
}

/** A case whose state is gone begins anew, in a take that no stored sample belongs to. */
function stateOf(scan: Scan, ordinal: number, stored: readonly [string, StoredSample][]): CaseState {
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
