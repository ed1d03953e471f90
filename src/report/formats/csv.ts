import { metricDefinition } from '../../metrics/registry.js';
import type { CaseSummary } from '../case-summary.js';
import type { RunSummary } from '../run-summary.js';
import { csvRow, type CsvCell } from './csv-row.js';
import { caseCells, caseHeads, parameterNames } from './csv-case-columns.js';

/** Columns of one metric. `value` is the median over requests or iterations, or the one number of the whole case. */
const METRIC_HEADS = [
  'metric',
  'level',
  'statistic',
  'unit',
  'better',
  'value',
  'ciLow',
  'ciHigh',
  'ciLevel',
  'n',
  'mean',
  'sd',
  'min',
  'max',
  'p50',
  'p95',
  'p99',
  'mad',
  'cv',
  'coarse',
  'outliers',
] as const;

/**
 * A run as a tidy table: one row per metric per case, values in base units. A case without any number keeps one row with
 * an empty metric, so that a failure does not vanish from the table.
 */
export function runToCsv(summary: RunSummary): string {
  const parameters = parameterNames(summary.cases);
  const rows = summary.cases.flatMap((each) => {
    const cells = caseCells(each, { runId: summary.runId, parameters });
    const metrics = metricRows(each);
    return (metrics.length === 0 ? [METRIC_HEADS.map(() => undefined)] : metrics).map((metric) => [
      ...cells,
      ...countCells(each),
      ...metric,
    ]);
  });
  const head = [...caseHeads(parameters), ...COUNT_HEADS, ...METRIC_HEADS];
  return [head, ...rows].map((row) => csvRow(row)).join('');
}

const COUNT_HEADS = ['iterations', 'iterationsPlanned', 'requests', 'requestsFailed', 'tokenSource'] as const;

function countCells({ iterations, errors, tokenSources }: CaseSummary): CsvCell[] {
  return [iterations.measured, iterations.planned, errors.attempted, errors.failed, tokenSources.join(' ')];
}

function metricRows({ metrics, caseMetrics }: CaseSummary): CsvCell[][] {
  const ofRequests = Object.entries(metrics).map(([id, each]): CsvCell[] => [
    id,
    metricDefinition(id)?.level,
    'median',
    each.unit,
    each.better,
    each.p50,
    each.interval?.low,
    each.interval?.high,
    each.interval?.level,
    each.n,
    each.mean,
    each.sd,
    each.min,
    each.max,
    each.p50,
    each.p95,
    each.p99,
    each.mad,
    each.cv,
    each.coarse.join(' '),
    each.outliers,
  ]);
  const ofCase = Object.entries(caseMetrics).map(([id, { unit, better, value }]): CsvCell[] => {
    const cells: CsvCell[] = [id, 'case', 'case', unit, better, value];
    return [...cells, ...METRIC_HEADS.slice(cells.length).map(() => undefined)];
  });
  return [...ofRequests, ...ofCase];
}
