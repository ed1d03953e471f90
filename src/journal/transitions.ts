import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { CaseState } from './records.js';

type CaseStatus = CaseState['status'];

/**
 * The state machine of a case, as one table. `started → started` is the next attempt of a case whose worker or
 * orchestrator died; ends are left only by an explicit retry or because their samples proved damaged.
 */
const NEXT: Readonly<Record<CaseStatus, readonly CaseStatus[]>> = {
  planned: ['started', 'skipped', 'failed', 'timed-out', 'interrupted'],
  started: ['started', 'completed', 'failed', 'timed-out', 'skipped', 'interrupted'],
  interrupted: ['started', 'skipped', 'failed', 'timed-out', 'interrupted'],
  completed: [],
  failed: [],
  'timed-out': [],
  skipped: [],
};

/** Ends that `--retry-failed` opens again. */
const RETRYABLE: ReadonlySet<CaseStatus> = new Set<CaseStatus>(['failed', 'timed-out']);

/** Why an end may be left. */
export type Reopening = 'retry-failed' | 'damaged';

/** Whether a case may go from one state to another. */
export function mayFollow(from: CaseStatus, to: CaseStatus, reopening?: Reopening): boolean {
  if (NEXT[from].includes(to)) return true;
  if (to !== 'started' && to !== 'planned') return false;
  return reopening === 'damaged' || (reopening === 'retry-failed' && RETRYABLE.has(from));
}

/**
 * Guards a transition.
 * @throws AcodeError (`JOURNAL_TRANSITION`) for one that the table does not have; that is a bug, not bad input.
 */
export function requireTransition(ordinal: number, from: CaseStatus, to: CaseStatus): void {
  if (mayFollow(from, to)) return;
  throw new AcodeError({
    code: 'JOURNAL_TRANSITION',
    exitCode: EXIT.bug,
    message: `Case ${ordinal} cannot go from ${from} to ${to}.`,
  });
}
