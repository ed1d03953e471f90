import type { CaseRecord } from '../../journal/run-record.js';
import { describeCase, describeParameters } from '../describe-parameters.js';
import { formatBeside, formatDuration, formatInterval, formatValue } from '../format-value.js';
import { headlineOf, type PrimaryMetrics } from '../headline.js';
import type { CaseSummary } from '../case-summary.js';
import { caseCharts } from './case-charts.js';
import type { ChartValues } from './chart-values.js';
import type { DrawnRun } from './run-report.js';
import { metricAttribute, metricLink } from './metric-link.js';
import { STATUS_WORDS } from './notes-section.js';
import { htmlText } from './page.js';
import { scrollRegion } from './scroll-region.js';

/** How the distributions are drawn. */
const CHART_KEY =
  'Distributions: the box holds the middle half of the values and its line is the median, the grey bar is the 95 % interval of ' +
  'the median, every value is a dot, ringed in red where it lies far from the others. Tokens: a row per request, a mark per token.';

/** With more cases than this they begin folded. */
const MAX_OPEN = 8;

/** Everything about each case: its distributions, tokens, memory, and every metric it has. */
export function caseSections({ record, summary, charts }: DrawnRun, primaryMetrics: PrimaryMetrics): string {
  const sections = record.cases.flatMap((each, index) => {
    const [subject, drawn] = [summary.cases[index], charts.cases[index]];
    if (subject === undefined || drawn === undefined || drawn === null) return [];
    return [caseSection(each, { subject, drawn, primaryMetrics, open: summary.cases.length <= MAX_OPEN })];
  });
  return sections.length === 0
    ? ''
    : `<section><h2>Case by case</h2>
<p class="soft">${htmlText(CHART_KEY)}</p>${sections.join('\n')}</section>`;
}

interface Surroundings {
  readonly subject: CaseSummary;
  readonly drawn: ChartValues;
  readonly primaryMetrics: PrimaryMetrics;
  readonly open: boolean;
}

function caseSection(record: CaseRecord, { subject, drawn, primaryMetrics, open }: Surroundings): string {
  const { ordinal, benchmark, target, parameters, status, durationMs, attempts } = subject;
  const headline = headlineOf(subject, primaryMetrics);
  const facts = [
    target,
    describeParameters(parameters),
    STATUS_WORDS[status],
    ...(durationMs === undefined ? [] : [formatDuration(durationMs)]),
    ...(attempts > 1 ? [`${attempts} attempts`] : []),
  ].filter((part) => part !== '');
  const value =
    headline === undefined ? '' : ` · ${htmlText(`${headline.id} ${formatValue(headline.value, headline.unit)}`)}`;
  return `<details class="case" id="case-${ordinal}"${open ? ' open' : ''}><summary><strong>${htmlText(benchmark)}</strong>${value}<span class="sub">${htmlText(facts.join(' · '))}</span></summary>
<div class="inside"><div class="charts">${caseCharts(record, subject, drawn)}</div>
${metricTable(subject)}</div></details>`;
}

function metricTable({ benchmark, parameters, metrics, caseMetrics }: CaseSummary): string {
  const ofRequests = Object.entries(metrics).map(([id, each]) => metricRow(id, each));
  const ofCase = Object.entries(caseMetrics).map(
    ([id, { value, unit }]) =>
      `<tr><th scope="row">${metricLink(id)}</th><td${metricAttribute(id)}>${htmlText(formatValue(value, unit))}</td><td class="absent" colspan="7">the whole case</td></tr>`,
  );
  const table = `<table><thead><tr><th scope="col" class="text">Metric</th><th scope="col">Median</th><th scope="col">95 %</th><th scope="col">Mean</th><th scope="col">sd</th><th scope="col">p95</th><th scope="col">Least</th><th scope="col">Most</th><th scope="col">n</th></tr></thead><tbody>${[...ofRequests, ...ofCase].join('\n')}</tbody></table>`;
  const label = `Every metric of ${describeCase({ benchmark, parameters })}`;
  return `<details class="all"><summary>Every metric of the case</summary>${scrollRegion(table, { label, sticky: true })}</details>`;
}

function metricRow(
  id: string,
  { unit, p50, interval, mean, sd, p95, min, max, n, coarse }: CaseSummary['metrics'][string],
): string {
  const cells = [
    formatValue(p50, unit),
    interval === undefined ? '–' : formatInterval(interval, p50, unit),
    formatBeside(mean, p50, unit),
    formatBeside(sd, p50, unit),
    `${formatBeside(p95, p50, unit)}${coarse.includes('p95') ? '*' : ''}`,
    formatBeside(min, p50, unit),
    formatBeside(max, p50, unit),
    String(n),
  ];
  return `<tr><th scope="row">${metricLink(id)}</th>${cells.map((cell) => `<td${metricAttribute(id)}>${htmlText(cell)}</td>`).join('')}</tr>`;
}
