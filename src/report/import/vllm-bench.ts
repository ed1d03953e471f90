import type { ForeignResult, OmittedMetric } from './foreign-result.js';
import { fieldsOf, numberOf, numbersOf, textOf, type JsonFields } from './json-fields.js';

/** Whether a parsed document is a result of `vllm bench serve`. */
export function isVllmBench(document: unknown): boolean {
  const fields = fieldsOf(document);
  return numberOf(fields, 'request_throughput') !== undefined && textOf(fields, 'model_id') !== undefined;
}

const MS_PER_SECOND = 1_000;

/**
 * A result of `vllm bench serve --save-result`. Rates of the whole benchmark are Σ over its duration, as ours are. Its
 * TTFT stops at the first chunk of any kind: at the completions endpoint that is the first text, our `ttft`; at the chat
 * endpoint it is the chunk with the role, our `ttfr`. Values per request are there only with `--save-detailed`; a mean is
 * no sample, so that without them there is nothing to compare.
 */
export function readVllmBench(document: unknown): ForeignResult {
  const fields = fieldsOf(document) ?? {};
  const rates: readonly [theirs: string, ours: string][] = [
    ['request_throughput', 'reqTps'],
    ['output_throughput', 'outTps'],
  ];
  const ofBenchmark = rates.flatMap(([theirs, ours]) => {
    const value = numberOf(fields, theirs);
    return value === undefined ? [] : [[ours, [value]] as const];
  });
  return {
    tool: 'vllm-bench',
    model: textOf(fields, 'model_id') ?? 'unknown',
    parameters: parametersOf(fields),
    metrics: { ...firstChunks(fields), ...Object.fromEntries(ofBenchmark) },
    omitted: omittedOf(fields),
  };
}

function isChat(fields: JsonFields): boolean {
  return /chat/.test(textOf(fields, 'backend') ?? textOf(fields, 'endpoint_type') ?? 'chat');
}

/** A failed request has a zero in its place, which is no measurement. */
function firstChunks(fields: JsonFields): Record<string, number[]> {
  const seconds = (numbersOf(fields, 'ttfts') ?? []).filter((value) => value > 0);
  if (seconds.length === 0) return {};
  return { [isChat(fields) ? 'ttfr' : 'ttft']: seconds.map((value) => value * MS_PER_SECOND) };
}

function omittedOf(fields: JsonFields): OmittedMetric[] {
  const detailed = numbersOf(fields, 'ttfts') !== undefined;
  return [
    ...(detailed
      ? []
      : [{ name: 'ttft', reason: 'only its mean and percentiles are in the file; run with --save-detailed' }]),
    { name: 'itl', reason: 'it is the gap between chunks, and a chunk is not a token' },
    {
      name: 'tpot',
      reason: isChat(fields)
        ? 'it begins at the chunk with the role, not at the first token'
        : 'it ends at the last chunk, which may carry no token',
    },
  ];
}

function parametersOf(fields: JsonFields): Record<string, string | number> {
  const named: readonly [theirs: string, ours: string][] = [
    ['max_concurrency', 'slots'],
    ['num_prompts', 'requests'],
  ];
  const numbers = named.flatMap(([theirs, ours]) => {
    const value = numberOf(fields, theirs);
    return value === undefined ? [] : [[ours, value] as const];
  });
  const rate = fields['request_rate'];
  return {
    ...Object.fromEntries(numbers),
    ...(typeof rate === 'number' || typeof rate === 'string' ? { requestRate: rate } : {}),
  };
}
