import type { Prompt, Provider } from '../providers/provider.js';
import { nonce, promptLines } from './prompt-text.js';

/** Characters per token to begin with; corrected by counting. Typical for English and code. */
const FIRST_GUESS_CHARACTERS_PER_TOKEN = 3.4;

/** Counting probes per prompt; the search halves its error at least with each, so more never helps. */
const MAX_PROBES = 24;

/** Makes prompts of a wanted length and remembers what it learned about the tokenizer. */
export interface PromptSynthesiser {
  /** A prompt of `tokens` tokens, chat template included, exact where the backend counts; unique for its seed. */
  synthesise(tokens: number, seed: number): Promise<Prompt>;
}

/**
 * Lengths are found by counting with the model's own tokenizer where the provider can; otherwise two one-token
 * generations calibrate each length once, and the count that the server reports is what results say.
 */
export function createPromptSynthesiser(provider: Provider, signal: AbortSignal): PromptSynthesiser {
  const calibrations = new Map<number, Promise<number>>();
  return {
    async synthesise(tokens, seed) {
      const text = textSource(seed);
      if (provider.countPromptTokens !== undefined) {
        const count = provider.countPromptTokens.bind(provider);
        return chat(await fitByCounting(text, tokens, (candidate) => count(chat(candidate))));
      }
      const calibration = calibrations.get(tokens) ?? calibrate(provider, tokens, signal);
      calibrations.set(tokens, calibration);
      return chat(text(await calibration));
    },
  };
}

function chat(content: string): Prompt {
  return { kind: 'chat', messages: [{ role: 'user', content }] };
}

/** A function from length in characters to a text of that length; longer texts begin with the shorter ones. */
function textSource(seed: number): (characters: number) => string {
  const lines = promptLines(seed);
  let text = nonce(seed);
  return (characters) => {
    while (text.length < characters) text += `\n${lines.next().value}`;
    return text.slice(0, characters);
  };
}

/**
 * The longest prefix that has at most `tokens` tokens. Token counts grow almost monotonically with the text, so a
 * bracketed secant search lands on the exact count in a few probes; it stops early on a hit.
 */
async function fitByCounting(
  text: (characters: number) => string,
  tokens: number,
  count: (candidate: string) => Promise<number>,
): Promise<string> {
  let low = { characters: 1, tokens: await count(text(1)) };
  let high: { characters: number; tokens: number } | undefined;
  let guess = Math.max(2, Math.round((tokens - low.tokens) * FIRST_GUESS_CHARACTERS_PER_TOKEN));
  for (let probe = 0; probe < MAX_PROBES; probe += 1) {
    const counted = await count(text(guess));
    if (counted === tokens) return text(guess);
    if (counted < tokens) low = { characters: guess, tokens: counted };
    else high = { characters: guess, tokens: counted };
    if (high !== undefined && high.characters - low.characters <= 1) break;
    guess = nextGuess(low, high, tokens);
  }
  return text(low.characters);
}

function nextGuess(
  low: { characters: number; tokens: number },
  high: { characters: number; tokens: number } | undefined,
  tokens: number,
): number {
  if (high === undefined) return Math.ceil(low.characters * Math.max(1.1, tokens / low.tokens)) + 1;
  const slope = (high.characters - low.characters) / Math.max(1, high.tokens - low.tokens);
  const secant = Math.round(low.characters + (tokens - low.tokens) * slope);
  return Math.min(high.characters - 1, Math.max(low.characters + 1, secant));
}

/**
 * The length in characters that gives about `tokens` tokens, from two one-token generations: a guess, a guess corrected
 * by what the first one cost, and the mean of both, since texts of one length differ by a few per cent.
 */
async function calibrate(provider: Provider, tokens: number, signal: AbortSignal): Promise<number> {
  const probe = async (characters: number, seed: number): Promise<number> => {
    const generation = await provider.generate(
      {
        prompt: chat(textSource(seed)(characters)),
        maxTokens: 1,
        exactLength: false,
        sampling: { temperature: 0, seed: 1 },
        cache: 'cold',
      },
      signal,
    );
    return generation.promptTokens;
  };
  const first = Math.round(tokens * FIRST_GUESS_CHARACTERS_PER_TOKEN);
  const firstTokens = await probe(first, 1);
  const second = Math.max(1, Math.round((first * tokens) / Math.max(1, firstTokens)));
  const secondTokens = await probe(second, 2);
  return Math.max(1, Math.round((tokens * (first + second)) / Math.max(1, firstTokens + secondTokens)));
}
