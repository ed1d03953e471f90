import type { GenerationRequest } from '../../src/providers/provider.js';

/** A chat in which a tool has been called and answered, and that offers it again. */
export const TOOL_CHAT: GenerationRequest = {
  prompt: {
    kind: 'chat',
    messages: [
      { role: 'user', content: 'Look up a and b.' },
      {
        role: 'assistant',
        content: '',
        toolCalls: [{ id: 'call_a', name: 'look_up', arguments: '{"word": "a"}' }],
      },
      { role: 'tool', content: 'the first letter', toolCallId: 'call_a' },
    ],
    tools: [
      {
        name: 'look_up',
        description: 'Looks a word up.',
        parameters: { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] },
      },
    ],
  },
  maxTokens: 40,
  exactLength: false,
  sampling: { temperature: 0, seed: 1 },
  cache: 'cold',
};

/** The tool of {@link TOOL_CHAT} in the form of the OpenAI protocol. */
export const WIRE_TOOL = {
  type: 'function',
  function: {
    name: 'look_up',
    description: 'Looks a word up.',
    parameters: { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] },
  },
};
