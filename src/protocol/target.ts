/**
 * A model at a provider. The specification says how to reach it; the description is what the provider found there.
 */

/** A GGUF file run inside the worker by the embedded llama.cpp. */
export interface EmbeddedTargetSpec {
  readonly kind: 'embedded';
  /** Absolute path of the model file. */
  readonly modelPath: string;
  /** CPU threads; absent means the provider's default (cores − 1, at least 1). */
  readonly threads?: number;
  /** GPU backend to use; `false` is CPU only. */
  readonly gpu: 'auto' | false;
}

/** What every target behind a server has. */
interface ServerTargetSpec {
  /** Such as `http://127.0.0.1:8080`, with or without `/v1`, or `unix:/run/model.sock`. */
  readonly baseUrl: string;
  /** The model's id as the server lists it. */
  readonly model: string;
  /** The server's processes, for their memory and CPU time. */
  readonly pids?: readonly number[];
  /** Allow a server on another machine; the network is then part of every figure. */
  readonly allowRemote?: boolean;
  /** How long a request may wait, in milliseconds; what is absent has the default of `HTTP_TIMEOUTS`. */
  readonly timeouts?: { readonly firstTokenMs?: number; readonly idleMs?: number; readonly totalMs?: number };
}

/** A model behind a server that speaks the OpenAI protocol: llama-server, vLLM, LM Studio, Ollama and others. */
export interface OpenAiTargetSpec extends ServerTargetSpec {
  readonly kind: 'openai';
  /** Name of the environment variable that holds the API key. */
  readonly apiKeyEnv?: string;
  /** How to start the server; `{port}` in the address is then the port it was given. Absent means that it runs already. */
  readonly launch?: ServerLaunch;
}

/** A server that the run starts, watches and ends. */
export interface ServerLaunch {
  readonly command: string;
  /** `{port}` is replaced by a free port, `{model}` by the model's id. */
  readonly args: readonly string[];
  /** Time it may take until it answers, loading the model included. */
  readonly readyTimeoutMs: number;
}

/** The arguments of a server with their places filled in. */
export function filledIn(
  args: readonly string[],
  { port, model }: { readonly port: number; readonly model: string },
): string[] {
  return args.map((arg) => arg.replaceAll('{port}', String(port)).replaceAll('{model}', model));
}

/** A model behind an Ollama server, spoken to in Ollama's own protocol; `:latest` may be left out of its name. */
export interface OllamaTargetSpec extends ServerTargetSpec {
  readonly kind: 'ollama';
}

/** How to reach a model. */
export type TargetSpec = EmbeddedTargetSpec | OpenAiTargetSpec | OllamaTargetSpec;

/** A target as the plan names it. */
export interface Target {
  /** Short stable name, unique in the run, such as `acode-smoke-q8_0`. */
  readonly name: string;
  readonly spec: TargetSpec;
  /** What makes it the same model: digest of the file, or the server's own digest or id. Never changes in a run. */
  readonly fingerprint: string;
}

/** What the provider knows about the model after loading it. Absent means the backend does not tell. */
export interface TargetDescription {
  readonly provider: string;
  readonly model: string;
  readonly architecture?: string;
  readonly quantisation?: string;
  readonly parameterCount?: number;
  readonly fileBytes?: number;
  /** SHA-256 of the model file. */
  readonly fileDigest?: string;
  /** Tokens the model was trained for. */
  readonly trainContextTokens?: number;
  /** Tokens of the context actually allocated per sequence. */
  readonly contextTokens?: number;
  readonly chatTemplateDigest?: string;
  readonly threads?: number;
  readonly gpu?: string;
  /** Build of the backend, such as a llama.cpp release. */
  readonly backendBuild?: string;
  /** Instruction sets and options the backend reports. */
  readonly backendInfo?: string;
  /** What a server was found to take and to tell, such as `ignore_eos`, `tools` or `cached-tokens`. */
  readonly capabilities?: readonly string[];
  /** Processes whose memory and CPU are the model's; empty when they cannot be found. */
  readonly modelPids: readonly number[];
  /** Why there are none, in one sentence; memory and CPU time are absent then. */
  readonly modelPidsUnknown?: string;
}
