import { EXIT, type ExitCode } from '../exit-codes.js';
import type { CaseReason, RunState } from '../journal/records.js';
import { rescueJournal } from '../journal/rescue.js';
import type { Ballast } from './disk.js';
import type { OpenRun } from './open-run.js';
import type { RunFolder } from './run-folder.js';
import type { RunCounts, RunOutcome, RunRequest } from './run-request.js';

/** What is needed to end a run in good order, or to rescue it. */
export interface Ending {
  readonly request: RunRequest;
  readonly folder: RunFolder;
  readonly run: OpenRun;
  readonly ballast: Ballast;
}

/** Writes the run's end; on a poisoned journal that means rescue. */
export async function endRun(
  ending: Ending,
  end: { readonly state: RunState; readonly counts: RunCounts },
): Promise<RunOutcome> {
  const { run, request, folder, ballast } = ending;
  const { state, counts } = end;
  const ended = {
    runId: request.runId,
    status: state.status === 'running' ? 'failed' : state.status,
    ...reasonOfState(state),
    changed: true,
    counts,
  } as const;
  if (!run.journal.poisoned) {
    try {
      await run.journal.endRun(state);
      await run.journal.close();
      return ended;
    } catch (error) {
      if (!run.journal.poisoned) throw error;
    }
  }
  const rescue = await rescueJournal({
    journal: run.journal,
    journalDir: folder.journalDir,
    state: rescuedState(state),
    releaseBallast: () => ballast.release(),
  });
  const message =
    rescue.kind === 'rescued'
      ? `${rescue.acknowledged} acknowledged samples were checked, ${rescue.lost} are lost`
      : `the journal cannot be opened: ${rescue.problem}`;
  const reason = reasonOfState(state).reason ?? { code: 'journal-failed', message: 'The journal could not be closed.' };
  return {
    ...ended,
    status: 'interrupted',
    reason: { code: reason.code, message: `${reason.message.replace(/\.$/, '')}; ${message}.` },
  };
}

function rescuedState(state: RunState): RunState {
  if (state.status === 'interrupted' || state.status === 'failed') return state;
  return {
    status: 'interrupted',
    endedAt: new Date().toISOString(),
    reason: { code: 'journal-failed', message: 'The journal could not be written to its end.' },
  };
}

function reasonOfState(state: RunState): { reason?: CaseReason } {
  return 'reason' in state ? { reason: state.reason } : {};
}

/** The exit code of a run. */
export function exitCodeOf(outcome: RunOutcome): ExitCode {
  switch (outcome.reason?.code) {
    case 'disk-full':
    case 'journal-failed':
    case 'lock-lost':
      return EXIT.io;
    case 'cancelled':
      return EXIT.interrupted;
    default: {
      const { unusable, completed, failed, invalid } = outcome.counts;
      if (unusable > 0 && completed === 0) return EXIT.unavailable;
      return failed + invalid > 0 ? EXIT.failedCases : EXIT.ok;
    }
  }
}
