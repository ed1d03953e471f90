import { templateMessages, wireTools } from '../chat-wire.js';
import type { ChatMessage, ToolDefinition } from '../../protocol/chat.js';
import type { ChatTemplate } from './llama-runtime.js';

/** What a chat template can say, found by rendering with it. */
export interface TemplateFeatures {
  /** Offers tools to the model. */
  readonly tools: boolean;
  /** Repeats calls and their results. */
  readonly calls: boolean;
  /** Writes a call as `<tool_call>{JSON}</tool_call>`, so that the model will too. */
  readonly taggedCalls: boolean;
}

/** A name that no template holds by itself, and a result likewise. */
const NAME = 'probe_of_tools';
const RESULT = 'probe-of-results';

const TOOL: ToolDefinition = {
  name: NAME,
  description: 'A tool.',
  parameters: { type: 'object', properties: { key: { type: 'string' } }, required: ['key'] },
};

const QUESTION: ChatMessage = { role: 'user', content: 'Hello' };
// Some templates insist on ids of nine letters and digits.
const CONVERSATION: readonly ChatMessage[] = [
  QUESTION,
  { role: 'assistant', content: '', toolCalls: [{ id: 'call00001', name: NAME, arguments: '{"key":"value"}' }] },
  { role: 'tool', content: RESULT, toolCallId: 'call00001' },
];

const TAGGED = new RegExp(`<tool_call>\\s*\\{[^]*"${NAME}"[^]*\\}\\s*</tool_call>`);

/** Renders a tool, a call and its result with the template; what it leaves out, or refuses, it cannot say. */
export function probeTemplate(template: ChatTemplate | undefined, surroundings: object): TemplateFeatures {
  if (template === undefined) return { tools: false, calls: false, taggedCalls: false };
  const rendered = (messages: readonly ChatMessage[], tools: readonly ToolDefinition[]): string => {
    try {
      const items = { messages: templateMessages(messages), add_generation_prompt: true, ...surroundings };
      return template.render(tools.length === 0 ? items : { ...items, tools: wireTools(tools) });
    } catch {
      // Whatever a template raises for this, it is a no.
      return '';
    }
  };
  const conversation = rendered(CONVERSATION, []);
  return {
    tools: rendered([QUESTION], [TOOL]).includes(NAME),
    calls: conversation.includes(NAME) && conversation.includes(RESULT),
    taggedCalls: TAGGED.test(conversation),
  };
}
