import type { CaseReason } from '../journal/records.js';
import type { NextAttempt } from '../journal/recovery.js';
import type { PlannedCase } from '../plan/plan.js';
import type { CaseReference, CaseStartEvent } from '../protocol/run-events.js';
import type { ClientHealth } from '../protocol/sample.js';

/** An outstanding case with what earlier sittings measured of it. */
export interface OutstandingCase {
  readonly planned: PlannedCase;
  readonly next: NextAttempt;
  /** Durations of the durable measured iterations. */
  readonly earlierMs: readonly number[];
  /** The iteration before which the case makes room for others; the planned number when it is run in one go. */
  readonly until: number;
}

/** How a case ends. */
export type CaseVerdict =
  | { readonly status: 'completed'; readonly overheadMs: number; readonly health: ClientHealth }
  | { readonly status: 'failed' | 'timed-out' | 'skipped'; readonly reason: CaseReason }
  | { readonly status: 'interrupted' };

/** What the cases of one benchmark on one target found out about the target. */
export type StretchEnd =
  /** `paused` have only had a block of their iterations, and come again. */
  | { readonly kind: 'done'; readonly paused: readonly OutstandingCase[] }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'unusable'; readonly reason: CaseReason };

/** What is known of a case while its attempts go by. */
export class CaseCourse {
  readonly planned: PlannedCase;
  readonly until: number;
  next: NextAttempt;
  crashes = 0;
  newTakes = 0;
  /** Durations measured by earlier attempts of the current take. */
  earlierMs: readonly number[];
  readonly #startMs = performance.now();

  constructor({ planned, next, earlierMs, until }: OutstandingCase) {
    this.planned = planned;
    this.next = next;
    this.until = until;
    this.earlierMs = earlierMs.slice(0, next.firstIteration);
  }

  /** Whether the case only makes room now and comes again. */
  get isBlock(): boolean {
    return this.until < this.planned.iterations;
  }

  /** The start of the next attempt, as it is told. */
  startEvent(): CaseStartEvent {
    const { parameters, iterations, grader } = this.planned;
    const { attempt, firstIteration } = this.next;
    return {
      type: 'case-start',
      ...referenceOf(this.planned),
      attempt,
      parameters,
      iterations,
      firstIteration,
      ...(grader === undefined ? {} : { grader }),
    };
  }

  elapsedMs(): number {
    return Math.round(performance.now() - this.#startMs);
  }

  /** The next attempt goes on behind what this one measured. */
  goOn(measuredMs: readonly number[]): void {
    const { attempt, take, firstIteration, fruitless } = this.next;
    this.earlierMs = [...this.earlierMs, ...measuredMs];
    this.next = {
      attempt: attempt + 1,
      take,
      firstIteration: firstIteration + measuredMs.length,
      fruitless: measuredMs.length > 0 ? 0 : fruitless + 1,
    };
  }

  startNewTake(): void {
    const { attempt, take } = this.next;
    this.newTakes += 1;
    this.earlierMs = [];
    this.next = { attempt: attempt + 1, take: take + 1, firstIteration: 0, fruitless: 0 };
  }

  /** The case as it comes again. */
  outstanding(): OutstandingCase {
    return { planned: this.planned, next: this.next, earlierMs: this.earlierMs, until: this.planned.iterations };
  }
}

/** A case as events name it. */
export function referenceOf({ id, ordinal, benchmark, target }: PlannedCase): CaseReference {
  return { caseId: id, ordinal, benchmark, target };
}
