import type { EngineTimings, FinishReason, RequestOutcome, RequestStamps, TokenSource } from '../protocol/sample.js';
import type { ChatMessage, ToolCall, ToolDefinition } from '../protocol/chat.js';
import type { TargetDescription } from '../protocol/target.js';

/** What to feed the model: raw text (no template) or a chat rendered with the model's own template. */
export type Prompt =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'chat';
      readonly messages: readonly ChatMessage[];
      /** Offered through the backend's own tool interface. */
      readonly tools?: readonly ToolDefinition[];
    };

export interface Sampling {
  /** 0 is greedy. */
  readonly temperature: number;
  readonly seed: number;
}

export interface GenerationRequest {
  readonly prompt: Prompt;
  readonly maxTokens: number;
  /** Suppress the end of sequence, so that exactly `maxTokens` tokens come out where the backend can. */
  readonly exactLength: boolean;
  readonly sampling: Sampling;
  /** `cold`: nothing of the prompt may come from a cache. `warm`: a cached prefix is welcome. */
  readonly cache: 'cold' | 'warm';
}

/** An answer taken apart as the backend sent it. */
export interface AnswerParts {
  /** Content alone, as it came: inline reasoning and calls that leaked into it are still there. */
  readonly content: string;
  /** Reasoning from a channel of its own. */
  readonly reasoning?: string;
  /** Calls from the backend's own tool interface, in their order. */
  readonly toolCalls?: readonly ToolCall[];
}

/** The client's stamps and counts of one generation; times are milliseconds on `performance.now()`'s clock. */
export interface Generation {
  readonly outcome: RequestOutcome;
  /** Absolute monotonic moments, converted to iteration time by the worker. */
  readonly stamps: RequestStamps;
  /** Moments of the token-bearing events, in order. */
  readonly eventMs: readonly number[];
  /** Whether each such event is proven to be exactly one token. */
  readonly singleTokenEvents: boolean;
  readonly promptTokens: number;
  readonly cachedPromptTokens?: number;
  readonly outputTokens: number;
  readonly firstEventTokens: number;
  readonly tokenSource: TokenSource;
  /** Everything the model wrote, in one form: reasoning, content and calls, whichever way the backend sent them. */
  readonly text: string;
  /** The same, taken apart. Absent where the backend gives nothing but text. */
  readonly parts?: AnswerParts;
  readonly finish: FinishReason;
  readonly engine?: EngineTimings;
  readonly labels: readonly string[];
}

/** What a case wants the provider to be able to do before its first iteration. */
export interface CaseDemands {
  /** Requests in flight at the same time. */
  readonly slots: number;
  /** Prompt plus output tokens of the longest request. */
  readonly contextTokens: number;
}

/** A start of the model from nothing, those of its parts that show, and the requests that followed it. Durations in milliseconds. */
export interface ColdStart {
  /** The spawn call, on `performance.now()`'s clock. */
  readonly spawnMs: number;
  /** From the spawn call to the first line of the new process's own code, or until a server's port is open. */
  readonly processMs?: number;
  /** Import of the runtime and of the code that drives it. */
  readonly importMs?: number;
  /** Start of the engine and load of the model file; with a server, from its open port until it is ready. */
  readonly modelLoadMs?: number;
  /** Allocation of the context. */
  readonly contextMs?: number;
  /** From the spawn call until a server is ready; the parts above are absent where it does not tell them apart. */
  readonly readyMs?: number;
  /** One per request, in order, with stamps on this process's clock. */
  readonly generations: readonly Generation[];
  /** What was not cold, such as `file-cache`: the system still held the model file in memory. */
  readonly warmCaches: readonly string[];
}

/**
 * Adapter to a model backend, used only inside a worker. `generate` never throws for what a backend does wrong: a
 * failure is an outcome with its class. It throws only `AcodeError`s for conditions that make the whole case impossible.
 */
export interface Provider {
  readonly description: TargetDescription;
  /** From the load call to the first token of a one-token request, in milliseconds. */
  readonly loadMs: number;
  /** Adapts slots and context; throws `AcodeError` (`CONTEXT_TOO_SMALL`, `UNSUPPORTED`) with what is possible. */
  prepare(demands: CaseDemands): Promise<void>;
  generate(request: GenerationRequest, signal: AbortSignal): Promise<Generation>;
  /**
   * Exact number of tokens the model will read for this prompt, chat template included; absent when the backend cannot
   * count without generating.
   */
  countPromptTokens?(prompt: Prompt): Promise<number>;
  /**
   * The same request answered in one piece, without a stream; such a generation has no moments of tokens. Absent where a
   * backend has only one way to answer.
   */
  generateWhole?(request: GenerationRequest, signal: AbortSignal): Promise<Generation>;
  /**
   * Starts the model anew beside the one that is open, sends the requests one after the other, and ends it. Absent where
   * the backend is not the harness's to start.
   */
  coldStart?(requests: readonly GenerationRequest[], signal: AbortSignal): Promise<ColdStart>;
  /** User plus system CPU time of the model's processes since their start, or undefined when unknown. */
  modelCpuMs(): number | undefined;
  /** Resident memory of the model's processes now, in bytes, or undefined when they cannot be found. */
  modelRssBytes(): number | undefined;
  /** Memory of the model on a GPU now, in bytes; absent or undefined where the backend does not tell. */
  modelVramBytes?(): number | undefined;
  /** Resident memory of the process that holds the model around its load; absent where the harness does not load it. */
  readonly loadRssBytes?: {
    readonly before: number;
    /** Behind a one-token request, which touches every weight. */
    readonly after: number;
  };
  close(): Promise<void>;
}
