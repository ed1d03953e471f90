import { describeParameters } from '../describe-parameters.js';
import { formatBeside, formatInterval, formatValue } from '../format-value.js';
import type { PrimaryMetrics } from '../headline.js';
import { isMeasuring, type CaseSummary } from '../case-summary.js';
import type { RunSummary } from '../run-summary.js';
import { isEstimated, rowOf, type Row } from '../table-columns.js';
import { STATUS_WORDS } from './notes-section.js';
import { htmlText } from './page.js';
import { ABSENT, type Cell, type Head, sortableTable } from './sortable-table.js';

interface TableColumn {
  readonly head: string;
  /** The metric that the column is of. */
  readonly metric?: string;
  /** Left out on paper, where a sheet is too narrow for all; every case has the number in its own table. */
  readonly aside?: boolean;
  readonly text?: boolean;
  readonly cell: (row: Row) => Cell;
}

/** Every case with its numbers; the script makes it sortable by each column and filterable. */
export function tableSection(summary: RunSummary, primaryMetrics: PrimaryMetrics): string {
  const rows = summary.cases.filter(isMeasuring).map((each) => rowOf(each, primaryMetrics));
  if (rows.length === 0) return '';
  const columns = columnsFor(summary, rows);
  const table = sortableTable({
    id: 'case-table',
    labelledBy: 'cases',
    heads: [
      { markup: 'Case', text: true },
      ...columns.map(({ head, metric, text = false, aside = false }): Head => ({
        markup: htmlText(head),
        text,
        ...(metric === undefined ? {} : { metric }),
        ...(aside ? { kind: 'aside' } : {}),
      })),
    ],
    rows: rows.map((row) => ({
      status: row.subject.status,
      cells: [nameCell(row.subject), ...columns.map(({ cell }) => cell(row))],
    })),
    filter: { example: 'latency 512', list: 'Status', words: STATUS_WORDS },
  });
  return `<section><h2 id="cases">All cases</h2>
${table}
<p class="soft">${htmlText(legend(summary))}</p></section>`;
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
    ...METRIC_COLUMNS.filter((id) => has(id)).map((id) => ({
      head: id,
      metric: id,
      cell: metricCell(id),
      aside: ASIDE.has(id),
    })),
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

/** Those that a sheet of paper has no room for. */
const ASIDE: ReadonlySet<string> = new Set(['rssMean', 'loadMs', 'errorRate']);

/** Rates over tokens, which have to be marked where the counts are estimates. */
const TOKEN_RATES: ReadonlySet<string> = new Set(['decodeTps', 'prefillTps', 'outTps', 'e2eTps']);

function nameCell({ benchmark, parameters, ordinal }: CaseSummary): Cell {
  const described = describeParameters(parameters);
  const sub = described === '' ? '' : `<span class="sub">${htmlText(described)}</span>`;
  return {
    markup: `<a href="#case-${ordinal}">${htmlText(benchmark)}</a>${sub}`,
    sort: `${benchmark} ${described}`,
  };
}

function targetCell({ subject }: Row): Cell {
  return { markup: htmlText(subject.target), sort: subject.target, kind: 'wrap' };
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
