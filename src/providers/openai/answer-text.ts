import type { AnswerParts } from '../provider.js';
import type { ChunkFacts, ToolCallFragment } from './chat-chunk.js';
import { ThinkTags } from './think-tags.js';

/** A call whose fragments are still coming. */
interface GrowingCall {
  readonly index: number;
  id: string | undefined;
  name: string;
  readonly arguments: string[];
}

/**
 * The text of an answer in one form, whichever way the server sent its parts: reasoning between `<think>` tags, then the
 * answer, then each tool call as JSON between `<tool_call>` tags. That is how models write it themselves.
 */
export class AnswerText {
  readonly #reasoning: string[] = [];
  readonly #content: string[] = [];
  readonly #toolCalls: GrowingCall[] = [];
  readonly #tags = new ThinkTags();
  #firstToolCallMs: number | undefined;

  /** Moment of the first text or tool call that is not reasoning. */
  get firstAnswerMs(): number | undefined {
    const moments = [this.#tags.firstAnswerMs, this.#firstToolCallMs].filter((ms) => ms !== undefined);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  add({ reasoning, content, toolCalls }: ChunkFacts, ms: number): void {
    if (reasoning !== '') this.#reasoning.push(reasoning);
    if (content !== '') {
      this.#content.push(content);
      this.#tags.push(content, ms);
    }
    if (toolCalls.length > 0) this.#firstToolCallMs ??= ms;
    for (const fragment of toolCalls) this.#addFragment(fragment);
  }

  /** The answer taken apart, as it came. */
  get parts(): AnswerParts {
    const reasoning = this.#reasoning.join('');
    const toolCalls = this.#toolCalls.map(({ id, name, arguments: pieces }) => {
      return { ...(id === undefined ? {} : { id }), name, arguments: pieces.join('') };
    });
    return {
      content: this.#content.join(''),
      ...(reasoning === '' ? {} : { reasoning }),
      ...(toolCalls.length === 0 ? {} : { toolCalls }),
    };
  }

  toString(): string {
    const reasoning = this.#reasoning.join('');
    const calls = this.#toolCalls.map((call) => {
      return `<tool_call>\n{"name": ${JSON.stringify(call.name)}, "arguments": ${call.arguments.join('') || '{}'}}\n</tool_call>`;
    });
    return (reasoning === '' ? '' : `<think>${reasoning}</think>`) + this.#content.join('') + calls.join('\n');
  }

  #addFragment(fragment: ToolCallFragment): void {
    const call = this.#callOf(fragment);
    call.id ??= fragment.id;
    // Some servers repeat the name with every fragment.
    if (call.name !== fragment.name) call.name += fragment.name;
    call.arguments.push(fragment.arguments);
  }

  /** Some servers give every call of an answer the index 0; another id makes it another call. */
  #callOf({ index, id }: ToolCallFragment): GrowingCall {
    const open = this.#toolCalls.findLast((call) => call.index === index);
    if (open !== undefined && (id === undefined || open.id === undefined || open.id === id)) return open;
    const call: GrowingCall = { index, id, name: '', arguments: [] };
    this.#toolCalls.push(call);
    return call;
  }
}
