import { readStored } from '../../journal/kept-sample.js';
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

/** Metrics of one row or of all: those of the requests, then those of the whole iteration. */
interface MetricIds {
  readonly request: readonly string[];
  readonly iteration: readonly string[];
}

/** A row but for what all samples of its case share; which columns the metrics stand in is known only at the end. */
interface SampleRow {
  readonly cells: string;
  /** Rows with the same metrics share one object, so that a place is looked for once. */
  readonly ids: MetricIds;
  /** The metrics' values in the order of their ids. */
  readonly values: readonly number[];
}

/**
 * Every sample of a run, warm-ups included, as a table in pieces: one row per sample, or one per request where a sample has
 * several. Metrics of the iteration as a whole stand in columns `iteration.…` and are repeated on each of its requests.
 */
export function* samplesToCsv(record: RunRecord): Generator<string> {
  const parameters = parameterNames(record.cases.map(({ planned }) => planned));
  const found: MetricIds[] = [];
  const cases = record.cases.map((each) => ({ ...each, rows: each.samples.flatMap((one) => sampleRows(one, found)) }));
  const columns = {
    request: inDocumentedOrder(found.flatMap(({ request }) => request)),
    iteration: inDocumentedOrder(found.flatMap(({ iteration }) => iteration)),
  };
  const places = new Map(found.map((ids) => [ids, placesOf(ids, columns)]));
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
    for (const { cells, ids, values } of rows) {
      const metrics = (places.get(ids) ?? []).map((place) => values[place]);
      yield `${caseText},${cells}${metrics.length === 0 ? '' : `,${csvCells(metrics)}`}\r\n`;
    }
  }
}

/** Where in a row's values the metric of each column stands; -1, where nothing stands, for one that the row has not. */
function placesOf(ids: MetricIds, columns: MetricIds): number[] {
  return [
    ...columns.request.map((id) => ids.request.indexOf(id)),
    ...columns.iteration.map((id) => {
      const place = ids.iteration.indexOf(id);
      return place === -1 ? -1 : ids.request.length + place;
    }),
  ];
}

function inDocumentedOrder(found: readonly string[]): string[] {
  const ids = new Set(found);
  const known = METRICS.map(({ id }) => id).filter((id) => ids.has(id));
  return [...known, ...[...ids].filter((id) => metricDefinition(id) === undefined).sort()];
}

/** Of a sample only what the table shows is held on to; most of it are the times of its tokens. */
function sampleRows(stored: JudgedSample, found: MetricIds[]): SampleRow[] {
  const { take, attempt, sample } = readStored(stored);
  const ofSample = sampleCells({ take, attempt, sample });
  if (sample.requests.length === 0) {
    const cells = csvCells([...ofSample, ...REQUEST_HEADS.map(() => undefined)]);
    return [{ cells, ...metricsOf({ request: {}, iteration: sample.metrics }, found) }];
  }
  return sample.requests.map((request, index) => ({
    cells: csvCells([...ofSample, ...requestCells(request, index)]),
    ...metricsOf({ request: request.metrics, iteration: sample.metrics }, found),
  }));
}

/** The metrics of a row; ids that no row had before are added to those found. */
function metricsOf(
  metrics: Readonly<Record<'request' | 'iteration', Readonly<Record<string, number>>>>,
  found: MetricIds[],
): Pick<SampleRow, 'ids' | 'values'> {
  const request = Object.keys(metrics.request);
  const iteration = Object.keys(metrics.iteration);
  const values = [...Object.values(metrics.request), ...Object.values(metrics.iteration)];
  // The newest first: most rows have the metrics of the one before.
  let ids = found.findLast((each) => isSame(each.request, request) && isSame(each.iteration, iteration));
  if (ids === undefined) found.push((ids = { request, iteration }));
  return { ids, values };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at]);
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
