import { performance } from 'node:perf_hooks';
import type { AddonContext, AddonSampler } from './llama-runtime.js';

/** One generation as the loop sees it: tokens in, tokens and their moments out. */
export interface SequenceJob {
  readonly slot: number;
  /** Tokens still to be read, behind `cached` ones that the slot holds already. */
  readonly prompt: Uint32Array;
  readonly cached: number;
  readonly maxTokens: number;
  readonly sampler: AddonSampler;
  /** Whether this token ends the output; never asked for when a length is forced. */
  readonly isEnd: (token: number) => boolean;
  readonly signal: AbortSignal;
}

/** What a job leaves: the tokens and the moment of each, in milliseconds of `performance.now()`. */
export interface SequenceResult {
  readonly tokens: readonly number[];
  readonly tokenMs: readonly number[];
  readonly startMs: number;
  readonly ended: 'length' | 'end-token' | 'aborted';
  /** Whether no other sequence shared a decode with this one. */
  readonly alone: boolean;
}

/** A prefill slice should take about this long, so that an abort in the middle of it is heard in time. */
const SLICE_TARGET_MS = 250;

/** Slices below this waste the matrix kernels; llama.cpp's own default is the upper end. */
const MIN_SLICE_TOKENS = 32;

interface Running {
  readonly job: SequenceJob;
  readonly startMs: number;
  readonly tokens: number[];
  readonly tokenMs: number[];
  /** Prompt tokens read so far, cached ones not counted. */
  read: number;
  alone: boolean;
  finish(ended: SequenceResult['ended']): void;
  fail(error: unknown): void;
}

/**
 * Runs generations on one llama.cpp context in lock-step: every step decodes one batch with a token of each writing
 * sequence and, in the room left, slices of prompts. This is how llama.cpp's server schedules its slots. The moment of a
 * token is taken right after it is sampled.
 */
export class TokenLoop {
  readonly #context: AddonContext;
  readonly #batchTokens: number;
  #running: Running[] = [];
  #turning = false;
  #prefillTokensPerMs: number | undefined;

  constructor(context: AddonContext, batchTokens: number) {
    this.#context = context;
    this.#batchTokens = batchTokens;
  }

  /** Runs a job to its end. Jobs started in the same turn of the event loop share their decodes from the first one on. */
  run(job: SequenceJob): Promise<SequenceResult> {
    const startMs = performance.now();
    return new Promise((resolve, reject) => {
      const running: Running = {
        job,
        startMs,
        tokens: [],
        tokenMs: [],
        read: 0,
        alone: true,
        finish: (ended) => {
          const { tokens, tokenMs, alone } = running;
          resolve({ tokens, tokenMs, startMs, ended, alone });
        },
        fail: reject,
      };
      this.#running.push(running);
      if (!this.#turning) void this.#turn();
    });
  }

  async #turn(): Promise<void> {
    this.#turning = true;
    // Jobs of the same turn join before the first batch is formed.
    await Promise.resolve();
    try {
      while (this.#running.length > 0) {
        this.#dropAborted();
        if (this.#running.length > 0) await this.#step();
      }
    } catch (error) {
      for (const running of this.#running.splice(0)) running.fail(error);
    } finally {
      this.#turning = false;
    }
  }

  #dropAborted(): void {
    this.#running = this.#running.filter((running) => {
      if (!running.job.signal.aborted) return true;
      running.finish('aborted');
      return false;
    });
  }

  /** One batch: form it, decode it, sample every sequence that has its logits. */
  async #step(): Promise<void> {
    const shares = this.#formShares();
    const total = shares.reduce((sum, share) => sum + share.tokens.length, 0);
    this.#context.initBatch(total);
    const logits = shares.map((share) => this.#addShare(share));
    const startMs = performance.now();
    await this.#context.decodeBatch();
    if (total > MIN_SLICE_TOKENS) this.#prefillTokensPerMs = total / (performance.now() - startMs);
    for (const [index, share] of shares.entries()) {
      const logit = logits[index];
      if (logit !== undefined) await this.#sample(share.running, logit);
    }
  }

  /** What each sequence gets of the next batch; writing sequences come first, so that prompts never stall them. */
  #formShares(): Share[] {
    for (const running of this.#running) running.alone &&= this.#running.length === 1;
    const writing = this.#running.filter((running) => running.tokens.length > 0);
    const reading = this.#running.filter((running) => running.tokens.length === 0);
    const shares: Share[] = writing.map((running) => ({ running, tokens: Uint32Array.of(running.tokens.at(-1) ?? 0) }));
    let room = this.#sliceTokens() - shares.length;
    for (const running of reading) {
      if (room <= 0) break;
      const left = running.job.prompt.length - running.read;
      // A last slice of a single token would count as decoding in the engine's own timings.
      const take = left - room === 1 && room > 1 ? room - 1 : room;
      const tokens = running.job.prompt.subarray(running.read, running.read + take);
      shares.push({ running, tokens });
      room -= tokens.length;
    }
    return shares;
  }

  #sliceTokens(): number {
    const pace = this.#prefillTokensPerMs;
    const wanted = pace === undefined ? this.#batchTokens / 4 : pace * SLICE_TARGET_MS;
    return Math.round(Math.min(this.#batchTokens, Math.max(MIN_SLICE_TOKENS, wanted)));
  }

  /** Adds a share to the batch; returns the index of its logits when it is to be sampled. */
  #addShare({ running, tokens }: Share): number | undefined {
    const { job } = running;
    const position =
      job.cached + (running.tokens.length > 0 ? job.prompt.length + running.tokens.length - 1 : running.read);
    if (running.tokens.length === 0) running.read += tokens.length;
    const complete = running.read === job.prompt.length;
    const wanted = complete ? Uint32Array.of(tokens.length - 1) : new Uint32Array(0);
    return this.#context.addToBatch(job.slot, position, tokens, wanted)[0];
  }

  async #sample(running: Running, logit: number): Promise<void> {
    const token = await this.#context.sampleToken(logit, running.job.sampler);
    running.tokenMs.push(performance.now());
    running.tokens.push(token);
    const { job } = running;
    if (job.isEnd(token)) this.#finish(running, 'end-token');
    else if (running.tokens.length >= job.maxTokens) this.#finish(running, 'length');
  }

  #finish(running: Running, ended: SequenceResult['ended']): void {
    this.#running = this.#running.filter((other) => other !== running);
    running.finish(ended);
  }
}

interface Share {
  readonly running: Running;
  readonly tokens: Uint32Array;
}
