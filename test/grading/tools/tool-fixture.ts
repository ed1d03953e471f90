import type { StoredAnswer } from '../../../src/protocol/answer.js';
import type { ToolDefinition } from '../../../src/protocol/chat.js';
import type { JsonValue } from '../../../src/protocol/json.js';
import type { ExpectedCall } from '../../../src/grading/tools/tool-task.js';

export const grader = { name: 'tool-call', version: 1 };

/** An answer with nothing in it but what a test gives. */
export function answer(changes: Partial<StoredAnswer>): StoredAnswer {
  return {
    messages: [{ role: 'user', content: 'What is the weather in Oslo in the morning?' }],
    maxTokens: 256,
    text: '',
    finish: 'stop',
    outcome: { status: 'ok' },
    ...changes,
  };
}

/** An answer with native calls. */
export function calling(...calls: readonly (readonly [string, string | JsonValue])[]): StoredAnswer {
  return answer({
    finish: 'tool-calls',
    toolCalls: calls.map(([name, given]) => ({
      name,
      arguments: typeof given === 'string' ? given : JSON.stringify(given),
    })),
  });
}

export const weather: ToolDefinition = {
  name: 'weather.get',
  description: 'Weather of a city.',
  parameters: {
    type: 'dict',
    properties: {
      city: { type: 'string' },
      days: { type: 'integer', default: 1 },
      unit: { type: 'string', enum: ['c', 'f'] },
    },
    required: ['city'],
  },
};

export const time: ToolDefinition = {
  name: 'get_time',
  description: 'Time in a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

/** A call that is expected exactly so. */
export function wanted(name: string, given: Readonly<Record<string, JsonValue>>): ExpectedCall {
  return {
    name,
    arguments: Object.fromEntries(
      Object.entries(given).map(([key, value]) => [key, { match: { kind: 'exact', value } }]),
    ),
  };
}
