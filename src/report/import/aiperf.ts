import type { ForeignResult, OmittedMetric } from './foreign-result.js';
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
    parameters: {},
    metrics: Object.fromEntries(found),
    omitted: [ONLY_AGGREGATES, ...OMITTED],
  };
}

/** AIPerf's records of single requests; failed and cancelled ones have no values. */
export function readAiperfRecords(lines: readonly unknown[]): ForeignResult {
  const metrics: Record<string, number[]> = {};
  for (const line of lines) {
    const fields = fieldsOf(line);
    const cancelled = fieldsOf(fields?.['metadata'])?.['was_cancelled'] === true;
    const failed = fieldsOf(fields?.['error']) !== undefined;
    if (cancelled || failed || textOf(fieldsOf(fields?.['metadata']), 'benchmark_phase') !== 'profiling') continue;
    for (const agreement of OF_REQUESTS) {
      const given = fieldsOf(fieldsOf(fields?.['metrics'])?.[agreement.theirs]);
      const value = converted(given, { agreement, member: 'value' });
      if (value !== undefined) (metrics[agreement.ours] ??= []).push(value);
    }
  }
  return { tool: 'aiperf', model: 'unknown', parameters: {}, metrics, omitted: OMITTED };
}

function converted(
  given: JsonFields | undefined,
  { agreement, member }: { readonly agreement: Agreement; readonly member: 'avg' | 'value' },
): number | undefined {
  const value = numberOf(given, member);
  const factor = agreement.units[textOf(given, 'unit') ?? ''];
  return value === undefined || factor === undefined ? undefined : value * factor;
}

function modelOf(fields: JsonFields): string {
  const config = fieldsOf(fields['input_config']);
  const names = fieldsOf(config?.['endpoint'])?.['model_names'];
  const first: unknown = Array.isArray(names) ? names[0] : undefined;
  return typeof first === 'string' ? first : 'unknown';
}
