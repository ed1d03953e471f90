import type { Prompt } from '../src/providers/provider.js';
import type { IterationContext } from '../src/worker/benchmark.js';
import { deriveSeed, seededRandom } from '../src/worker/random.js';

/** A fact hidden in a long prompt. */
export interface Needle {
  readonly code: string;
  /** Share of the prompt's lines that stand before it, 0 to 1. */
  readonly depth: number;
}

/** A prompt with its needle. */
export interface NeedlePrompt {
  readonly prompt: Prompt;
  readonly needle: Needle;
}

/** Tokens kept for needle and question to begin with; corrected by counting. */
const RESERVED_TOKENS = 72;

/** Attempts at the length; the second is nearly always exact to a few tokens. */
const MAX_ATTEMPTS = 4;

/** A prompt may be this much shorter than wanted. */
const TOLERATED_TOKENS = 8;

/** Positions are spread evenly over the iterations, since a few random ones may leave half the prompt untried. */
const DEPTHS: readonly number[] = [0.5, 0.1, 0.9, 0.3, 0.7];

/** The needle of an iteration: a code from the seed, and a depth that walks through {@link DEPTHS}, disturbed by the seed. */
export function needleOf(seed: number, iteration: number): Needle {
  const random = seededRandom(deriveSeed(seed, 0x6e65));
  const depth = (DEPTHS[iteration % DEPTHS.length] ?? 0.5) + (random() - 0.5) * 0.16;
  return { code: String(1_000 + Math.floor(random() * 9_000)), depth };
}

/**
 * A prompt of at most `tokens` tokens with the needle between two of its lines and the question for it at the end. Exact
 * to a few tokens where the backend counts; a prompt that is too short for the needle holds it all the same.
 */
export async function needlePrompt(context: IterationContext, tokens: number): Promise<NeedlePrompt> {
  const needle = needleOf(context.seed, context.iteration);
  const count = context.provider.countPromptTokens?.bind(context.provider);
  if (count === undefined) return { needle, prompt: await hide(context, needle, tokens - RESERVED_TOKENS) };
  let reserved = RESERVED_TOKENS;
  let prompt = await hide(context, needle, tokens - reserved);
  for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) {
    const over = (await count(prompt)) - tokens;
    if (over <= 0 && over > -TOLERATED_TOKENS) break;
    reserved += over;
    prompt = await hide(context, needle, tokens - reserved);
  }
  return { prompt, needle };
}

/** Whether an answer holds the code as a number of its own. */
export function findsNeedle(answer: string, { code }: Needle): boolean {
  return new RegExp(`(?<!\\d)${code}(?!\\d)`).test(answer);
}

async function hide(context: IterationContext, needle: Needle, fillTokens: number): Promise<Prompt> {
  const filler = textOf(await context.synthesisePrompt(Math.max(1, fillTokens)));
  const lines = filler.split('\n');
  // The first line begins with the nonce that keeps prompts apart in a cache.
  const at = Math.max(1, Math.round(needle.depth * lines.length));
  const content = [
    ...lines.slice(0, at),
    `The access code of the build server is ${needle.code}.`,
    ...lines.slice(at),
    'What is the access code of the build server? Answer with the number.',
  ].join('\n');
  return { kind: 'chat', messages: [{ role: 'user', content }] };
}

function textOf(prompt: Prompt): string {
  return prompt.kind === 'text' ? prompt.text : prompt.messages.map(({ content }) => content).join('\n');
}
