import type { ChunkFacts } from './chat-chunk.js';
import { ThinkTags } from './think-tags.js';

/**
 * The text of an answer in one form, whichever way the server sent its parts: reasoning between `<think>` tags, then the
 * answer, then each tool call as JSON between `<tool_call>` tags. That is how models write it themselves.
 */
export class AnswerText {
  readonly #reasoning: string[] = [];
  readonly #content: string[] = [];
  readonly #toolCalls = new Map<number, { name: string; readonly arguments: string[] }>();
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
    for (const fragment of toolCalls) {
      const call = this.#toolCalls.get(fragment.index) ?? { name: '', arguments: [] };
      call.name += fragment.name;
      call.arguments.push(fragment.arguments);
      this.#toolCalls.set(fragment.index, call);
    }
  }

  toString(): string {
    const reasoning = this.#reasoning.join('');
    const calls = [...this.#toolCalls.values()].map((call) => {
      return `<tool_call>\n{"name": ${JSON.stringify(call.name)}, "arguments": ${call.arguments.join('') || '{}'}}\n</tool_call>`;
    });
    return (reasoning === '' ? '' : `<think>${reasoning}</think>`) + this.#content.join('') + calls.join('\n');
  }
}
