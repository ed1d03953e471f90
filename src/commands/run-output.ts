import type { RunOutcome } from '../orchestrator/run-request.js';
import { runFolder } from '../orchestrator/run-folder.js';
import type { RunEvent } from '../protocol/run-events.js';
import { runToJsonText } from '../report/export-json.js';
import { ProgressLines } from '../report/progress-lines.js';
import { ProgressView } from '../report/progress-view.js';
import type { CommandContext } from './command-context.js';
import { compareWords } from './compare-words.js';
import { nextSteps } from './next-steps.js';
import type { RunOptions } from './run-options.js';
import { reportRun, type ReportedRun } from './report-run.js';
import { primaryMetricsOf } from './primary-metrics.js';
import { summaryText } from './summary-text.js';
import { colorOf, widthOf } from './terminal.js';
import { withoutHome } from './without-home.js';
import { writeOutput } from './write-output.js';

/** Shows a run while it goes on and when it is over. */
export interface RunOutput {
  hear(event: RunEvent): void;
  /** Registers what happens when nobody reads the output any more. */
  onReaderGone(stop: () => void): void;
  end(outcome: RunOutcome): Promise<void>;
}

type OutputContext = CommandContext & { readonly dataDir: string };

/** The output that `--output` names. Standard output carries the result alone; people are told on standard error. */
export function createRunOutput(options: RunOptions, context: OutputContext): RunOutput {
  switch (options.output) {
    case 'pretty':
      return prettyOutput(options, context);
    case 'ndjson':
      return ndjsonOutput(context);
    case 'json':
      return jsonOutput(context);
    case 'quiet':
      return { hear: () => undefined, onReaderGone: () => undefined, end: () => Promise.resolve() };
  }
}

function prettyOutput(options: RunOptions, context: OutputContext): RunOutput {
  const { stderr, stdout, dataDir } = context;
  const live = stderr.isTTY && !options.verbose;
  const progress = live
    ? new ProgressView({
        stream: stderr,
        width: () => widthOf(stderr),
        color: colorOf(stderr),
        nowMs: () => performance.now(),
        primaryMetrics: primaryMetricsOf,
      })
    : new ProgressLines({ stream: stderr });
  return {
    hear: (event) => progress.hear(event),
    onReaderGone: () => undefined,
    async end(outcome) {
      progress.end();
      const reported = await tryReport(outcome, dataDir);
      if (reported !== undefined) stdout.write(summaryText(reported, stdout));
      const compare = reported === undefined ? undefined : await compareWords(dataDir, reported.record);
      const steps = nextSteps(outcome, {
        dataDir,
        flags: { config: context.configFlag, dataDir: options.dataDirFlag },
        command: reported?.record.meta.command ?? [],
        ...(compare === undefined ? {} : { compare }),
      });
      stdout.write(`${steps}\n`);
    },
  };
}

/** Each event is written as one line the moment it happens. A reader that goes away interrupts the run. */
function ndjsonOutput({ stdout }: OutputContext): RunOutput {
  return {
    hear: (event) => void stdout.write(`${withoutHome(JSON.stringify(event))}\n`),
    onReaderGone(stop) {
      stdout.on('error', stop);
    },
    end: () => Promise.resolve(),
  };
}

function jsonOutput({ stdout, dataDir }: OutputContext): RunOutput {
  return {
    hear: () => undefined,
    onReaderGone: () => undefined,
    async end(outcome) {
      const { record, summary } = await reportRun(runFolder(dataDir, outcome.runId));
      await writeOutput('-', withoutHome(runToJsonText(record, summary)), stdout);
    },
  };
}

/** The run's report; none when the journal does not open after a disk failure, where the outcome's sentence has to do. */
export async function tryReport(outcome: RunOutcome, dataDir: string): Promise<ReportedRun | undefined> {
  const report = reportRun(runFolder(dataDir, outcome.runId));
  if (outcome.status === 'completed') return report;
  return report.catch(() => undefined);
}
