/** A model behind a server that speaks the OpenAI protocol: llama-server, vLLM, LM Studio, Ollama and others. */
export interface OpenAiTargetSpec {
  readonly kind: 'openai';
  /** Such as `http://127.0.0.1:8080`, with or without `/v1`, or `unix:/run/model.sock`. */
  readonly baseUrl: string;
  /** The model's id as the server lists it. */
  readonly model: string;
  /** Name of the environment variable that holds the API key. */
  readonly apiKeyEnv?: string;
  /** The server's processes, for their memory and CPU time. */
  readonly pids?: readonly number[];
  /** Allow a server on another machine; the network is then part of every figure. */
  readonly allowRemote?: boolean;
}
