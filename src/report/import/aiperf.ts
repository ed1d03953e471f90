import type { ForeignResult, OmittedMetric } from './foreign-result.js';
import { lengthParameter, toldLengths, type ToldLengths } from './foreign-sizes.js';
import { fieldsOf, numberOf, textOf, type JsonFields } from './json-fields.js';

/** Whether a parsed document is AIPerf's summary, profile_export_aiperf.json. */
export function isAiperfSummary(document: unknown): boolean {
  const fields = fieldsOf(document);
  return fieldsOf(fields?.['request_throughput']) !== undefined && fieldsOf(fields?.['input_config']) !== undefined;
}

/** Whether a parsed line is a record of AIPerf's profile_export.jsonl. */
export function isAiperfRecord(line: unknown): boolean {
  const fields = fieldsOf(line);
  return (
    fieldsOf(fields?.['metrics']) !== undefined &&
    textOf(fieldsOf(fields?.['metadata']), 'benchmark_phase') !== undefined
  );
}

/** A metric of AIPerf, the one of ours that means the same, and the factor from its unit to our base unit. */
interface Agreement {
  readonly theirs: string;
  readonly ours: string;
  readonly units: Readonly<Record<string, number>>;
}

const MILLISECONDS = { ms: 1, sec: 1_000, s: 1_000, us: 1e-3, ns: 1e-6 } as const;

/**
 * Per request: its TTFT stops at the first non-empty content, reasoning included; its latency at the last; its ITL is
 * their difference over the tokens behind the first.
 */
const OF_REQUESTS: readonly Agreement[] = [
  { theirs: 'time_to_first_token', ours: 'ttft', units: MILLISECONDS },
  { theirs: 'request_latency', ours: 'e2el', units: MILLISECONDS },
  { theirs: 'inter_token_latency', ours: 'tpot', units: MILLISECONDS },
];

const PER_SECOND = { 'tokens/sec': 1, 'requests/sec': 1 } as const;

/** Of the whole benchmark: sums over its duration. */
const OF_BENCHMARK: readonly Agreement[] = [
  { theirs: 'output_token_throughput', ours: 'outTps', units: PER_SECOND },
  { theirs: 'request_throughput', ours: 'reqTps', units: PER_SECOND },
];

const OMITTED: readonly OmittedMetric[] = [
  { name: 'inter_chunk_latency', reason: 'it is the gap between chunks, and a chunk is not a token' },
  {
    name: 'output_token_throughput_per_user',
    reason: 'it has no bound on short answers, where a rate over a few tokens is noise',
  },
];

const ONLY_AGGREGATES: OmittedMetric = {
  name: 'time_to_first_token and others per request',
  reason: 'only their mean and percentiles are in the summary; import profile_export.jsonl',
};

/** AIPerf's summary: the rates of the whole benchmark, since a mean of requests is no sample. */
export function readAiperfSummary(document: unknown): ForeignResult {
  const fields = fieldsOf(document) ?? {};
  const found = OF_BENCHMARK.flatMap((agreement) => {
    const value = converted(fieldsOf(fields[agreement.theirs]), { agreement, member: 'avg' });
    return value === undefined ? [] : [[agreement.ours, [value]] as const];
  });
  return {
    tool: 'aiperf',
    model: modelOf(fields),
    parameters: {
      ...lengthParameter('promptTokens', summedLengths(fields['input_sequence_length'])),
      ...lengthParameter('outputTokens', summedLengths(fields['output_sequence_length'])),
      ...loadOf(fields),
      ...failedRequests(numberOf(fieldsOf(fields['error_request_count']), 'avg')),
      ...(fields['was_cancelled'] === true ? { cancelled: 'yes' } : {}),
    },
    metrics: Object.fromEntries(found),
    omitted: [ONLY_AGGREGATES, ...OMITTED],
  };
}

/** AIPerf's records of single requests; failed and cancelled ones have no values. */
export function readAiperfRecords(lines: readonly unknown[]): ForeignResult {
  const profiled = lines.flatMap((line) => {
    const fields = fieldsOf(line);
    const phase = textOf(fieldsOf(fields?.['metadata']), 'benchmark_phase');
    return fields !== undefined && phase === 'profiling' ? [fields] : [];
  });
  const whole = profiled.filter(
    (fields) => fieldsOf(fields['metadata'])?.['was_cancelled'] !== true && fieldsOf(fields['error']) === undefined,
  );
  const metrics: Record<string, number[]> = {};
  for (const fields of whole) {
    for (const agreement of OF_REQUESTS) {
      const value = converted(metricOf(fields, agreement.theirs), { agreement, member: 'value' });
      if (value !== undefined) (metrics[agreement.ours] ??= []).push(value);
    }
  }
  const parameters = {
    ...lengthParameter('promptTokens', toldLengths(valuesOf(whole, 'input_sequence_length'))),
    ...lengthParameter('outputTokens', toldLengths(valuesOf(whole, 'output_sequence_length'))),
    ...mostAtOnce(profiled),
    ...failedRequests(profiled.length - whole.length),
  };
  return { tool: 'aiperf', model: 'unknown', parameters, metrics, omitted: OMITTED };
}

function metricOf(fields: JsonFields, name: string): JsonFields | undefined {
  return fieldsOf(fieldsOf(fields['metrics'])?.[name]);
}

function valuesOf(records: readonly JsonFields[], name: string): number[] {
  return records.flatMap((fields) => numberOf(metricOf(fields, name), 'value') ?? []);
}

/** A record does not tell how many requests were wanted at once, only when each began and ended. */
function mostAtOnce(records: readonly JsonFields[]): { readonly slots?: number } {
  const moments = records.flatMap((fields) => {
    const metadata = fieldsOf(fields['metadata']);
    const [start, end] = [numberOf(metadata, 'request_start_ns'), numberOf(metadata, 'request_end_ns')];
    return start === undefined || end === undefined
      ? []
      : [
          { at: start, step: 1 },
          { at: end, step: -1 },
        ];
  });
  if (moments.length === 0) return {};
  let [now, most] = [0, 0];
  // The next request of a slot may begin in the very nanosecond in which the one before it ends.
  for (const { step } of moments.sort((a, b) => a.at - b.at || a.step - b.step)) most = Math.max(most, (now += step));
  return { slots: most };
}

function summedLengths(told: unknown): ToldLengths | undefined {
  const fields = fieldsOf(told);
  const mean = numberOf(fields, 'avg');
  if (mean === undefined) return undefined;
  return { low: numberOf(fields, 'min') ?? mean, mean, high: numberOf(fields, 'max') ?? mean };
}

function failedRequests(count: number | undefined): { readonly failedRequests?: number } {
  return count === undefined || count === 0 ? {} : { failedRequests: count };
}

/**
 * What was asked for: in the phase `profiling` since AIPerf has phases, before that beside the load generator's words. A rate
 * may have a limit of requests in flight besides.
 */
function loadOf(fields: JsonFields): ForeignResult['parameters'] {
  const config = fieldsOf(fields['input_config']);
  const phases: unknown = config?.['phases'];
  const profiling = Array.isArray(phases)
    ? phases.map((each) => fieldsOf(each)).find((each) => textOf(each, 'name') === 'profiling')
    : fieldsOf(fieldsOf(phases)?.['profiling']);
  const before = fieldsOf(config?.['loadgen']);
  const rate = numberOf(profiling, 'rate') ?? numberOf(before, 'request_rate');
  return {
    slots: numberOf(profiling, 'concurrency') ?? numberOf(before, 'concurrency') ?? 'no limit',
    ...(rate === undefined ? {} : { requestRate: rate }),
  };
}

function converted(
  given: JsonFields | undefined,
  { agreement, member }: { readonly agreement: Agreement; readonly member: 'avg' | 'value' },
): number | undefined {
  const value = numberOf(given, member);
  const factor = agreement.units[textOf(given, 'unit') ?? ''];
  return value === undefined || factor === undefined ? undefined : value * factor;
}

/** Under `models` since AIPerf has phases, before that with the endpoint. */
function modelOf(fields: JsonFields): string {
  const config = fieldsOf(fields['input_config']);
  const items: unknown = fieldsOf(config?.['models'])?.['items'];
  const names: unknown = fieldsOf(config?.['endpoint'])?.['model_names'];
  const first: unknown = Array.isArray(names) ? names[0] : undefined;
  const item = Array.isArray(items) ? textOf(fieldsOf(items[0]), 'name') : undefined;
  return item ?? (typeof first === 'string' ? first : 'unknown');
}
