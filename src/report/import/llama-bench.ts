import type { ForeignResult, OmittedMetric } from './foreign-result.js';
import { fieldsOf, numberOf, numbersOf, textOf, type JsonFields } from './json-fields.js';

/** Whether a parsed entry is a test of llama-bench. */
export function isLlamaBench(entry: unknown): boolean {
  const fields = fieldsOf(entry);
  return numbersOf(fields, 'samples_ts') !== undefined && numberOf(fields, 'n_prompt') !== undefined;
}

/**
 * A test of llama-bench (`-o json` or `-o jsonl`). It times `llama_decode` alone, as the engine's own clock does: a pp
 * test is our `prefillTpsServer`, a tg test our `decodeTpsServer`. It has no client, so that nothing of ours that a
 * client measures can stand beside it.
 */
export function readLlamaBench(entry: unknown): ForeignResult {
  const fields = fieldsOf(entry) ?? {};
  const [prompt, generated] = [numberOf(fields, 'n_prompt') ?? 0, numberOf(fields, 'n_gen') ?? 0];
  // A rate of nothing is no measurement.
  const rates = (numbersOf(fields, 'samples_ts') ?? []).filter((rate) => rate > 0);
  const kind = rates.length === 0 ? undefined : kindOf(prompt, generated);
  return {
    tool: 'llama-bench',
    model: textOf(fields, 'model_filename') ?? textOf(fields, 'model_type') ?? 'unknown',
    parameters: parametersOf(fields),
    metrics: {
      ...(kind === 'pp' ? { prefillTpsServer: rates } : {}),
      ...(kind === 'tg' ? { decodeTpsServer: rates } : {}),
    },
    omitted: kind === undefined ? [EMPTY] : kind === 'pg' ? [MIXED] : [],
  };
}

function kindOf(prompt: number, generated: number): 'pp' | 'tg' | 'pg' | undefined {
  if (prompt > 0) return generated > 0 ? 'pg' : 'pp';
  return generated > 0 ? 'tg' : undefined;
}

const EMPTY: OmittedMetric = { name: 'samples_ts', reason: 'nothing was measured' };

const MIXED: OmittedMetric = {
  name: 'samples_ts of a pg test',
  reason: 'it divides prompt and generated tokens together by the time of both, a rate that has no counterpart',
};

/** One sequence at a time; a test at depth has that many tokens in the cache before it begins. */
function parametersOf(fields: JsonFields): Record<string, string | number> {
  const named: readonly [theirs: string, ours: string][] = [
    ['n_prompt', 'promptTokens'],
    ['n_gen', 'outputTokens'],
    ['n_depth', 'depthTokens'],
    ['n_threads', 'threads'],
  ];
  const numbers = named.flatMap(([theirs, ours]) => {
    const value = numberOf(fields, theirs);
    return value === undefined || value === 0 ? [] : [[ours, value] as const];
  });
  const build = textOf(fields, 'build_commit');
  return { ...Object.fromEntries(numbers), slots: 1, ...(build === undefined ? {} : { build }) };
}
