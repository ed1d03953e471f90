import type { StoredSample } from '../../journal/records.js';
import type { CaseRecord, RunRecord } from '../../journal/run-record.js';
import { METRICS, metricDefinition } from '../../metrics/registry.js';
import type { RequestRecord } from '../../protocol/sample.js';
import { caseStatus } from '../case-summary.js';
import { caseCells, caseHeads, parameterNames } from './csv-case-columns.js';
import { csvCells, csvRow, type CsvCell } from './csv-row.js';

const SAMPLE_HEADS = ['take', 'attempt', 'phase', 'iteration', 'startedAt', 'durationMs', 'sampleLabels'] as const;

const REQUEST_HEADS = [
  'request',
  'outcome',
  'failure',
  'finish',
  'promptTokens',
  'cachedPromptTokens',
  'outputTokens',
  'tokenSource',
  'requestLabels',
] as const;

/** Metric columns: those of the requests, then those of the whole iteration. */
interface MetricColumns {
  readonly request: readonly string[];
  readonly iteration: readonly string[];
}

/**
 * Every sample of a run, warm-ups included, as a table: one row per sample, or one per request where a sample has
 * several. Metrics of the iteration as a whole stand in columns `iteration.…` and are repeated on each of its requests.
 */
export function samplesToCsv(record: RunRecord): string {
  const parameters = parameterNames(record.cases.map(({ planned }) => planned));
  const columns = metricColumns(record);
  const head = csvRow([
    ...caseHeads(parameters),
    ...SAMPLE_HEADS,
    ...REQUEST_HEADS,
    ...columns.request,
    ...columns.iteration.map((id) => `iteration.${id}`),
  ]);
  const rows = record.cases.flatMap((each) => {
    const cells = caseCells(
      { ...each.planned, caseId: each.planned.id, status: caseStatus(each) },
      { runId: record.meta.runId, parameters },
    );
    // Written once for all of its samples: a run may have a hundred thousand.
    const caseText = csvCells(cells);
    return sampleRows(each, columns).map((row) => `${caseText},${csvRow(row)}`);
  });
  return [head, ...rows].join('');
}

function metricColumns({ cases }: RunRecord): MetricColumns {
  const request = new Set<string>();
  const iteration = new Set<string>();
  for (const { sample } of cases.flatMap(({ samples }) => samples)) {
    for (const id of Object.keys(sample.metrics)) iteration.add(id);
    for (const { metrics } of sample.requests) for (const id of Object.keys(metrics)) request.add(id);
  }
  return { request: inDocumentedOrder(request), iteration: inDocumentedOrder(iteration) };
}

function inDocumentedOrder(ids: ReadonlySet<string>): string[] {
  const known = METRICS.map(({ id }) => id).filter((id) => ids.has(id));
  return [...known, ...[...ids].filter((id) => metricDefinition(id) === undefined).sort()];
}

function sampleRows({ samples }: CaseRecord, columns: MetricColumns): CsvCell[][] {
  return samples.flatMap((stored) => {
    const cells = sampleCells(stored);
    const iteration = columns.iteration.map((id) => stored.sample.metrics[id]);
    const requests = stored.sample.requests.map((request, index) => requestCells(request, { index, columns }));
    const rows = requests.length === 0 ? [[...REQUEST_HEADS, ...columns.request].map(() => undefined)] : requests;
    return rows.map((row) => [...cells, ...row, ...iteration]);
  });
}

function sampleCells({ take, attempt, sample }: StoredSample): CsvCell[] {
  const { phase, iteration, startedAt, durationMs, labels } = sample;
  return [take, attempt, phase, iteration, startedAt, durationMs, labels.join(' ')];
}

function requestCells(
  request: RequestRecord,
  { index, columns }: { readonly index: number; readonly columns: MetricColumns },
): CsvCell[] {
  const { outcome, finish, counts, labels, metrics } = request;
  return [
    index,
    outcome.status,
    outcome.status === 'failed' ? outcome.class : undefined,
    finish,
    counts.promptTokens,
    counts.cachedPromptTokens,
    counts.outputTokens,
    counts.source,
    labels.join(' '),
    ...columns.request.map((id) => metrics[id]),
  ];
}
