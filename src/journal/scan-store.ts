import { AcodeError, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { checkRecord, recordJson, recordSeal } from './checksum.js';
import { KeptSample } from './kept-sample.js';
import { keyFamily, measuredPrefix, ordinalOf } from './keys.js';
import type { Store } from './level-store.js';
import type { CaseState } from './records.js';
import { RunningDigest } from './running-digest.js';

/** Everything found in one pass over the store and verified, before it is put together. */
export interface Scan {
  /** The sound records but for samples. */
  readonly values: Map<string, unknown>;
  /** The samples of each case, in the order of their keys. */
  readonly samples: Map<number, FoundSamples[]>;
  /** The states of completed cases by the prefix of the samples they ended with; in the store they stand before all samples. */
  readonly ends: Map<string, CompletedCase>;
  /** Keys of the sound verdicts, by case. */
  readonly verdictKeys: Map<number, string[]>;
  readonly damagedKeys: string[];
  readonly damage: string[];
  /** Digest over what every record says, sound or damaged. */
  readonly content: RunningDigest;
}

/** The sound samples of one case, take and phase. */
export interface FoundSamples {
  readonly prefix: string;
  readonly samples: readonly KeptSample[];
  /** Whether they are the measured samples that the case ended with. */
  readonly whole: boolean;
}

/** What a completed case says of its samples. */
export type CompletedCase = Extract<CaseState, { readonly status: 'completed' }>;

/** An entry of the store, as `line` in the form in which digests are fed: key and text, a line feed behind each. */
interface Entry {
  readonly key: string;
  readonly line: string;
}

/** Samples that lie together in the store: those of one case, take and phase. */
interface Stretch {
  readonly prefix: string;
  readonly entries: Entry[];
  /** Where the case ended with these samples: how, and the digest over all of them. */
  readonly ended?: { readonly state: CompletedCase; readonly digest: RunningDigest };
}

/** Reads every entry and verifies it. What cannot be read at all is an error, a damaged record is named. */
export async function scanStore(store: Store): Promise<Scan> {
  const scan: Scan = {
    values: new Map(),
    samples: new Map(),
    ends: new Map(),
    verdictKeys: new Map(),
    damagedKeys: [],
    damage: [],
    content: new RunningDigest(),
  };
  let stretch: Stretch | undefined;
  for await (const entries of helpingsOf(store)) {
    for (const entry of entries) {
      if (stretch === undefined || !entry.key.startsWith(stretch.prefix)) {
        endStretch(scan, stretch);
        stretch = keyFamily(entry.key) === 's' ? beginStretch(scan, entry) : undefined;
      }
      if (stretch === undefined) addRecord(scan, entry);
      else addSample(stretch, entry);
    }
  }
  endStretch(scan, stretch);
  return scan;
}

function addRecord(scan: Scan, entry: Entry): void {
  const { key } = entry;
  const json = soundJson(scan, entry);
  if (json === undefined) return;
  const value: unknown = JSON.parse(json);
  scan.values.set(key, value);
  if (keyFamily(key) === 'c') addEnd(scan, ordinalOf(key), value as CaseState);
  if (keyFamily(key) === 'v') addTo(scan.verdictKeys, ordinalOf(key), key);
}

function addEnd({ ends }: Scan, ordinal: number, state: CaseState): void {
  if (state.status === 'completed') ends.set(measuredPrefix(ordinal, state.take), state);
}

function addTo<T>(lists: Map<number, T[]>, ordinal: number, value: T): void {
  const known = lists.get(ordinal);
  if (known === undefined) lists.set(ordinal, [value]);
  else known.push(value);
}

function beginStretch({ ends }: Scan, { key }: Entry): Stretch {
  const prefix = key.slice(0, key.lastIndexOf('/') + 1);
  const state = ends.get(prefix);
  return { prefix, entries: [], ...(state === undefined ? {} : { ended: { state, digest: new RunningDigest() } }) };
}

function addSample({ entries, ended }: Stretch, entry: Entry): void {
  entries.push(entry);
  ended?.digest.addLine(entry.line);
}

/**
 * The digest that a case ended with covers every byte of its samples; where it fits, their checksums have nothing to add.
 * Where it does not, or there is none, they tell which samples are damaged.
 */
function endStretch(scan: Scan, stretch: Stretch | undefined): void {
  if (stretch === undefined) return;
  const { prefix, entries, ended } = stretch;
  if (ended !== undefined && isDigestOf(ended.state, ended.digest)) {
    scan.content.add(prefix, ended.state.digest);
    const samples = entries.map((entry) => new KeptSample(recordJson(textOf(entry))));
    addTo(scan.samples, ordinalOf(prefix), { prefix, samples, whole: true });
    return;
  }
  const sound = new RunningDigest();
  const samples = entries.flatMap((entry) => {
    const json = soundJson(scan, entry);
    if (json === undefined) return [];
    sound.addLine(entry.line);
    return [new KeptSample(json)];
  });
  const whole = ended !== undefined && isDigestOf(ended.state, sound);
  addTo(scan.samples, ordinalOf(prefix), { prefix, samples, whole });
}

/** Whether the samples that were fed to a digest, which is used up by it, are those that a case ended with. */
export function isDigestOf({ iterations, digest }: CompletedCase, fed: RunningDigest): boolean {
  return fed.count === iterations && fed.end() === digest;
}

/** The JSON of a record that is sound; one that is not is named. */
function soundJson(scan: Scan, entry: Entry): string | undefined {
  const { key } = entry;
  const text = textOf(entry);
  const checked = checkRecord(key, text);
  if (checked.kind === 'sound') {
    scan.content.add(key, recordSeal(text));
    return checked.json;
  }
  scan.content.add(key, checked.problem);
  scan.damagedKeys.push(key);
  scan.damage.push(checked.problem);
  return undefined;
}

function textOf({ key, line }: Entry): string {
  return line.slice(key.length + 1, -1);
}

/** Entries and bytes fetched from the store at once. */
const HELPING = 1_000;
const HELPING_BYTES = 1 << 20;

/**
 * Every entry, in large helpings: turns of the event loop for each would be a third of the time of a large journal. The
 * next helping is fetched while one is worked on. A block that LevelDB itself finds damaged is an expected error, not a bug.
 */
async function* helpingsOf(store: Store): AsyncGenerator<Entry[]> {
  try {
    const iterator = store.iterator({ highWaterMarkBytes: HELPING_BYTES });
    try {
      let fetching = iterator.nextv(HELPING);
      for (;;) {
        const entries = await fetching;
        if (entries.length === 0) return;
        fetching = iterator.nextv(HELPING);
        // It is awaited in the next turn; where none comes, what else failed is told.
        fetching.catch(() => undefined);
        yield inOneString(entries);
      }
    } finally {
      await iterator.close();
    }
  } catch (error) {
    throw badJournal(`a part of its files is damaged (${messageOf(error)})`, error);
  }
}

/** The lines as parts of one string, which the garbage collector does not move about as it does a thousand small ones. */
function inOneString(entries: readonly [string, string][]): Entry[] {
  const whole = entries.map(([key, text]) => `${key}\n${text}\n`).join('');
  let end = 0;
  return entries.map(([key, text]) => {
    const start = end;
    end += key.length + text.length + 2;
    return { key, line: whole.slice(start, end) };
  });
}

/** A journal, or a part of it, without which there is no run to speak of. */
export function badJournal(what: string, cause?: unknown): AcodeError {
  return new AcodeError({
    code: 'JOURNAL_DAMAGED',
    exitCode: EXIT.badData,
    message: `The journal cannot be read: ${what}.`,
    hint: 'The files are left as they are.',
    ...(cause === undefined ? {} : { cause }),
  });
}
