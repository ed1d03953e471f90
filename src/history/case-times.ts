import { canonicalJson } from '../plan/canonical-json.js';
import { PLAN_DEFAULTS } from '../plan/defaults.js';
import type { CaseParameters } from '../protocol/messages.js';
import type { CaseSummary } from '../report/case-summary.js';
import type { RunSummary } from '../report/run-summary.js';

/** A case to be measured. */
export interface CaseWork {
  readonly benchmark: string;
  readonly parameters: CaseParameters;
  /** Warm-ups included. */
  readonly iterations: number;
  readonly timeoutMs: number;
}

/** How long cases will probably take. */
export interface TimeEstimate {
  readonly cases: number;
  /** How many of them have been measured before. */
  readonly known: number;
  /** What these take. */
  readonly knownMs: number;
  /** What all of them take if every one runs into its deadline. */
  readonly atMostMs: number;
}

/** How long each case took per iteration when it was last measured, on the model that was measured last. */
export class CaseTimes {
  /** The model, by name; undefined when nothing was measured yet. */
  readonly target: string | undefined;
  readonly #msPerIteration = new Map<string, number>();

  /** `summaries` from the oldest to the newest. */
  constructor(summaries: readonly RunSummary[]) {
    const newest = summaries.findLast(({ cases }) => cases.some((each) => isMeasured(each)));
    this.target = newest?.cases.findLast((each) => isMeasured(each))?.target;
    for (const subject of summaries.flatMap(({ cases }) => cases)) {
      if (subject.target === this.target && isMeasured(subject)) this.#learn(subject);
    }
  }

  estimate(work: readonly CaseWork[]): TimeEstimate {
    const known = work.flatMap(({ iterations, ...each }) => {
      const ms = this.#msPerIteration.get(keyOf(each));
      return ms === undefined ? [] : [ms * iterations];
    });
    return {
      cases: work.length,
      known: known.length,
      knownMs: known.reduce((sum, ms) => sum + ms, 0),
      atMostMs: work.reduce((sum, { timeoutMs }) => sum + timeoutMs, 0),
    };
  }

  /**
   * A summary does not tell the warm-ups; with the default number of them the estimate is a little low for less. A graded
   * case has none.
   */
  #learn(subject: CaseSummary): void {
    const warmup = subject.grader === undefined ? PLAN_DEFAULTS.warmup : 0;
    const iterations = subject.iterations.measured + warmup;
    this.#msPerIteration.set(keyOf(subject), (subject.durationMs ?? 0) / iterations);
  }
}

/** Only a case that came to its end in one go tells how long it takes. */
function isMeasured({ status, attempts, durationMs }: CaseSummary): boolean {
  return status === 'completed' && attempts === 1 && durationMs !== undefined;
}

function keyOf({ benchmark, parameters }: Pick<CaseWork, 'benchmark' | 'parameters'>): string {
  return canonicalJson({ benchmark, parameters });
}
