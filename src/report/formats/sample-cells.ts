import type { StoredSample } from '../../journal/records.js';
import type { RequestRecord } from '../../protocol/sample.js';
import type { CsvCell } from './csv-row.js';
import type { FormWishes } from './text-form.js';

/** A cell, and the path of the value in the record where it is just that value; members are joined by slashes. */
export interface PlacedCell {
  readonly value: CsvCell;
  readonly path?: string;
}

/** The cells of one row but for the metrics, and these, each by its id: those of the request, then those of the iteration. */
export interface RowCells {
  readonly facts: readonly PlacedCell[];
  readonly request: ReadonlyMap<string, PlacedCell>;
  readonly iteration: ReadonlyMap<string, PlacedCell>;
}

/** Heads of the columns of `facts`: of the sample, then of the request. */
export const FACT_HEADS = [
  'take',
  'attempt',
  'phase',
  'iteration',
  'startedAt',
  'durationMs',
  'sampleLabels',
  'request',
  'outcome',
  'failure',
  'finish',
  'promptTokens',
  'cachedPromptTokens',
  'outputTokens',
  'tokenSource',
  'requestLabels',
];

/** Where the values stand that a row shows as they are, and which of them is a word that differs from sample to sample. */
export const ROW_WISHES: FormWishes = {
  held: new RegExp(
    [
      '^take$|^attempt$',
      '^sample/(?:iteration|startedAt|durationMs)$',
      String.raw`^sample/(?:requests/\d+/)?metrics/`,
      String.raw`^sample/requests/\d+/counts/(?:promptTokens|cachedPromptTokens|outputTokens)$`,
    ].join('|'),
  ),
  words: /^sample\/(?:startedAt|requests\/\d+\/outputDigest)$/,
};

/** The rows of a sample: one for each of its requests, and one for a sample without any. */
export function rowCells({ take, attempt, sample }: Omit<StoredSample, 'generation'>): RowCells[] {
  const { phase, iteration, startedAt, durationMs, labels, requests } = sample;
  const ofSample: PlacedCell[] = [
    { value: take, path: 'take' },
    { value: attempt, path: 'attempt' },
    { value: phase },
    { value: iteration, path: 'sample/iteration' },
    { value: startedAt, path: 'sample/startedAt' },
    { value: durationMs, path: 'sample/durationMs' },
    { value: labels.join(' ') },
  ];
  const ofIteration = metricCells(sample.metrics, 'sample/metrics');
  if (requests.length === 0) {
    const absent = FACT_HEADS.slice(ofSample.length).map(() => ({ value: undefined }));
    return [{ facts: [...ofSample, ...absent], request: new Map(), iteration: ofIteration }];
  }
  return requests.map((request, index) => ({
    facts: [...ofSample, ...requestCells(request, index)],
    request: metricCells(request.metrics, `sample/requests/${index}/metrics`),
    iteration: ofIteration,
  }));
}

function metricCells(metrics: Readonly<Record<string, number>>, path: string): Map<string, PlacedCell> {
  return new Map(Object.entries(metrics).map(([id, value]) => [id, { value, path: `${path}/${id}` }]));
}

function requestCells({ outcome, finish, counts, labels }: RequestRecord, index: number): PlacedCell[] {
  const path = `sample/requests/${index}/counts`;
  return [
    { value: index },
    { value: outcome.status },
    { value: outcome.status === 'failed' ? outcome.class : undefined },
    { value: finish },
    { value: counts.promptTokens, path: `${path}/promptTokens` },
    { value: counts.cachedPromptTokens, path: `${path}/cachedPromptTokens` },
    { value: counts.outputTokens, path: `${path}/outputTokens` },
    { value: counts.source },
    { value: labels.join(' ') },
  ];
}
