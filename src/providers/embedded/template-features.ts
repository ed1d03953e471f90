import { templateMessages, wireTools } from '../chat-wire.js';
import type { ChatMessage, ToolDefinition } from '../../protocol/chat.js';
import type { CallSyntax } from './call-syntax.js';
import type { ChatTemplate } from './llama-runtime.js';

/** What a chat template can say, found by rendering with it. */
export interface TemplateFeatures {
  /** Offers tools to the model. */
  readonly tools: boolean;
  /** Repeats calls and their results. */
  readonly calls: boolean;
  /** How it writes a call, so that the model will too; absent for a syntax that cannot be read. */
  readonly callSyntax?: CallSyntax;
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

/** In the order in which they are looked for. */
const CALL_SYNTAXES = ['tagged', 'marked-list', 'bare-json'] as const;

/** What a rendered call looks like in each syntax. */
const WRITTEN: Readonly<Record<CallSyntax, RegExp>> = {
  tagged: new RegExp(`<tool_call>\\s*\\{[^]*"${NAME}"[^]*\\}\\s*</tool_call>`),
  'marked-list': new RegExp(
    `\\[TOOL_CALLS\\]\\s*(?:\\[\\s*\\{[^]*"name"\\s*:\\s*"${NAME}"[^]*"arguments"|${NAME}(?:\\[CALL_ID\\]\\w+)?\\[ARGS\\]\\s*\\{)`,
  ),
  'bare-json': new RegExp(
    `\\{\\s*(?:"type"\\s*:\\s*"function"\\s*,\\s*)?"name"\\s*:\\s*"${NAME}"\\s*,\\s*"parameters"\\s*:\\s*\\{`,
  ),
};

/** Renders a tool, a call and its result with the template; what it leaves out, or refuses, it cannot say. */
export function probeTemplate(template: ChatTemplate | undefined, surroundings: object): TemplateFeatures {
  if (template === undefined) return { tools: false, calls: false };
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
    ...syntaxOf(conversation),
  };
}

function syntaxOf(conversation: string): { callSyntax?: CallSyntax } {
  const callSyntax = CALL_SYNTAXES.find((syntax) => WRITTEN[syntax].test(conversation));
  return callSyntax === undefined ? {} : { callSyntax };
}
