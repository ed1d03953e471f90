import { openStore } from '../journal/level-store.js';
import { loadRun } from '../journal/load-run.js';
import { readAnswered, storedVerdict, verdictPut, type AnsweredSample } from '../journal/verdict-book.js';
import { canonicalJson } from '../plan/canonical-json.js';
import type { PlannedCase } from '../plan/plan.js';
import type { Verdict } from '../protocol/verdict.js';
import { GraderProcess } from './grader-process.js';
import { GradingDesk, type VerdictStore } from './grading-desk.js';
import { acquireLock } from './lock.js';
import { runFolder } from './run-folder.js';

/** What is to be judged anew. */
export interface RescoreRequest {
  readonly dataDir: string;
  readonly runId: string;
  readonly graderEntry: string;
  readonly allowUnsandboxed: boolean;
  /** Say what would change, and keep nothing. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  /** Hears of every answer that was judged. */
  readonly onJudged?: () => void;
}

/** An answer whose verdict is another one now. */
export interface ChangedVerdict {
  readonly planned: PlannedCase;
  readonly iteration: number;
  /** Absent for an answer that had none. */
  readonly before?: Verdict;
  readonly after: Verdict;
}

/** What judging anew came to. */
export interface RescoreOutcome {
  /** Answers judged. */
  readonly judged: number;
  /** Another kind than before. */
  readonly changed: readonly ChangedVerdict[];
  /** The same kind, said otherwise: other checks, another reason, another version of the grader. */
  readonly reworded: number;
  /** Graders that failed; the verdict that was there stays. */
  readonly failures: readonly { readonly planned: PlannedCase; readonly message: string }[];
  readonly interrupted: boolean;
}

/**
 * Has the stored answers of a run judged by the graders of this version. Earlier verdicts stay in the journal behind the
 * new ones. Nothing is asked of a model. Holds the run lock, since programs under test would disturb a measurement.
 * @throws AcodeError when the journal cannot be read, or another run is going on.
 */
export async function rescoreRun(request: RescoreRequest): Promise<RescoreOutcome> {
  const { dataDir, runId, signal } = request;
  await using _lock = await acquireLock({ dataDir, runId, wait: false, signal, onLost: () => undefined });
  const store = await openStore(runFolder(dataDir, runId).journalDir, { create: false });
  try {
    const record = await loadRun(store);
    await using grader = new GraderProcess(request.graderEntry);
    const verdicts: VerdictStore = {
      answered: (ordinal, take) => readAnswered(store, ordinal, take),
      saveVerdict: (position, revision, verdict) =>
        store.batch([verdictPut(position, revision, storedVerdict(verdict, AFTER_THE_RUN))], { sync: true }),
    };
    const desk = new GradingDesk({
      store: verdicts,
      grader,
      onVerdict: () => undefined,
      customBenchmarks: record.meta.plan.customBenchmarks ?? [],
      allowUnsandboxed: request.allowUnsandboxed,
      signal,
    });
    const judging = new Judging(request, desk);
    for (const { planned, state } of record.cases) {
      if (planned.grader === undefined || judging.interrupted) continue;
      for (const each of await verdicts.answered(planned.ordinal, state.take)) await judging.judge(planned, each);
    }
    return judging;
  } finally {
    await store.close();
  }
}

/** Sitting of a verdict that was given after the run. */
const AFTER_THE_RUN = 0;

class Judging implements RescoreOutcome {
  judged = 0;
  reworded = 0;
  interrupted = false;
  readonly changed: ChangedVerdict[] = [];
  readonly failures: { readonly planned: PlannedCase; readonly message: string }[] = [];
  readonly #request: RescoreRequest;
  readonly #desk: GradingDesk;

  constructor(request: RescoreRequest, desk: GradingDesk) {
    this.#request = request;
    this.#desk = desk;
  }

  async judge(planned: PlannedCase, each: AnsweredSample): Promise<void> {
    if (this.interrupted) return;
    const reply = await this.#desk.judge(planned, each);
    if (reply === 'interrupted') {
      this.interrupted = true;
      return;
    }
    this.judged += 1;
    this.#request.onJudged?.();
    if (reply.kind === 'failed') {
      this.failures.push({ planned, message: reply.message });
      return;
    }
    await this.#compare(planned, each, reply.verdict);
  }

  async #compare(planned: PlannedCase, each: AnsweredSample, after: Verdict): Promise<void> {
    const before = each.verdicts.at(-1)?.verdict;
    if (canonicalJson(before) === canonicalJson(after)) return;
    if (before?.kind === after.kind) this.reworded += 1;
    else {
      const { iteration } = each.stored.sample;
      this.changed.push({ planned, iteration, ...(before === undefined ? {} : { before }), after });
    }
    if (!this.#request.dryRun) await this.#desk.keep(planned, each, after);
  }
}
