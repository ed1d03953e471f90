import { describe, expect, it } from 'vitest';
import { type CallSyntax, readCalls } from '../../../src/providers/embedded/call-syntax.js';

const call = (name: string, args: string): string =>
  `<tool_call>\n{"name": "${name}", "arguments": ${args}}\n</tool_call>`;

describe('calls between tags', () => {
  it('become calls in their order, and the rest is content', () => {
    expect(readCalls(`I look.\n${call('a', '{"x": 1}')}\n${call('b', '{}')}`, 'tagged')).toEqual({
      content: 'I look.',
      toolCalls: [
        { name: 'a', arguments: '{"x":1}' },
        { name: 'b', arguments: '{}' },
      ],
    });
  });

  it('leave no content where there was none', () => {
    expect(readCalls(`\n${call('a', '{}')}\n`, 'tagged').content).toBe('');
  });

  it('may carry their arguments as a text', () => {
    expect(readCalls(call('a', '"{\\"x\\": 1}"'), 'tagged').toolCalls).toEqual([{ name: 'a', arguments: '{"x": 1}' }]);
  });

  it.each([
    ['broken JSON', '<tool_call>\n{"name": "a", "arguments": {"x": \n</tool_call>'],
    ['a block without its end', '<tool_call>\n{"name": "a", "arguments": {}}'],
    ['JSON without a name', '<tool_call>{"arguments": {}}</tool_call>'],
    ['a call in the reasoning', `<think>${call('a', '{}')}</think>No.`],
    ['a call in reasoning without an end', `<think>${call('a', '{}')}`],
    ['plain text', 'The answer is 4.'],
  ])('are not made of %s, which stays as it came', (_what, text) => {
    expect(readCalls(text, 'tagged')).toEqual({ content: text });
  });

  it('leave reasoning inline', () => {
    expect(readCalls(`<think>A tool.</think>\n${call('a', '{}')}`, 'tagged')).toEqual({
      content: '<think>A tool.</think>',
      toolCalls: [{ name: 'a', arguments: '{}' }],
    });
  });
});

describe('calls as bare JSON', () => {
  const one = '{"name": "a", "parameters": {"x": "}{"}}';

  it('are the whole answer, or stand behind the tag', () => {
    const toolCalls = [{ name: 'a', arguments: '{"x":"}{"}' }];
    expect(readCalls(`\n${one}\n`, 'bare-json')).toEqual({ content: '', toolCalls });
    expect(readCalls(`I look.\n<|python_tag|>${one}`, 'bare-json')).toEqual({ content: 'I look.', toolCalls });
  });

  it('are several with semicolons between them, and may say their type', () => {
    expect(
      readCalls(`${one}; {"type": "function", "name": "b", "parameters": {}}`, 'bare-json').toolCalls?.map(
        ({ name }) => name,
      ),
    ).toEqual(['a', 'b']);
  });

  it.each([
    ['JSON in prose', `You could send ${one}.`],
    ['JSON without a name', '{"answer": 4}'],
    ['arguments that are no object', '{"name": "a", "parameters": [1]}'],
    ['an object without its end', '{"name": "a", "parameters": {"x": 1}'],
    ['a good call beside a broken one', `${one}; {"name": }`],
    ['code behind the tag', '<|python_tag|>search.call(query="x")'],
    ['a call between tags of another syntax', call('a', '{}')],
  ])('are not made of %s, which stays as it came', (_what, text) => {
    expect(readCalls(text, 'bare-json')).toEqual({ content: text });
  });
});

describe('calls behind a mark', () => {
  it('are a list, with their ids', () => {
    const text = 'Well. [TOOL_CALLS] [{"name": "a", "arguments": {"x": 1}, "id": "abc123def"}, {"name": "b"}]';
    expect(readCalls(text, 'marked-list')).toEqual({
      content: 'Well.',
      toolCalls: [
        { id: 'abc123def', name: 'a', arguments: '{"x":1}' },
        { name: 'b', arguments: '{}' },
      ],
    });
  });

  it('are named one by one, with or without ids', () => {
    const text = '[TOOL_CALLS]a[ARGS]{"x": [1, 2]}[TOOL_CALLS]b[CALL_ID]abc123def[ARGS]{}';
    expect(readCalls(text, 'marked-list').toolCalls).toEqual([
      { name: 'a', arguments: '{"x":[1,2]}' },
      { id: 'abc123def', name: 'b', arguments: '{}' },
    ]);
  });

  it.each([
    ['a list without its mark', '[{"name": "a", "arguments": {}}]'],
    ['a list without its end', '[TOOL_CALLS][{"name": "a", "arguments": {}}'],
    ['an empty list', '[TOOL_CALLS][]'],
    ['a mark alone', '[TOOL_CALLS]'],
    ['arguments that are broken', '[TOOL_CALLS]a[ARGS]{"x": '],
  ])('are not made of %s, which stays as it came', (_what, text) => {
    expect(readCalls(text, 'marked-list')).toEqual({ content: text });
  });
});

describe('every syntax', () => {
  it.each<CallSyntax>(['tagged', 'bare-json', 'marked-list'])(
    '%s reads long and hostile text in linear time',
    (syntax) => {
      for (const piece of ['<tool_call>', '{', '{"', '[TOOL_CALLS]', '<|python_tag|>{', '[TOOL_CALLS]a[ARGS]']) {
        const text = piece.repeat(20_000);
        expect(readCalls(text, syntax)).toEqual({ content: text });
      }
    },
  );
});
