/** Programs that serve models, as far as they can be told apart; `openai` is any other that lists models like OpenAI's. */
export type ServerKind = 'ollama' | 'llama.cpp' | 'lm-studio' | 'koboldcpp' | 'vllm' | 'sglang' | 'openai';

/** A model that a server offers. Absent means that the server does not say. */
export interface DiscoveredModel {
  /** What requests call it. */
  readonly name: string;
  /** Context it would run with now, in tokens. */
  readonly contextTokens?: number;
  /** Longest context it was made for, in tokens. */
  readonly trainContextTokens?: number;
  readonly quantisation?: string;
  readonly architecture?: string;
  readonly parameterCount?: number;
  readonly sizeBytes?: number;
  /** The server's own digest of the model. */
  readonly digest?: string;
}

/** A server that answered on this machine. */
export interface DiscoveredServer {
  readonly kind: ServerKind;
  /** Base address, such as `http://127.0.0.1:11434`. */
  readonly baseUrl: string;
  readonly port: number;
  /** Version of the program. */
  readonly build?: string;
  readonly models: readonly DiscoveredModel[];
}
