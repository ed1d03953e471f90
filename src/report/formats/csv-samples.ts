import { readSample } from '../../journal/kept-sample.js';
import type { JudgedSample, StoredSample } from '../../journal/records.js';
import type { RunRecord } from '../../journal/run-record.js';
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

/** A row but for what all samples of its case share, and for its metrics, whose columns are known only at the end. */
interface SampleRow {
  readonly cells: string;
  readonly request: Readonly<Record<string, number>>;
  readonly iteration: Readonly<Record<string, number>>;
}

/**
 * Every sample of a run, warm-ups included, as a table in pieces: one row per sample, or one per request where a sample has
 * several. Metrics of the iteration as a whole stand in columns `iteration.…` and are repeated on each of its requests.
 */
export function* samplesToCsv(record: RunRecord): Generator<string> {
  const parameters = parameterNames(record.cases.map(({ planned }) => planned));
  const cases = record.cases.map((each) => ({ ...each, rows: each.samples.flatMap((stored) => sampleRows(stored)) }));
  const columns = metricColumns(cases.flatMap(({ rows }) => rows));
  yield csvRow([
    ...caseHeads(parameters),
    ...SAMPLE_HEADS,
    ...REQUEST_HEADS,
    ...columns.request,
    ...columns.iteration.map((id) => `iteration.${id}`),
  ]);
  for (const { rows, ...each } of cases) {
    const facts = { ...each.planned, caseId: each.planned.id, status: caseStatus(each) };
    // Written once for all of its samples: a run may have a hundred thousand.
    const caseText = csvCells(caseCells(facts, { runId: record.meta.runId, parameters }));
    for (const { cells, request, iteration } of rows) {
      const metrics = [...columns.request.map((id) => request[id]), ...columns.iteration.map((id) => iteration[id])];
      yield `${[caseText, cells, ...(metrics.length === 0 ? [] : [csvCells(metrics)])].join(',')}\r\n`;
    }
  }
}

function metricColumns(rows: readonly SampleRow[]): MetricColumns {
  const request = new Set<string>();
  const iteration = new Set<string>();
  for (const row of rows) {
    for (const id of Object.keys(row.request)) request.add(id);
    for (const id of Object.keys(row.iteration)) iteration.add(id);
  }
  return { request: inDocumentedOrder(request), iteration: inDocumentedOrder(iteration) };
}

function inDocumentedOrder(ids: ReadonlySet<string>): string[] {
  const known = METRICS.map(({ id }) => id).filter((id) => ids.has(id));
  return [...known, ...[...ids].filter((id) => metricDefinition(id) === undefined).sort()];
}

/** Of a sample only what the table shows is held on to; most of it are the times of its tokens. */
function sampleRows(stored: JudgedSample): SampleRow[] {
  const { take, attempt } = stored;
  const sample = readSample(stored);
  const { metrics: iteration } = sample;
  const cells = csvCells(sampleCells({ take, attempt, sample }));
  if (sample.requests.length === 0) {
    return [{ cells: `${cells},${csvCells(REQUEST_HEADS.map(() => undefined))}`, request: {}, iteration }];
  }
  return sample.requests.map((request, index) => {
    return { cells: `${cells},${csvCells(requestCells(request, index))}`, request: request.metrics, iteration };
  });
}

function sampleCells({ take, attempt, sample }: Omit<StoredSample, 'generation'>): CsvCell[] {
  const { phase, iteration, startedAt, durationMs, labels } = sample;
  return [take, attempt, phase, iteration, startedAt, durationMs, labels.join(' ')];
}

function requestCells(request: RequestRecord, index: number): CsvCell[] {
  const { outcome, finish, counts, labels } = request;
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
  ];
}
