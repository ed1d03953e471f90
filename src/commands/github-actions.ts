import { appendFile } from 'node:fs/promises';
import { messageOf } from '../errors.js';
import { runToMarkdown } from '../report/formats/markdown.js';
import { type Annotation, githubCommands } from '../report/formats/github-command.js';
import { describeParameters } from '../report/describe-parameters.js';
import type { RunSummary } from '../report/run-summary.js';
import type { CommandContext } from './command-context.js';
import { primaryMetricsIn } from './primary-metrics.js';
import type { ReportedRun } from './report-run.js';
import { withoutHome } from './without-home.js';

/** GitHub rejects the whole summary of a step that is longer. */
const MAX_SUMMARY_BYTES = 1 << 20;

/**
 * In a job of GitHub Actions: adds Markdown to the job's summary and annotates the job. Elsewhere nothing happens.
 * Annotations are written on standard error, which GitHub reads as well: standard output belongs to the result.
 */
export async function tellGithub(
  { settings: { github }, stderr }: CommandContext,
  { markdown, annotations }: { readonly markdown: string; readonly annotations: readonly Annotation[] },
): Promise<void> {
  if (github === undefined) return;
  stderr.write(withoutHome(githubCommands(annotations)));
  if (github.stepSummary === undefined) return;
  const fits = Buffer.byteLength(markdown) < MAX_SUMMARY_BYTES;
  const text = fits
    ? `${withoutHome(markdown)}\n`
    : 'The summary is too long for this page; see the exported results.\n';
  await appendFile(github.stepSummary, text).catch((error: unknown) => {
    stderr.write(`warning: The job's summary ${github.stepSummary} cannot be written: ${messageOf(error)}.\n`);
  });
}

/** The same for a run: its tables, an error per case without a result, and its warnings. */
export async function tellGithubOfRun(context: CommandContext, { record, summary }: ReportedRun): Promise<void> {
  await tellGithub(context, {
    markdown: runToMarkdown(summary, primaryMetricsIn([record])),
    annotations: [...failures(summary), ...warnings(summary)],
  });
}

function failures({ cases }: RunSummary): Annotation[] {
  return cases
    .filter(({ status }) => status === 'failed' || status === 'timed-out' || status === 'damaged')
    .map(({ benchmark, parameters, target, status, reason }) => ({
      level: 'error',
      title: `Benchmark ${status}`,
      message: `${[benchmark, describeParameters(parameters), `on ${target}`].filter((part) => part !== '').join(' ')}${reason === undefined ? '' : `: ${reason.message}`}`,
    }));
}

function warnings({ warnings: found }: RunSummary): Annotation[] {
  return found.map(({ message, remedy }) => ({
    level: 'warning',
    title: 'Benchmark',
    message: `${message} ${remedy}`,
  }));
}
