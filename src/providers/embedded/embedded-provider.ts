import { performance } from 'node:perf_hooks';
import { AcodeError, messageOf } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { EngineTimings } from '../../protocol/sample.js';
import type { EmbeddedTargetSpec, TargetDescription } from '../../protocol/target.js';
import { locateRuntime } from '../../runtime/locate.js';
import type { CaseDemands, ColdStart, Generation, GenerationRequest, Prompt, Provider } from '../provider.js';
import { offeredTools } from '../offered-tools.js';
import { answerParts } from './answer-parts.js';
import { coldStart } from './cold-start.js';
import { describeEmbedded, loadEmbeddedModel, type EmbeddedModel } from './embedded-model.js';
import { parseEngineTimings } from './engine-timings.js';
import { requireTokenLoop, type AddonSampler, type LlamaContext } from './llama-runtime.js';
import { SlotPool, type Slot } from './slot-pool.js';
import { TokenLoop, type SequenceResult } from './token-loop.js';

/** llama.cpp's default size of a batch; prompts are read in slices of at most this many tokens. */
const BATCH_TOKENS = 512;

/** A context of this size serves the one-token request that ends the load time. */
const PROBE_CONTEXT_TOKENS = 256;

/** Where model and engine came from, to start them once more. */
interface EmbeddedOrigin {
  readonly spec: EmbeddedTargetSpec;
  readonly runtimeDir: string;
}

/** An open context with its loop and its slots. */
interface OpenContext {
  readonly context: LlamaContext;
  readonly loop: TokenLoop;
  readonly slots: SlotPool;
  readonly demands: CaseDemands;
}

/**
 * Loads the model and answers a one-token request, which is what the load time covers.
 * @throws AcodeError when model or runtime cannot be used.
 */
export async function openEmbedded(
  spec: EmbeddedTargetSpec,
  ports: { readonly runtimeDir?: string; readonly log: (message: string) => void },
): Promise<Provider> {
  const runtimeDir = ports.runtimeDir ?? locateRuntime([]);
  const startMs = performance.now();
  const rssBefore = process.memoryUsage.rss();
  const provider = await loadEmbedded(spec, runtimeDir);
  await provider.prepare({ slots: 1, contextTokens: PROBE_CONTEXT_TOKENS });
  await provider.generate(
    {
      prompt: { kind: 'text', text: 'a' },
      maxTokens: 1,
      exactLength: true,
      sampling: { temperature: 0, seed: 1 },
      cache: 'cold',
    },
    new AbortController().signal,
  );
  provider.loadMs = performance.now() - startMs;
  provider.loadRssBytes = { before: rssBefore, after: process.memoryUsage.rss() };
  ports.log(`loaded ${spec.modelPath} in ${Math.round(provider.loadMs)} ms`);
  return provider;
}

/**
 * Loads the model and opens no context yet; `loadMs` is left at 0.
 * @throws AcodeError when model or runtime cannot be used.
 */
export async function loadEmbedded(spec: EmbeddedTargetSpec, runtimeDir: string): Promise<EmbeddedProvider> {
  return new EmbeddedProvider(await loadEmbeddedModel(spec, runtimeDir), { spec, runtimeDir });
}

/** The embedded llama.cpp as a provider: the model lives in this process. */
class EmbeddedProvider implements Provider {
  loadMs = 0;
  loadRssBytes?: { readonly before: number; readonly after: number };
  readonly #loaded: EmbeddedModel;
  readonly #origin: EmbeddedOrigin;
  readonly #description: TargetDescription;
  #open: OpenContext | undefined;
  /** Whether the engine's counters hold the work of requests that nobody asked about. */
  #countersStale = false;

  constructor(loaded: EmbeddedModel, origin: EmbeddedOrigin) {
    this.#loaded = loaded;
    this.#origin = origin;
    this.#description = describeEmbedded(loaded, origin.spec);
  }

  /** Each case opens a context of its own size, so the description names none. */
  get description(): TargetDescription {
    return this.#description;
  }

  /** Opens a context of exactly the demanded shape, so that memory does not depend on the cases before. */
  async prepare(demands: CaseDemands): Promise<void> {
    const { trainContextTokens } = this.#loaded.file;
    if (trainContextTokens !== undefined && demands.contextTokens > trainContextTokens) {
      throw contextTooSmall(demands.contextTokens, trainContextTokens);
    }
    const current = this.#open?.demands;
    if (current?.slots === demands.slots && current.contextTokens === demands.contextTokens) return;
    await this.#open?.context.dispose();
    this.#open = undefined;
    const context = await this.#createContext(demands);
    requireTokenLoop(context, this.#loaded.llama);
    this.#open = {
      context,
      loop: new TokenLoop(context._ctx, BATCH_TOKENS),
      slots: new SlotPool(demands.slots),
      demands,
    };
  }

  async #createContext(demands: CaseDemands): Promise<LlamaContext> {
    try {
      return await this.#loaded.model.createContext({
        contextSize: demands.contextTokens,
        sequences: demands.slots,
        threads: this.#loaded.threads,
        batchSize: BATCH_TOKENS,
        performanceTracking: true,
      });
    } catch (error) {
      throw new AcodeError({
        code: 'CONTEXT_FAILED',
        exitCode: EXIT.unavailable,
        message: `llama.cpp cannot make room for ${demands.slots} × ${demands.contextTokens} tokens: ${messageOf(error)}.`,
        hint: 'Use fewer slots, shorter prompts or a smaller model.',
        cause: error,
      });
    }
  }

  countPromptTokens(prompt: Prompt): Promise<number> {
    return Promise.resolve(this.#tokenCount(prompt));
  }

  async generate(request: GenerationRequest, signal: AbortSignal): Promise<Generation> {
    const open = this.#open;
    if (open === undefined) throw new Error('prepare() comes before generate()');
    const prompt = this.#loaded.tokenizer.tokenize(request.prompt);
    if (prompt.length + request.maxTokens > open.context.contextSize) {
      throw contextTooSmall(prompt.length + request.maxTokens, open.context.contextSize);
    }
    if (this.#countersStale) await this.#engineTimings(open.context);
    this.#countersStale = false;
    const scheduledMs = performance.now();
    const slot = await open.slots.take();
    const sampler = this.#sampler(request);
    try {
      const cached = prepareSlot(slot, prompt, { request, context: open.context });
      const result = await open.loop.run({
        slot: slot.index,
        prompt: Uint32Array.from(prompt.slice(cached)),
        cached,
        maxTokens: request.maxTokens,
        sampler,
        isEnd: (token) => !request.exactLength && this.#loaded.model.isEogToken(token),
        signal,
      });
      slot.tokens = [...prompt, ...result.tokens.slice(0, -1)];
      const endMs = performance.now();
      const engine = result.alone ? await this.#engineTimings(open.context) : undefined;
      this.#countersStale ||= !result.alone;
      const facts = { promptTokens: prompt.length, cached, scheduledMs, endMs, engine };
      return this.#withParts(this.#generation(result, facts), request.prompt, result.tokens);
    } finally {
      sampler.dispose();
      open.slots.give(slot);
    }
  }

  #sampler({ sampling }: GenerationRequest): AddonSampler {
    const sampler = new this.#loaded.llama._bindings.AddonSampler(this.#loaded.model._model);
    sampler.applyConfig(
      sampling.temperature === 0
        ? { temperature: 0 }
        : { temperature: sampling.temperature, seed: sampling.seed >>> 0, topK: 40, topP: 0.95, minP: 0 },
    );
    return sampler;
  }

  /** The engine's counters since the last call; they cover exactly one request when it was alone. */
  async #engineTimings(context: LlamaContext): Promise<EngineTimings> {
    this.#loaded.log.take();
    await context.printTimings();
    return parseEngineTimings(this.#loaded.log.take());
  }

  #generation(
    result: SequenceResult,
    facts: {
      promptTokens: number;
      cached: number;
      scheduledMs: number;
      endMs: number;
      engine: EngineTimings | undefined;
    },
  ): Generation {
    const firstTokenMs = result.tokenMs[0];
    const lastTokenMs = result.tokenMs.at(-1);
    return {
      outcome:
        result.ended === 'aborted'
          ? { status: 'failed', class: 'cancelled', message: 'The request was aborted.' }
          : { status: 'ok' },
      stamps: {
        scheduledMs: facts.scheduledMs,
        sendMs: result.startMs,
        ...(firstTokenMs === undefined
          ? {}
          : { firstEventMs: firstTokenMs, firstTokenMs, firstAnswerMs: firstTokenMs }),
        ...(lastTokenMs === undefined ? {} : { lastTokenMs }),
        endMs: facts.endMs,
      },
      eventMs: result.tokenMs,
      singleTokenEvents: true,
      promptTokens: facts.promptTokens,
      cachedPromptTokens: facts.cached,
      outputTokens: result.tokens.length,
      firstEventTokens: result.tokens.length === 0 ? 0 : 1,
      tokenSource: 'server',
      text: this.#loaded.model.detokenize(result.tokens, false),
      finish: FINISH[result.ended],
      ...(facts.engine === undefined ? {} : { engine: facts.engine }),
      labels: [],
    };
  }

  /** Calls are looked for where tools were offered, in the syntax that the model's own template has for them. */
  #withParts(generation: Generation, prompt: Prompt, tokens: readonly number[]): Generation {
    const { model, tokenizer } = this.#loaded;
    const { callSyntax } = tokenizer.features;
    if (offeredTools(prompt) === undefined || callSyntax === undefined) return generation;
    const parts = answerParts({ text: generation.text, tokens }, model, callSyntax);
    const called = parts.toolCalls !== undefined && generation.finish === 'stop';
    return { ...generation, parts, ...(called ? { finish: 'tool-calls' } : {}) };
  }

  /** In a process of its own, which ends with it; this one's model stays as it is. */
  coldStart(requests: readonly GenerationRequest[], signal: AbortSignal): Promise<ColdStart> {
    const lengths = requests.map(({ prompt, maxTokens }) => this.#tokenCount(prompt) + maxTokens);
    return coldStart({ ...this.#origin, requests, contextTokens: Math.max(...lengths) }, signal);
  }

  #tokenCount(prompt: Prompt): number {
    return this.#loaded.tokenizer.tokenize(prompt).length;
  }

  modelCpuMs(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }

  modelRssBytes(): number {
    return process.memoryUsage.rss();
  }

  async close(): Promise<void> {
    await this.#open?.context.dispose();
    this.#open = undefined;
    await this.#loaded.model.dispose();
    await this.#loaded.llama.dispose();
  }
}

const FINISH = { length: 'length', 'end-token': 'stop', aborted: 'aborted' } as const;

/** Empties the slot, or keeps the prefix it shares with a warm prompt; returns how many tokens it keeps. */
function prepareSlot(
  slot: Slot,
  prompt: readonly number[],
  { request, context }: { request: GenerationRequest; context: LlamaContext },
): number {
  const shared = request.cache === 'cold' ? 0 : sharedPrefix(slot.tokens, prompt);
  if (shared > 0 && context._ctx.removeTokenCellsFromSequence(slot.index, shared, -1)) return shared;
  context._ctx.disposeSequence(slot.index);
  return 0;
}

/** Length of the common beginning; at least the prompt's last token is read anew, since its logits are needed. */
function sharedPrefix(held: readonly number[], prompt: readonly number[]): number {
  let length = 0;
  while (length < prompt.length - 1 && held[length] === prompt[length]) length += 1;
  return length;
}

function contextTooSmall(needed: number, possible: number): AcodeError {
  return new AcodeError({
    code: 'CONTEXT_TOO_SMALL',
    exitCode: EXIT.unavailable,
    message: `${needed} tokens do not fit the model's context of ${possible}.`,
    hint: 'Use shorter prompts or outputs, or a model with a longer context.',
  });
}
