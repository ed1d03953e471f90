import type { CaseReason } from '../journal/records.js';
import type { PlannedCase } from '../plan/plan.js';
import { BUDGET_REASON } from '../journal/records.js';

/** A timer may fire this much early. */
const TIMER_SLACK_MS = 5;

/**
 * The time that one sitting of a run may take. A case that does not fit into what is left is not begun; how long it takes
 * is judged by the cases of the same benchmark and target before it. Where nothing is known a case is begun, and ended
 * when the budget is.
 */
export class RunBudget {
  readonly #limitMs: number;
  readonly #nowMs: () => number;
  readonly #startMs: number;
  readonly #msPerIteration = new Map<string, number>();

  /** `limitMs` undefined is a run without a budget. */
  constructor(limitMs: number | undefined, nowMs: () => number) {
    this.#limitMs = limitMs ?? Infinity;
    this.#nowMs = nowMs;
    this.#startMs = nowMs();
  }

  get spent(): boolean {
    return this.#leftMs() <= TIMER_SLACK_MS;
  }

  /** The case's own time, or what is left of the run's. */
  timeoutMs(planned: PlannedCase): number {
    return Math.min(planned.timeoutMs, Math.max(0, this.#leftMs()));
  }

  /** Why a case is not begun any more, or undefined when it is. `iterations` are those still to measure. */
  refusal(planned: PlannedCase, iterations: number): CaseReason | undefined {
    if (this.spent) return this.reason('was over before it');
    const each = this.#msPerIteration.get(keyOf(planned));
    const needsMs = each === undefined ? 0 : each * (planned.warmup + iterations);
    return needsMs > this.#leftMs() ? this.reason('had no room for it any more') : undefined;
  }

  /** What a case took that came to its end, warm-up included. */
  learn(planned: PlannedCase, course: { readonly durationMs: number; readonly iterations: number }): void {
    const iterations = planned.warmup + course.iterations;
    if (iterations > 0) this.#msPerIteration.set(keyOf(planned), course.durationMs / iterations);
  }

  /** The reason of a case that the budget ended or kept from beginning. */
  reason(what: string): CaseReason {
    return {
      code: BUDGET_REASON,
      message: `The run's time budget of ${Math.round(this.#limitMs / 1_000)} s ${what}.`,
      hint: 'Resume the run to measure it.',
    };
  }

  #leftMs(): number {
    return this.#limitMs - (this.#nowMs() - this.#startMs);
  }
}

function keyOf({ benchmark, target }: PlannedCase): string {
  return `${benchmark}\n${target}`;
}
