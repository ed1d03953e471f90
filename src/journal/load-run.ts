import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { PlannedCase } from '../plan/plan.js';
import type { KeptSample } from './kept-sample.js';
import { judgedIterationOf, KEY, keyFamily, measuredPrefix, takeOf } from './keys.js';
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
import { badJournal, isDigestOf, scanStore, type CompletedCase, type FoundSamples, type Scan } from './scan-store.js';

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
    buildCase(scan, { ordinal, found: scan.samples.get(ordinal) ?? [] }),
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

function ofFamily<T>(scan: Scan, family: string): T[] {
  return [...scan.values].filter(([key]) => keyFamily(key) === family).map(([, value]) => value as T);
}

function buildCase(scan: Scan, { ordinal, found }: { ordinal: number; found: readonly FoundSamples[] }): CaseRecord {
  const planned = scan.values.get(KEY.plannedCase(ordinal)) as PlannedCase | undefined;
  if (planned === undefined) throw badJournal(`the plan of case ${ordinal} is missing or damaged`);
  const state = stateOf(scan, ordinal, found);
  const current = found.filter(({ prefix }) => takeOf(prefix) === state.take);
  const verdicts = verdictsOf(scan, ordinal, state.take);
  const complete = state.status === 'completed' && isComplete(state, { ordinal, current });
  if (state.status === 'completed' && !complete) {
    scan.damage.push(`the samples of ${planned.id} are not those it ended with`);
  }
  return {
    planned,
    state,
    samples: current.flatMap(({ samples }) => samples.map((sample) => judged(sample, verdicts))),
    complete,
    discardedSamples: countOf(found) - countOf(current),
  };
}

/** A case may have ended with no sample at all, which then nothing was found of. */
function isComplete(
  state: CompletedCase,
  { ordinal, current }: { readonly ordinal: number; readonly current: readonly FoundSamples[] },
): boolean {
  const measured = current.find(({ prefix }) => prefix === measuredPrefix(ordinal, state.take));
  return measured === undefined ? isDigestOf(state, new RunningDigest()) : measured.whole;
}

function countOf(found: readonly FoundSamples[]): number {
  return found.reduce((count, { samples }) => count + samples.length, 0);
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
function stateOf(scan: Scan, ordinal: number, found: readonly FoundSamples[]): CaseState {
  const state = scan.values.get(KEY.caseState(ordinal)) as CaseState | undefined;
  if (state !== undefined) return state;
  if (!scan.damagedKeys.includes(KEY.caseState(ordinal))) scan.damage.push(`the state of case ${ordinal} is missing`);
  return { status: 'planned', take: found.reduce((next, { prefix }) => Math.max(next, takeOf(prefix) + 1), 0) };
}

function newerFormat(format: number): AcodeError {
  return new AcodeError({
    code: 'JOURNAL_NEWER',
    exitCode: EXIT.badData,
    message: `The journal is of format ${format}; this version of acode reads up to ${JOURNAL_FORMAT}.`,
    hint: 'Use the newer acode that wrote it.',
  });
}
