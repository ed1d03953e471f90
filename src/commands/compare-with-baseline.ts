import { EXIT } from '../exit-codes.js';
import { openEventLog } from '../orchestrator/event-log.js';
import { EventStream } from '../orchestrator/event-stream.js';
import { runFolder } from '../orchestrator/run-folder.js';
import type { RunEvent } from '../protocol/run-events.js';
import { regressionsOf } from '../report/compare/regressions.js';
import { announceComparison } from './announce-comparison.js';
import type { CommandContext } from './command-context.js';
import { compareText, hasRegressed } from './compare-output.js';
import { type Compared, compareReferences } from './compare-references.js';
import { pairTargets } from './pair-targets.js';
import { readRecord } from './read-record.js';
import { resolveReference } from './run-reference.js';

/** A run that has ended and what it is to be compared with. */
export interface BaselineCheck {
  /** As the user named it. */
  readonly baseline: string;
  readonly runId: string;
  /** Trace of the sitting that has just ended. */
  readonly traceId: string;
  readonly dataDir: string;
  readonly context: CommandContext;
  /** Where the comparison is printed: standard output belongs to the result where that is not for people. */
  readonly stream: NodeJS.WriteStream;
  readonly failOnRegression: boolean;
  readonly logLevel: string;
  /** Hears of each regression, as it did of the run. */
  readonly hear: (event: RunEvent) => void;
}

/**
 * Compares a run with a baseline, target by target. What got worse is printed, told as events, logged, and sent to whom
 * the configuration names; the exit code says it where that was asked for.
 */
export async function compareWithBaseline(check: BaselineCheck): Promise<void> {
  const { context, dataDir, stream, failOnRegression } = check;
  const all: Compared[] = [];
  for (const pair of await pairsOf(check)) {
    const compared = await compareReferences(pair, { context, dataDir, thresholds: [], allowDifferent: false });
    stream.write(`\n${compareText(compared, stream)}`);
    all.push(compared);
  }
  await tellEvents(check, all);
  for (const compared of all) await announceComparison(compared, { context, failing: failOnRegression, alert: true });
  if (failOnRegression && all.some((each) => hasRegressed(each))) context.setExitCode(EXIT.regression);
}

/** As a user would type them. */
async function pairsOf({ baseline, runId, dataDir }: BaselineCheck): Promise<(readonly [string, string])[]> {
  const reference = await resolveReference(dataDir, baseline);
  const { meta } = await readRecord(dataDir, runId);
  const record = await readRecord(dataDir, reference.runId);
  const names = meta.plan.targets.map(({ name }) => name);
  return pairTargets(names, { reference, record }).map(
    ({ ours, theirs }) => [`${reference.runId}:${theirs}`, `${runId}:${ours}`] as const,
  );
}

/** One event for each regression, behind those of the run, in its log too. */
async function tellEvents(check: BaselineCheck, all: readonly Compared[]): Promise<void> {
  const { runId, traceId, dataDir, logLevel, hear } = check;
  const pairs = all.flatMap(({ against }) => against).filter(({ verdict }) => verdict === 'regressed');
  if (pairs.length === 0) return;
  const log = openEventLog(runFolder(dataDir, runId).eventLog, logLevel);
  const events = new EventStream({ runId, traceId }, [log.hear, hear]);
  for (const pair of pairs) {
    for (const regression of regressionsOf(pair))
      events.emit({ type: 'regression', baseline: pair.before.runId, ...regression });
  }
  await log.close();
}
