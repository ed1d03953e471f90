import type {
  CaseState,
  CaseWarning,
  JournalNote,
  JudgedSample,
  ProcessIdentity,
  StoredVerdict,
} from '../../journal/records.js';
import type { CaseRecord } from '../../journal/run-record.js';
import type { PlannedCase } from '../../plan/plan.js';
import type {
  CaseEndEvent,
  CaseStartEvent,
  SampleEvent,
  VerdictEvent,
  WarningEvent,
} from '../../protocol/run-events.js';
import { measuredSeal } from './journal-puts.js';
import { refusal } from './refusal.js';

/** No system has a process of this number, so that nobody looks for the worker of another machine. */
const NO_PROCESS: ProcessIdentity = { pid: 2 ** 31 - 1 };

/** How the export words the remedy of a note; warnings of the worker have remedies of their own. */
const NOTE_REMEDY = /^The end of the case tells how it went on\.$/;

/** What an event happened in. */
export interface Moment {
  readonly time: string;
  readonly generation: number;
}

/** A case as its events tell it, one after the other. */
export class CaseDraft {
  readonly notes: JournalNote[] = [];
  #start: CaseStartEvent;
  #startedAt: string;
  /** By phase and iteration: one that was measured again counts once. */
  readonly #samples = new Map<string, JudgedSample>();
  #warnings: CaseWarning[] = [];
  #end: { readonly event: CaseEndEvent; readonly endedAt: string } | undefined;
  #take = 0;
  #discarded = 0;

  constructor(start: CaseStartEvent, { time }: Moment) {
    this.#start = start;
    this.#startedAt = time;
  }

  get caseId(): string {
    return this.#start.caseId;
  }

  /** Another attempt of the same case; one that begins at iteration 0 gives up what was measured before. */
  restart(start: CaseStartEvent, { time }: Moment): void {
    const measured = [...this.#samples.values()].some(({ sample }) => sample.phase === 'measure');
    if (start.firstIteration === 0 && measured) {
      this.#discarded += this.#samples.size;
      this.#samples.clear();
      this.#take += 1;
    }
    this.#start = start;
    this.#startedAt = time;
    this.#end = undefined;
    this.#warnings = [];
  }

  addSample({ attempt, sample }: SampleEvent, { generation }: Moment): void {
    const { phase, iteration } = sample;
    this.#samples.set(`${phase} ${phase === 'warmup' ? attempt : 0} ${iteration}`, {
      attempt,
      take: this.#take,
      generation,
      sample,
    });
  }

  /** Verdicts come behind the samples they judge. */
  addVerdict({ iteration, verdict }: VerdictEvent, { time, generation }: Moment): void {
    const key = `measure 0 ${iteration}`;
    const judged = this.#samples.get(key);
    if (judged === undefined) throw refusal(`The file is damaged: a verdict on ${this.caseId} has no sample.`);
    const stored: StoredVerdict = { generation, gradedAt: time, verdict };
    this.#samples.set(key, { ...judged, verdicts: [...(judged.verdicts ?? []), stored] });
  }

  addWarning({ code, message, remedy, caseId }: WarningEvent, { time, generation }: Moment): void {
    if (!NOTE_REMEDY.test(remedy)) this.#warnings.push({ code, message, remedy });
    else this.notes.push({ generation, time, code, message, ...(caseId === undefined ? {} : { caseId }) });
  }

  finish(event: CaseEndEvent, { time }: Moment): void {
    this.#end = event.status === 'retrying' ? undefined : { event, endedAt: time };
  }

  /** The case as a journal would hold it; what events do not tell (version, timeout) is 0. */
  record(seed: number): CaseRecord {
    const samples = this.#inJournalOrder();
    const state = this.#state(samples);
    return {
      planned: this.#planned(seed),
      state,
      samples,
      complete: state.status === 'completed',
      discardedSamples: this.#discarded,
    };
  }

  #planned(seed: number): PlannedCase {
    const { caseId, ordinal, benchmark, target, parameters, iterations, attempt, grader } = this.#start;
    const warmups = [...this.#samples.values()].filter(
      (each) => each.sample.phase === 'warmup' && each.attempt === attempt,
    );
    return {
      id: caseId,
      ordinal,
      benchmark,
      benchmarkVersion: 0,
      target,
      parameters,
      warmup: warmups.length,
      iterations,
      timeoutMs: 0,
      seed,
      ...(grader === undefined ? {} : { grader }),
    };
  }

  #state(samples: readonly JudgedSample[]): CaseState {
    const take = this.#take;
    if (this.#end === undefined) {
      const { attempt } = this.#start;
      return { status: 'started', startedAt: this.#startedAt, worker: NO_PROCESS, fruitless: 0, attempt, take };
    }
    const { event, endedAt } = this.#end;
    const { attempt, durationMs } = event;
    const ending = { endedAt, durationMs, warnings: this.#warnings, attempt, take };
    switch (event.status) {
      case 'completed':
        return { status: event.status, ...measuredSeal(this.#start.ordinal, take, samples), ...ending };
      case 'failed':
      case 'timed-out':
      case 'skipped':
        return {
          status: event.status,
          reason: event.reason ?? { code: 'unknown', message: 'The events give no reason.' },
          ...ending,
        };
      case 'interrupted':
      case 'retrying':
        return { status: 'interrupted', ...ending };
    }
  }

  /** Measured samples first, then warm-ups by attempt: the order of the journal's keys. */
  #inJournalOrder(): JudgedSample[] {
    const rank = ({ attempt, sample }: JudgedSample): number =>
      sample.phase === 'measure' ? sample.iteration : 1e12 + attempt * 1e6 + sample.iteration;
    return [...this.#samples.values()].sort((a, b) => rank(a) - rank(b));
  }
}
