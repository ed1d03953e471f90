import { BUDGET_REASON, type CaseReason, type CaseState } from './records.js';
import type { CaseRecord } from './run-record.js';

/** Attempts in a row whose orchestrator died without one new sample; then the case is suspected of causing it. */
export const MAX_FRUITLESS_ATTEMPTS = 5;

/** What recovery decides about one case. */
export type CaseDecision =
  | { readonly kind: 'done' }
  | ({ readonly kind: 'outstanding' } & NextAttempt)
  | { readonly kind: 'give-up'; readonly attempt: number; readonly take: number; readonly reason: CaseReason };

/** How an outstanding case goes on. */
export interface NextAttempt {
  readonly attempt: number;
  readonly take: number;
  readonly fruitless: number;
  /** Measured iterations that are durable already; measuring goes on behind them. */
  readonly firstIteration: number;
}

export interface RecoveryOptions {
  readonly retryFailed: boolean;
}

/**
 * The decision table of resume, pure. One row each:
 *
 * | recorded | decision |
 * |---|---|
 * | planned | outstanding, attempt 1 |
 * | started, no end | outstanding, next attempt, behind the durable samples |
 * | started, and no new sample in the last attempts | given up |
 * | interrupted | outstanding, next attempt, behind the durable samples |
 * | completed, samples whole | done |
 * | completed, samples missing or damaged | outstanding, next take from iteration 0 |
 * | failed, timed-out | done; with `retryFailed` outstanding, next take from iteration 0 |
 * | skipped for want of time | outstanding, next take from iteration 0 |
 * | skipped otherwise | done |
 */
export function decideCase(record: CaseRecord, options: RecoveryOptions): CaseDecision {
  const { state } = record;
  switch (state.status) {
    case 'planned':
      return {
        kind: 'outstanding',
        attempt: 1,
        take: state.take,
        fruitless: 0,
        firstIteration: durableIterations(record),
      };
    case 'started':
      return decideOrphan(record, state);
    case 'interrupted':
      return { ...behindDurable(record, state), fruitless: 0 };
    case 'completed':
      return record.complete ? { kind: 'done' } : newTake(state);
    case 'failed':
    case 'timed-out':
      return options.retryFailed ? newTake(state) : { kind: 'done' };
    case 'skipped':
      return state.reason.code === BUDGET_REASON ? newTake(state) : { kind: 'done' };
  }
}

function decideOrphan(record: CaseRecord, state: Extract<CaseState, { status: 'started' }>): CaseDecision {
  const fruitful = record.samples.some(
    (stored) => stored.attempt === state.attempt && stored.sample.phase === 'measure',
  );
  const fruitless = fruitful ? 0 : state.fruitless + 1;
  if (fruitless >= MAX_FRUITLESS_ATTEMPTS) return giveUp(state, fruitless);
  return { ...behindDurable(record, state), fruitless };
}

function behindDurable(record: CaseRecord, last: { readonly attempt: number; readonly take: number }) {
  const { attempt, take } = last;
  return { kind: 'outstanding', attempt: attempt + 1, take, firstIteration: durableIterations(record) } as const;
}

function newTake(last: { readonly attempt: number; readonly take: number }): CaseDecision {
  return { kind: 'outstanding', attempt: last.attempt + 1, take: last.take + 1, fruitless: 0, firstIteration: 0 };
}

/** Length of the gapless row of measured iterations from 0; what lies behind a gap is measured again. */
function durableIterations(record: CaseRecord): number {
  const measured = record.samples.filter(({ sample }) => sample.phase === 'measure');
  const iterations = new Set(measured.map(({ sample }) => sample.iteration));
  let count = 0;
  while (iterations.has(count)) count += 1;
  return count;
}

function giveUp(
  { attempt, take }: { readonly attempt: number; readonly take: number },
  fruitless: number,
): CaseDecision {
  return {
    kind: 'give-up',
    attempt,
    take,
    reason: {
      code: 'gave-up',
      message: `The last ${fruitless} attempts of this case ended with the whole run and left no sample.`,
      hint: 'Run it alone with --benchmark to see why; --retry-failed tries it again.',
    },
  };
}
