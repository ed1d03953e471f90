import { AcodeError } from '../src/errors.js';
import { EXIT } from '../src/exit-codes.js';
import type { CaseParameters } from '../src/protocol/messages.js';
import type { TargetDescription } from '../src/protocol/target.js';
import { defineBenchmark, type IterationContext, type IterationResult } from '../src/worker/benchmark.js';
import { findsNeedle, needlePrompt } from './needle.js';
import { positiveInteger } from './parameters.js';

/** Service levels of a context that is still pleasant to work with: ten seconds hold a person's attention. */
const USABLE = { sloTtftMs: 10_000, sloTpotMs: 200 };

/**
 * Prompt plus answer fill the stated context; `contextShare` is a share of what the model can do at most. Each prompt hides
 * a code and asks for it, at a position that changes from iteration to iteration.
 */
export const contextWindow = defineBenchmark({
  name: 'context-window',
  version: 1,
  question: 'How far can I fill it?',
  primaryMetrics: ['ttft', 'decodeTps', 'needleHit'],
  cases: [
    ...[128, 1_024].map((contextTokens) => ({ contextTokens, outputTokens: 24, ...USABLE })),
    ...[0.125, 0.25, 0.5, 1].map((contextShare) => ({ contextShare, outputTokens: 24, ...USABLE })),
  ],
  demands: (parameters, target) => ({ slots: 1, contextTokens: contextTokensOf(parameters, target) }),
  iterate: askForNeedle,
});

async function askForNeedle(context: IterationContext): Promise<IterationResult> {
  const { parameters, provider } = context;
  const outputTokens = positiveInteger(parameters, 'outputTokens');
  const promptTokens = contextTokensOf(parameters, provider.description) - outputTokens;
  const { prompt, needle } = await needlePrompt(context, promptTokens);
  let answer = '';
  const request = await context.request(
    {
      prompt,
      maxTokens: outputTokens,
      exactLength: true,
      sampling: { temperature: 0, seed: context.seed },
      cache: 'cold',
    },
    { requestedPromptTokens: promptTokens, onText: (text) => (answer = text) },
  );
  const rssAfter = provider.modelRssBytes();
  const { counts, outcome } = request;
  return {
    requests: [request],
    metrics: {
      needleDepth: needle.depth,
      // A failed request has found nothing, and has nothing in its context.
      needleHit: outcome.status === 'ok' && findsNeedle(answer, needle) ? 1 : 0,
      ...(outcome.status === 'ok' ? { contextTokens: counts.promptTokens + counts.outputTokens } : {}),
      ...(rssAfter === undefined ? {} : { rssAfter }),
    },
  };
}

/**
 * The context of a case in tokens.
 * @throws AcodeError (`UNSUPPORTED`) for a share of a context that the backend does not tell.
 */
function contextTokensOf(parameters: CaseParameters, target: TargetDescription): number {
  const { contextShare } = parameters;
  if (typeof contextShare !== 'number') return positiveInteger(parameters, 'contextTokens');
  // A server's own limit comes first: it may be far below what the model was trained for.
  const limit = target.contextTokens ?? target.trainContextTokens;
  if (limit !== undefined) return Math.floor(limit * contextShare);
  throw new AcodeError({
    message: `${target.model} does not tell how long its context is, so no share of it can be filled.`,
    code: 'UNSUPPORTED',
    exitCode: EXIT.unavailable,
    hint: 'Name the lengths in a suite of your own: contextTokens: 4096.',
  });
}
