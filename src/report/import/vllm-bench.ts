import type { ForeignResult, OmittedMetric } from './foreign-result.js';
import { lengthParameter, toldLengths, type ToldLengths } from './foreign-sizes.js';
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
    return value === undefined || hasNothing(fields) ? [] : [[ours, [value]] as const];
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

/** Where no request went well the file has zeros for all that was not measured. */
function hasNothing(fields: JsonFields): boolean {
  return numberOf(fields, 'completed') === 0;
}

function omittedOf(fields: JsonFields): OmittedMetric[] {
  const detailed = numbersOf(fields, 'ttfts') !== undefined;
  if (hasNothing(fields)) return [{ name: 'all of it', reason: 'no request was completed' }];
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

/**
 * Without a limit of requests in flight all come at once, or at a rate: neither is the load of a case of ours. Lengths of
 * requests are there with `--save-detailed`, else only their sums.
 */
function parametersOf(fields: JsonFields): Record<string, string | number> {
  const requests = numberOf(fields, 'num_prompts');
  const failed = (requests ?? 0) - (numberOf(fields, 'completed') ?? requests ?? 0);
  const rate = fields['request_rate'];
  return {
    ...lengthParameter('promptTokens', lengthsOf(fields, { each: 'input_lens', sum: 'total_input_tokens' })),
    ...lengthParameter('outputTokens', lengthsOf(fields, { each: 'output_lens', sum: 'total_output_tokens' })),
    slots: numberOf(fields, 'max_concurrency') ?? 'no limit',
    ...(requests === undefined ? {} : { requests }),
    ...(failed > 0 ? { failedRequests: failed } : {}),
    ...(typeof rate === 'number' || typeof rate === 'string' ? { requestRate: rate } : {}),
  };
}

/** The sums are over the requests that went well; a failed one has no output. */
function lengthsOf(
  fields: JsonFields,
  { each, sum }: { readonly each: string; readonly sum: string },
): ToldLengths | undefined {
  const lengths = numbersOf(fields, each)?.filter((length) => length > 0);
  if (lengths !== undefined) return toldLengths(lengths);
  const [total, completed] = [numberOf(fields, sum), numberOf(fields, 'completed')];
  if (total === undefined || completed === undefined || completed === 0) return undefined;
  return toldLengths([total / completed]);
}
