import { expect, it } from 'vitest';
import { acceptedCalls } from '../../src/datasets/bfcl-answers.js';
import type { ToolDefinition } from '../../src/protocol/chat.js';
import type { JsonValue } from '../../src/protocol/json.js';

const lamp: ToolDefinition = {
  name: 'lamp.set',
  description: 'Sets a lamp.',
  parameters: {
    type: 'dict',
    properties: { room: { type: 'string' }, level: { type: 'integer' } },
    required: ['room'],
  },
};

function accepted(parameters: Record<string, JsonValue>): unknown {
  return acceptedCalls({ kind: 'truth', truth: [{ 'lamp.set': parameters }] }, [lamp]);
}

it('keeps the accepted values of each parameter, and the mark of one that may be left out', () => {
  const parameters = { room: ['hall', 'Hall'], level: [3, ''] };
  expect(accepted(parameters)).toEqual([{ name: 'lamp.set', accepted: parameters }]);
});

it('takes what only an answer without it can meet', () => {
  expect(accepted({ room: ['hall'], colour: ['red', ''] })).toHaveLength(1);
  expect(accepted({ room: [''] })).toHaveLength(1);
});

it.each<readonly [string, Record<string, JsonValue>, string]>([
  ['a parameter that the function does not have', { room: ['hall'], colour: ['red'] }, '"colour" is wanted'],
  ['no accepted value', { room: ['hall'], level: [] }, '"level" has no accepted value'],
  ['a required parameter that is not accepted', { level: [3] }, '"room" is required'],
])('refuses a question that no answer can meet: %s', (_what, parameters, problem) => {
  expect(() => accepted(parameters)).toThrow(`No answer can pass: for "lamp.set" ${problem}`);
});
