/** What is said to a model and by it, in the words that both processes, journals and graders share. */

/** A call of a tool as a model made it. */
export interface ToolCall {
  /** The server's own name for the call; absent where it gives none. */
  readonly id?: string;
  readonly name: string;
  /**
   * The arguments as they came: a JSON text, well-formed or not. A server that sends an object has it written as JSON
   * here, which is as legal a transport as a text.
   */
  readonly arguments: string;
}

/** A chat message in the shape every backend understands. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
  /** Calls that an assistant's message made. */
  readonly toolCalls?: readonly ToolCall[];
  /** Of a tool's message: which call it answers. */
  readonly toolCallId?: string;
}

/** A tool that is offered to a model. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments, an object schema. */
  readonly parameters: Readonly<Record<string, unknown>>;
}
