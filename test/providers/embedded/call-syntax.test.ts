import { describe, expect, it } from 'vitest';
import { readTaggedCalls } from '../../../src/providers/embedded/call-syntax.js';

const call = (name: string, args: string): string =>
  `<tool_call>\n{"name": "${name}", "arguments": ${args}}\n</tool_call>`;

describe('calls between tags', () => {
  it('become calls in their order, and the rest is content', () => {
    expect(readTaggedCalls(`I look.\n${call('a', '{"x": 1}')}\n${call('b', '{}')}`)).toEqual({
      content: 'I look.',
      toolCalls: [
        { name: 'a', arguments: '{"x":1}' },
        { name: 'b', arguments: '{}' },
      ],
    });
  });

  it('leave no content where there was none', () => {
    expect(readTaggedCalls(`\n${call('a', '{}')}\n`).content).toBe('');
  });

  it('may carry their arguments as a text', () => {
    expect(readTaggedCalls(call('a', '"{\\"x\\": 1}"')).toolCalls).toEqual([{ name: 'a', arguments: '{"x": 1}' }]);
  });

  it.each([
    ['broken JSON', '<tool_call>\n{"name": "a", "arguments": {"x": \n</tool_call>'],
    ['a block without its end', '<tool_call>\n{"name": "a", "arguments": {}}'],
    ['JSON without a name', '<tool_call>{"arguments": {}}</tool_call>'],
    ['a call in the reasoning', `<think>${call('a', '{}')}</think>No.`],
    ['a call in reasoning without an end', `<think>${call('a', '{}')}`],
    ['plain text', 'The answer is 4.'],
  ])('are not made of %s, which stays as it came', (_what, text) => {
    expect(readTaggedCalls(text)).toEqual({ content: text });
  });

  it('leave reasoning inline', () => {
    expect(readTaggedCalls(`<think>A tool.</think>\n${call('a', '{}')}`)).toEqual({
      content: '<think>A tool.</think>',
      toolCalls: [{ name: 'a', arguments: '{}' }],
    });
  });
});
