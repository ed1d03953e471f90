import { environmentFingerprint } from '../protocol/environment.js';
import type { EventStream } from './event-stream.js';
import type { OpenRun } from './open-run.js';
import type { RunRequest } from './run-request.js';

/** Says what begins: a run, or the next sitting of one, with what a reader should know about the sittings before. */
export function announceStart(
  { request, run }: { readonly request: RunRequest; readonly run: OpenRun },
  events: EventStream,
  doneCount: number,
): void {
  const { plan, record } = run;
  events.emit({
    type: 'run-start',
    suites: plan.suites,
    targets: plan.targets.map((target) => target.name),
    caseCount: plan.cases.length,
    doneCount,
    resumed: record !== undefined,
    seed: plan.seed,
    planHash: plan.hash,
  });
  if (run.repaired) {
    events.emit({
      type: 'warning',
      code: 'journal-repaired',
      message: 'The journal was damaged and has been repaired; the original is in quarantine/.',
      remedy: 'Check the disk; cases with damaged samples are measured anew.',
    });
  }
  const before = record?.generations.at(-1)?.environment;
  if (before !== undefined && environmentFingerprint(before) !== environmentFingerprint(request.environment)) {
    events.emit({
      type: 'warning',
      code: 'environment-changed',
      message: 'The machine differs from the one the run was started on.',
      remedy: 'Results of both sittings stand side by side; start a new run to compare.',
    });
  }
}
