import { AcodeError, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { Plan } from '../plan/plan.js';
import type { Sample } from '../protocol/sample.js';
import type { Verdict } from '../protocol/verdict.js';
import { sealRecord } from './checksum.js';
import { KEY, measuredPrefix } from './keys.js';
import { openStore, type Store } from './level-store.js';
import type {
  AttemptKey,
  CaseEnding,
  CaseReason,
  CaseState,
  Generation,
  JournalNote,
  ProcessIdentity,
  RunMeta,
  RunState,
  StoredTarget,
} from './records.js';
import type { RunRecord } from './run-record.js';
import { RunningDigest } from './running-digest.js';
import { syncFolders } from './sync-folders.js';
import { requireTransition } from './transitions.js';
import { readAnswered, storedVerdict, verdictPut, type AnsweredSample, type VerdictPosition } from './verdict-book.js';

/** The end of a case as the orchestrator states it; the journal adds count and digest of the samples. */
export type CaseEnd = AttemptKey &
  CaseEnding &
  (
    | { readonly status: 'completed' }
    | { readonly status: 'failed' | 'timed-out' | 'skipped'; readonly reason: CaseReason }
    | { readonly status: 'interrupted' }
  );

type Put = { readonly type: 'put'; readonly key: string; readonly value: string };

/**
 * The journal of one run while it is written. Every method returns only when what it was told is on the disk. After the
 * first failed write the journal is poisoned: LevelDB acknowledges later writes on the same handle that are gone when it
 * is opened again, so nothing is ever written on it again.
 */
export class Journal {
  readonly #store: Store;
  readonly #generation: number;
  readonly #states: CaseState['status'][];
  readonly #acknowledgedSamples = new Set<string>();
  #notes = 0;
  #poison: unknown;

  private constructor(store: Store, facts: { readonly generation: number; readonly states: CaseState['status'][] }) {
    this.#store = store;
    this.#generation = facts.generation;
    this.#states = facts.states;
  }

  /** Creates the journal and makes run and plan durable, in one batch, before anything else happens. */
  static async create(dir: string, run: { meta: RunMeta; plan: Plan; generation: Generation }): Promise<Journal> {
    const store = await openStore(dir, { create: true });
    const { cases } = run.plan;
    const journal = new Journal(store, { generation: run.generation.generation, states: cases.map(() => 'planned') });
    const planned: CaseState = { status: 'planned', take: 0 };
    await journal.#commit([
      put(KEY.meta(), run.meta),
      ...cases.flatMap((each) => [put(KEY.plannedCase(each.ordinal), each), put(KEY.caseState(each.ordinal), planned)]),
      ...sittingPuts(run.generation),
    ]);
    await syncFolders(dir);
    return journal;
  }

  /** Goes on with a journal that was loaded and judged resumable; the store becomes the journal's. */
  static async resume(
    store: Store,
    { record, generation }: { record: RunRecord; generation: Generation },
  ): Promise<Journal> {
    const states = record.cases.map((each) => each.state.status);
    const journal = new Journal(store, { generation: generation.generation, states });
    await journal.#commit(sittingPuts(generation));
    return journal;
  }

  /** Keys of the samples acknowledged in this sitting, for the check after a failed write. */
  get acknowledgedSamples(): ReadonlySet<string> {
    return this.#acknowledgedSamples;
  }

  get poisoned(): boolean {
    return this.#poison !== undefined;
  }

  /** Opens an end again for a new take, because its samples are damaged or a retry was asked for. */
  async reopenCase(ordinal: number, take: number): Promise<void> {
    await this.#commit([put(KEY.caseState(ordinal), { status: 'planned', take } satisfies CaseState)]);
    this.#states[ordinal] = 'planned';
  }

  /** Intent before work: the attempt is durable before the worker hears of the case. */
  async startCase(
    ordinal: number,
    start: AttemptKey & { readonly worker: ProcessIdentity; readonly fruitless: number },
  ): Promise<void> {
    await this.#enter(ordinal, { status: 'started', startedAt: new Date().toISOString(), ...start });
  }

  /** Makes samples durable, all or none. Writing the same sample again changes nothing. */
  async appendSamples(ordinal: number, key: AttemptKey, samples: readonly Sample[]): Promise<void> {
    const puts = this.#samplePuts(ordinal, key, samples);
    if (puts.length === 0) return;
    await this.#commit(puts);
    for (const each of puts) this.#acknowledgedSamples.add(each.key);
  }

  /** The end of a case and the samples that are not durable yet, in one batch. */
  async endCase(ordinal: number, end: CaseEnd, unsaved: readonly Sample[]): Promise<void> {
    const puts = this.#samplePuts(ordinal, end, unsaved);
    const state: CaseState =
      end.status === 'completed' ? { ...end, ...(await this.#measured(ordinal, end.take, puts)) } : end;
    await this.#enter(ordinal, state, puts);
    for (const each of puts) this.#acknowledgedSamples.add(each.key);
  }

  async saveTarget(target: Omit<StoredTarget, 'generation'>): Promise<void> {
    const stored: StoredTarget = { generation: this.#generation, ...target };
    await this.#commit([put(KEY.target(this.#generation, target.target), stored)]);
  }

  /** The samples of a take that hold answers, with what graders have said of them. */
  answered(ordinal: number, take: number): Promise<AnsweredSample[]> {
    return readAnswered(this.#store, ordinal, take);
  }

  /** Keeps what a grader said of a sample, behind what was said before. */
  async saveVerdict(position: VerdictPosition, revision: number, verdict: Verdict): Promise<void> {
    await this.#commit([verdictPut(position, revision, storedVerdict(verdict, this.#generation))]);
  }

  async note(note: Omit<JournalNote, 'generation' | 'time'>): Promise<void> {
    const stored: JournalNote = { generation: this.#generation, time: new Date().toISOString(), ...note };
    const key = KEY.note(this.#generation, this.#notes);
    this.#notes += 1;
    await this.#commit([put(key, stored)]);
  }

  async endRun(state: RunState): Promise<void> {
    await this.#commit([put(KEY.runState(), state)]);
  }

  /** Closes the store. After a failed write this releases the lock and writes nothing. */
  async close(): Promise<void> {
    try {
      await this.#store.close();
    } catch (error) {
      this.#poison ??= error;
      throw journalError(error);
    }
  }

  async #enter(ordinal: number, state: CaseState, samples: readonly Put[] = []): Promise<void> {
    requireTransition(ordinal, this.#states[ordinal] ?? 'planned', state.status);
    await this.#commit([...samples, put(KEY.caseState(ordinal), state)]);
    this.#states[ordinal] = state.status;
  }

  #samplePuts(ordinal: number, { attempt, take }: AttemptKey, samples: readonly Sample[]): Put[] {
    const generation = this.#generation;
    return samples.map((sample) => {
      const { phase, iteration } = sample;
      return put(KEY.sample({ ordinal, take, phase, attempt, iteration }), { attempt, take, generation, sample });
    });
  }

  /** Number and digest of the measured samples of a take, as stored plus about to be stored. */
  async #measured(
    ordinal: number,
    take: number,
    puts: readonly Put[],
  ): Promise<{ iterations: number; digest: string }> {
    const prefix = measuredPrefix(ordinal, take);
    const values = new Map<string, string>();
    for await (const [key, value] of this.#store.iterator({ gte: prefix, lt: `${prefix}~` })) values.set(key, value);
    for (const { key, value } of puts) if (key.startsWith(prefix)) values.set(key, value);
    return { iterations: values.size, digest: sampleDigest(values) };
  }

  async #commit(puts: readonly Put[]): Promise<void> {
    if (this.poisoned) throw journalError(this.#poison);
    try {
      await this.#store.batch([...puts], { sync: true });
    } catch (error) {
      this.#poison = error;
      throw journalError(error);
    }
  }
}

/** Digest over the measured samples of a case, in key order; damage, loss and exchange all change it. */
export function sampleDigest(values: ReadonlyMap<string, string>): string {
  const digest = new RunningDigest();
  for (const [key, value] of [...values].sort(([a], [b]) => (a < b ? -1 : 1))) digest.add(key, value);
  return digest.end();
}

function put(key: string, value: unknown): Put {
  return { type: 'put', key, value: sealRecord(key, value) };
}

function sittingPuts(generation: Generation): Put[] {
  const running: RunState = { status: 'running' };
  return [put(KEY.generation(generation.generation), generation), put(KEY.runState(), running)];
}

function journalError(cause: unknown): AcodeError {
  return new AcodeError({
    code: 'JOURNAL_WRITE_FAILED',
    exitCode: EXIT.io,
    message: `The journal cannot be written: ${messageOf(cause)}.`,
    hint: 'Everything shown as saved is kept. Make room on the disk, then resume the run.',
    cause,
  });
}
