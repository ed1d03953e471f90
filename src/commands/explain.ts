import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { METRICS, metricDefinition, METRIC_DEFS, type MetricDefinition } from '../metrics/registry.js';
import { didYouMean } from '../plan/did-you-mean.js';
import { formatExplanation, formatMetricList } from '../report/explain/format-explanation.js';
import { metricNotes } from '../report/explain/metric-notes.js';
import type { CommandContext } from './command-context.js';
import { colorOf, widthOf } from './terminal.js';

/** `acode benchmark explain`: what a number means. */
export function addExplainCommand(parent: Command, context: CommandContext): void {
  parent
    .command('explain')
    .description('What a metric means: formula, unit, when it holds, and which numbers of other tools compare.')
    .argument('[metric]', 'id of a metric; all of them without it')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExamples:\n  acode benchmark explain\n  acode benchmark explain ttft\n')
    .action((typed: string | undefined, options: { readonly json?: boolean }) => {
      const { stdout } = context;
      const metrics = typed === undefined ? METRICS : [findMetric(typed)];
      stdout.write(options.json === true ? jsonText(metrics) : text(metrics, typed !== undefined, stdout));
    });
}

function text(metrics: readonly MetricDefinition[], single: boolean, stdout: NodeJS.WriteStream): string {
  const format = { width: widthOf(stdout), color: colorOf(stdout) };
  if (!single) return formatMetricList(metrics, format);
  return metrics.map((metric) => formatExplanation(metric, format)).join('\n');
}

function jsonText(metrics: readonly MetricDefinition[]): string {
  const explained = metrics.map((metric) => ({ ...metric, ...metricNotes(metric.id) }));
  return `${JSON.stringify({ schema: 'acode-metrics/1', metricDefs: METRIC_DEFS, metrics: explained }, null, 2)}\n`;
}

/** Ids are camel case; who types them in another case means the same. */
function findMetric(typed: string): MetricDefinition {
  const ids = METRICS.map(({ id }) => id);
  const id = ids.find((each) => each.toLowerCase() === typed.toLowerCase());
  const found = id === undefined ? undefined : metricDefinition(id);
  if (found !== undefined) return found;
  const hint = didYouMean(typed, ids) ?? metricsLike(typed) ?? 'All of them: acode benchmark explain';
  throw usageError(`There is no metric "${typed}".`, hint);
}

/** Metrics that have what was typed in their id or title. */
function metricsLike(typed: string): string | undefined {
  const part = typed.trim().toLowerCase();
  const found = METRICS.filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(part)).map(({ id }) => id);
  return part === '' || found.length === 0 ? undefined : `With it in their name: ${found.join(', ')}.`;
}
