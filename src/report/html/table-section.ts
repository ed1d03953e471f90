import { escapeMarkup } from '../charts/svg.js';
import { describeParameters } from '../describe-parameters.js';
import { formatBeside, formatInterval, formatValue } from '../format-value.js';
import type { PrimaryMetrics } from '../headline.js';
import type { CaseSummary } from '../case-summary.js';
import type { RunSummary } from '../run-summary.js';
import { isEstimated, rowOf, type Row } from '../table-columns.js';
import { metricAttribute, metricLink } from './metric-link.js';
import { STATUS_WORDS } from './notes-section.js';
import { htmlText } from './page.js';

/** What stands in a cell: markup, the value it is sorted by, and the metric it is a value of. */
interface Cell {
  readonly markup: string;
  readonly sort?: string | number;
  readonly metric?: string;
  readonly kind?: string;
}

interface TableColumn {
  /** Markup of the head. */
  readonly head: string;
  readonly text?: boolean;
  readonly cell: (row: Row) => Cell;
}

const ABSENT: Cell = { markup: '<span class="absent">–</span>' };

/** Every case with its numbers; the script makes it sortable by each column and filterable. */
export function tableSection(summary: RunSummary, primaryMetrics: PrimaryMetrics): string {
  const rows = summary.cases.map((each) => rowOf(each, primaryMetrics));
  const columns = columnsFor(summary, rows);
  const heads = [{ head: 'Case', text: true }, ...columns].map(
    ({ head, text }: Pick<TableColumn, 'head' | 'text'>) =>
      `<th scope="col"${text === true ? ' class="text"' : ''}><button type="button">${head}</button></th>`,
  );
  const body = rows.map((row) => tableRow(row, columns)).join('\n');
  return `<section><h2 id="cases">All cases</h2>
${filterForm(summary)}
<div class="scroll sticky" tabindex="0" role="region" aria-labelledby="cases"><table id="case-table" class="sortable">
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${body}
</tbody></table></div>
<p class="soft">${htmlText(legend(summary))}</p></section>`;
}

function filterForm({ cases }: RunSummary): string {
  const statuses = [...new Set(cases.map(({ status }) => status))];
  const options = statuses.map((status) => `<option value="${status}">${STATUS_WORDS[status]}</option>`).join('');
  return `<div class="filter" data-filter="case-table"><input type="search" placeholder="Filter, such as latency 512" aria-label="Filter the cases"><select aria-label="Status"><option value="">every status</option>${options}</select><output class="soft"></output></div>`;
}

function columnsFor({ targets }: RunSummary, rows: readonly Row[]): TableColumn[] {
  const has = (id: string): boolean =>
    rows.some(({ subject }) => subject.metrics[id] !== undefined || subject.caseMetrics[id] !== undefined);
  return [
    ...(targets.length > 1 ? [{ head: 'Model', text: true, cell: targetCell }] : []),
    { head: 'Status', text: true, cell: statusCell },
    { head: 'n', cell: countCell },
    { head: 'Median [95 %]', cell: headlineCell },
    { head: 'p95', cell: p95Cell },
    ...METRIC_COLUMNS.filter((id) => has(id)).map((id) => ({ head: metricLink(id), cell: metricCell(id) })),
  ];
}

/** Metrics with a column of their own, where any case has them. */
const METRIC_COLUMNS: readonly string[] = [
  'ttft',
  'e2el',
  'decodeTps',
  'prefillTps',
  'outTps',
  'cpuMs',
  'rssPeak',
  'rssMean',
  'loadMs',
  'errorRate',
];

/** Rates over tokens, which have to be marked where the counts are estimates. */
const TOKEN_RATES: ReadonlySet<string> = new Set(['decodeTps', 'prefillTps', 'outTps', 'e2eTps']);

function tableRow(row: Row, columns: readonly TableColumn[]): string {
  const { subject } = row;
  const cells = columns.map(({ cell, text }) => {
    const { markup, sort, metric, kind } = cell(row);
    const classes = [...(text === true ? ['text'] : []), ...(kind === undefined ? [] : [kind])].join(' ');
    return `<td${classes === '' ? '' : ` class="${classes}"`}${sortAttribute(sort)}${metric === undefined ? '' : metricAttribute(metric)}>${markup}</td>`;
  });
  return `<tr data-status="${subject.status}">${nameCell(subject)}${cells.join('')}</tr>`;
}

function sortAttribute(sort: string | number | undefined): string {
  return sort === undefined ? '' : ` data-v="${escapeMarkup(String(sort))}"`;
}

function nameCell({ benchmark, parameters, ordinal }: CaseSummary): string {
  const described = describeParameters(parameters);
  const sub = described === '' ? '' : `<span class="sub">${htmlText(described)}</span>`;
  return `<th scope="row"${sortAttribute(`${benchmark} ${described}`)}><a href="#case-${ordinal}">${htmlText(benchmark)}</a>${sub}</th>`;
}

function targetCell({ subject }: Row): Cell {
  return { markup: htmlText(subject.target), sort: subject.target };
}

function statusCell({ subject }: Row): Cell {
  return { markup: STATUS_WORDS[subject.status], sort: STATUS_WORDS[subject.status], kind: `status-${subject.status}` };
}

function countCell({ subject: { iterations } }: Row): Cell {
  const { measured, planned } = iterations;
  return { markup: measured === planned ? String(measured) : `${measured}/${planned}`, sort: measured };
}

function headlineCell({ headline }: Row): Cell {
  if (headline === undefined) return ABSENT;
  const { id, unit, value, interval } = headline;
  const range =
    interval === undefined ? '' : `<span class="sub">${htmlText(formatInterval(interval, value, unit))}</span>`;
  return {
    markup: `${htmlText(id)} <strong>${htmlText(formatValue(value, unit))}</strong>${range}`,
    sort: sortKey(id, value),
    metric: id,
  };
}

function p95Cell({ headline }: Row): Cell {
  if (headline?.p95 === undefined) return ABSENT;
  const { value, coarse } = headline.p95;
  const text = `${formatBeside(value, headline.value, headline.unit)}${coarse ? '*' : ''}`;
  return { markup: htmlText(text), sort: sortKey(headline.id, value), metric: headline.id };
}

/** Values of one metric side by side: a time and a rate have no order between them. */
function sortKey(id: string, value: number): string {
  return `${id} ${value.toFixed(6).padStart(24, '0')}`;
}

function metricCell(id: string): (row: Row) => Cell {
  return ({ subject }) => {
    const found = subject.caseMetrics[id] ?? subject.metrics[id];
    if (found === undefined) return ABSENT;
    const value = 'value' in found ? found.value : found.p50;
    const mark = TOKEN_RATES.has(id) && isEstimated(subject) ? '~' : '';
    return { markup: htmlText(`${mark}${formatValue(value, found.unit)}`), sort: value, metric: id };
  };
}

function legend({ cases }: RunSummary): string {
  const coarse = cases.some(({ metrics }) => Object.values(metrics).some((each) => each.coarse.includes('p95')));
  return [
    'Medians over requests with a 95 % bootstrap interval; rates of a whole case are Σ tokens / Σ time.',
    ...(coarse ? ['* p95 of fewer than 20 values.'] : []),
    ...(cases.some((each) => isEstimated(each)) ? ['~ over estimated token counts.'] : []),
  ].join(' ');
}
