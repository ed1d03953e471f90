import type { CaseSummary } from './case-summary.js';
import { describeParameters } from './describe-parameters.js';
import type { Column } from './fit-columns.js';
import { formatBeside, formatInterval, formatValue } from './format-value.js';
import { headlineOf, type Headline, type PrimaryMetrics } from './headline.js';
import { plainLine } from './wrap-text.js';

/** Stands where a case has no such number. */
const ABSENT = '–';

/** A case as a row of the table sees it. */
export interface Row {
  readonly subject: CaseSummary;
  readonly headline: Headline | undefined;
}

/** Every column, from left to right. Those up to rank 10 are wanted at 80 columns, the others where there is room. */
export const COLUMNS: readonly Column<Row>[] = [
  { head: 'Case', align: 'left', rank: 100, cell: ({ subject }) => nameOf(subject) },
  { head: 'n', align: 'right', rank: 30, cell: ({ subject }) => countOf(subject) },
  { head: 'Median [95 %]', align: 'left', rank: 90, cell: ({ headline }) => headlineCell(headline) },
  { head: 'sd', align: 'right', rank: 9, cell: ({ headline }) => beside(headline, headline?.sd) },
  { head: 'p95', align: 'right', rank: 50, cell: ({ headline }) => p95Cell(headline) },
  { head: 'tok/s', align: 'right', rank: 60, cell: ({ subject }) => rateCell(subject) },
  { head: 'prefill tok/s', align: 'right', rank: 8, cell: ({ subject }) => prefillCell(subject) },
  { head: 'TTFT', align: 'right', rank: 55, cell: ({ subject }) => medianCell(subject, 'ttft') },
  { head: 'e2e', align: 'right', rank: 6, cell: ({ subject }) => medianCell(subject, 'e2el') },
  { head: 'Peak', align: 'right', rank: 40, cell: ({ subject }) => caseCell(subject, 'rssPeak') },
  { head: 'Mean', align: 'right', rank: 4, cell: ({ subject }) => caseCell(subject, 'rssMean') },
  { head: 'CPU', align: 'right', rank: 7, cell: ({ subject }) => medianCell(subject, 'cpuMs') },
  { head: 'Load', align: 'right', rank: 5, cell: ({ subject }) => caseCell(subject, 'loadMs') },
  { head: 'err', align: 'right', rank: 45, cell: ({ subject }) => errorCell(subject) },
];

/** A case as a row. */
export function rowOf(subject: CaseSummary, primaryMetrics: PrimaryMetrics): Row {
  return { subject, headline: headlineOf(subject, primaryMetrics) };
}

/** Whether the rates of a case are over estimated token counts, which has to be said wherever they are shown. */
export function isEstimated({ tokenSources }: CaseSummary): boolean {
  return tokenSources.includes('estimate');
}

function nameOf({ benchmark, parameters }: CaseSummary): string {
  // The table library does not know how wide newer pictographs are, and its lines would become too long.
  const lines = [benchmark, describeParameters(parameters)].map((text) =>
    plainLine(text).replaceAll(/\p{Emoji_Presentation}/gu, '?'),
  );
  return lines.filter((text) => text !== '').join('\n');
}

function countOf({ iterations: { measured, planned } }: CaseSummary): string {
  return measured === planned ? String(measured) : `${measured}/${planned}`;
}

function headlineCell(headline: Headline | undefined): string {
  if (headline === undefined) return ABSENT;
  const { id, unit, value, interval } = headline;
  const first = `${id} ${formatValue(value, unit)}`;
  return interval === undefined ? first : `${first}\n${formatInterval(interval, value, unit)}`;
}

/** In the unit of the median beside it; `*` marks a percentile that the sample hardly supports. */
function p95Cell(headline: Headline | undefined): string {
  const text = beside(headline, headline?.p95?.value);
  return headline?.p95?.coarse === true ? `${text}*` : text;
}

function beside(headline: Headline | undefined, value: number | undefined): string {
  if (headline === undefined || value === undefined) return ABSENT;
  return formatBeside(value, headline.value, headline.unit);
}

/** The decode rate of a request; where requests run side by side, the rate of all of them together. */
function rateCell(subject: CaseSummary): string {
  const parallel = typeof subject.parameters['slots'] === 'number' && subject.parameters['slots'] > 1;
  return rate(subject, parallel ? subject.caseMetrics['outTps']?.value : subject.metrics['decodeTps']?.p50);
}

function prefillCell(subject: CaseSummary): string {
  return rate(subject, subject.metrics['prefillTps']?.p50);
}

function rate(subject: CaseSummary, value: number | undefined): string {
  if (value === undefined) return ABSENT;
  return `${isEstimated(subject) ? '~' : ''}${formatBeside(value, value, 'tok/s')}`;
}

function medianCell({ metrics }: CaseSummary, id: string): string {
  const metric = metrics[id];
  return metric === undefined ? ABSENT : formatValue(metric.p50, metric.unit);
}

function caseCell({ caseMetrics }: CaseSummary, id: string): string {
  const metric = caseMetrics[id];
  return metric === undefined ? ABSENT : formatValue(metric.value, metric.unit);
}

function errorCell({ errors: { failed, attempted } }: CaseSummary): string {
  return failed === 0 ? '0' : `${failed}/${attempted}`;
}
