import type { RequestRecord } from '../../protocol/sample.js';
import type { CaseDemands, GenerationRequest, Prompt } from '../../providers/provider.js';
import type { Benchmark, IterationContext, IterationResult, RequestOptions } from '../benchmark.js';
import { CheckList } from './check-list.js';
import type { Answer, AskOptions, BenchmarkDefinition, CustomContext } from './define-benchmark.js';

/** What a definition has where its author said nothing. */
const DEFAULTS = Object.freeze({
  version: 1,
  primaryMetrics: Object.freeze(['e2el', 'ttft']),
  /** Room for a file and an answer. */
  contextTokens: 4_096,
  maxTokens: 256,
});

/** Fills in what a definition leaves open, and keeps account of its requests and checks. */
export function completeBenchmark(definition: BenchmarkDefinition): Benchmark {
  const { name, question, version, primaryMetrics, cases, timeoutMs } = definition;
  return {
    name,
    question,
    version: version ?? DEFAULTS.version,
    primaryMetrics: primaryMetrics ?? DEFAULTS.primaryMetrics,
    cases: cases ?? [{}],
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    demands: (parameters, target) => definition.demands?.(parameters, target) ?? usualDemands(target),
    iterate: (context) => iterate(definition, context),
  };
}

/** One request of {@link DEFAULTS}'s length, or as long as the model can. */
function usualDemands({ trainContextTokens }: { readonly trainContextTokens?: number }): CaseDemands {
  return { slots: 1, contextTokens: Math.min(DEFAULTS.contextTokens, trainContextTokens ?? DEFAULTS.contextTokens) };
}

async function iterate(definition: BenchmarkDefinition, context: IterationContext): Promise<IterationResult> {
  const requests: RequestRecord[] = [];
  const checks = new CheckList();
  const request = async (wanted: GenerationRequest, options?: RequestOptions): Promise<RequestRecord> => {
    const record = await context.request(wanted, options);
    requests.push(record);
    return record;
  };
  const custom: CustomContext = {
    ...context,
    request,
    ask: (prompt, options) => ask(prompt, options ?? {}, { seed: context.seed, request }),
    check: (name, passed) => checks.note(name, passed),
  };
  const result = await definition.iterate(custom);
  return {
    requests,
    metrics: { ...checks.metrics(), ...result?.metrics },
    labels: [...checks.labels(), ...(result?.labels ?? [])],
  };
}

async function ask(
  prompt: Parameters<CustomContext['ask']>[0],
  options: AskOptions,
  { seed, request }: { readonly seed: number; readonly request: IterationContext['request'] },
): Promise<Answer> {
  const { maxTokens = DEFAULTS.maxTokens, temperature = 0, cache = 'cold' } = options;
  const messages = typeof prompt === 'string' ? ([{ role: 'user', content: prompt }] as const) : prompt;
  const chat: Prompt = { kind: 'chat', messages };
  let text = '';
  const record = await request(
    { prompt: chat, maxTokens, exactLength: false, sampling: { temperature, seed }, cache },
    { onText: (answer) => (text = answer) },
  );
  return { text, request: record };
}
