import type { RunRecord } from '../journal/run-record.js';
import { executeRun } from '../library/execute-run.js';
import { runFolder } from '../orchestrator/run-folder.js';
import { newRunId } from '../orchestrator/run-id.js';
import type { RunOutcome } from '../orchestrator/run-request.js';
import type { CommandContext } from './command-context.js';
import { configuredLimits } from './configured-limits.js';
import { reportRun } from './report-run.js';
import { refuseChanged } from './resume-check.js';

/** Where a repeated run is kept, and what may stop it. */
interface Repetition {
  readonly context: CommandContext;
  readonly dataDir: string;
  readonly signal: AbortSignal;
}

/** What came of a repetition: how it ended, and what its journal holds. */
interface RepeatedRun {
  readonly outcome: RunOutcome;
  readonly record: RunRecord;
}

/**
 * Measures in a new run what this one measured: the same plan on the same models.
 * @throws AcodeError (`RESUME_CHANGED`) where models, benchmarks or formulas are others by now, and when the run cannot start.
 */
export async function repeatRun(record: RunRecord, { context, dataDir, signal }: Repetition): Promise<RepeatedRun> {
  await refuseChanged(record, 'be measured again');
  const plan = { ...record.meta.plan, cases: record.cases.map(({ planned }) => planned) };
  const outcome = await executeRun(
    {
      ...configuredLimits(context.configuration),
      dataDir,
      runId: newRunId(new Date()),
      source: { kind: 'new', plan, command: record.meta.command },
      wait: false,
      logLevel: context.settings.logLevel ?? 'debug',
      signal,
      onEvent: () => undefined,
    },
    context.settings,
  );
  // Summed up with its intervals, which is kept for every comparison that looks at equal runs.
  return { outcome, record: (await reportRun(runFolder(dataDir, outcome.runId))).record };
}
