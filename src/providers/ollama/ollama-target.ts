/** A model behind an Ollama server, spoken to in Ollama's own protocol. */
export interface OllamaTargetSpec {
  readonly kind: 'ollama';
  /** Such as `http://127.0.0.1:11434`, or `unix:/run/ollama.sock`. */
  readonly baseUrl: string;
  /** The model's name as the server lists it; `:latest` may be left out. */
  readonly model: string;
  /** Allow a server on another machine, and models that the server itself runs elsewhere. */
  readonly allowRemote?: boolean;
  /** The server's processes; absent means that they are looked for by its port. */
  readonly pids?: readonly number[];
}
