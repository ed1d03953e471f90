import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCalls, contentOf } from '../../../src/grading/tools/find-calls.js';
import { answer, calling } from './tool-fixture.js';

const call = { name: 'f', arguments: { x: 1 } };

function found(text: string): unknown[] {
  return findCalls(answer({ text })).map(({ channel, form, reading }) => ({
    channel,
    form,
    ...(reading.ok
      ? { name: reading.name, arguments: reading.arguments, repairs: reading.repairs }
      : { reason: reading.reason }),
  }));
}

describe('in the content', () => {
  it.each([
    ['tagged', `Sure.\n<tool_call>\n${JSON.stringify(call)}\n</tool_call>`],
    ['tagged', `<function_call>${JSON.stringify({ name: 'f', parameters: { x: 1 } })}</function_call>`],
    ['fenced', `Here:\n\n\`\`\`json\n${JSON.stringify(call)}\n\`\`\`\n`],
    ['fenced', `~~~\n[f(x=1)]\n~~~`],
    ['bare', JSON.stringify(call, null, 2)],
    ['bare', `I will call it.\n${JSON.stringify(call)}\nDone.`],
    ['bare', JSON.stringify([{ type: 'function', function: { name: 'f', arguments: '{"x":1}' } }])],
    ['python', ' [f(x=1)] '],
  ])('finds a call that is %s: %j', (form, text) => {
    expect(found(text)).toEqual([{ channel: 'content', form, ...call, repairs: [] }]);
  });

  it('finds several, each in its own tag', () => {
    expect(found(`<tool_call>{"name":"f"}</tool_call> <tool_call>{"name":"g"}</tool_call>`)).toMatchObject([
      { name: 'f' },
      { name: 'g' },
    ]);
  });

  it('names what it overlooked around a call', () => {
    expect(found('<tool_call>{"name":"f","arguments":{}}')).toMatchObject([{ repairs: ['unclosed-tag'] }]);
    expect(found('<tool_call>[{"name":"f"},{"name":"g"}]</tool_call>')).toMatchObject([
      { repairs: ['list-in-tag'] },
      { name: 'g' },
    ]);
  });

  it('takes a call that it cannot read for a call', () => {
    expect(found('<tool_call>{"name": "f", "arguments": {"x": </tool_call>')).toMatchObject([
      { reason: expect.stringContaining('cannot be read') as string },
    ]);
    expect(found('<tool_call>{"name":"f"}{"name":"g"}</tool_call>')).toMatchObject([
      { reason: expect.stringContaining('follows') as string },
    ]);
    expect(found('{"name": "f", "arguments": {"x": 1')).toMatchObject([
      { reason: expect.stringContaining('too early') as string },
    ]);
  });

  it.each([
    ['prose', 'The function f(x=1) does not exist.'],
    ['a list', '[1, 2, 3]'],
    ['an object with a name', '{"name": "Ada", "age": 36}'],
    ['the definition of a tool', '{"name": "f", "description": "does f", "parameters": {"type": "object"}}'],
    ['other code', '```js\nconst f = { name: "f" };\n```'],
    ['a Markdown link', '[docs](https://example.org)'],
  ])('takes %s for no call', (_what, text) => {
    expect(found(text)).toEqual([]);
  });
});

it('keeps what is thought apart from what is said, inline or not', () => {
  const text = `<think>${JSON.stringify(call)}</think>Nothing to do.`;
  expect(findCalls(answer({ text }))).toMatchObject([{ channel: 'reasoning', form: 'bare' }]);
  expect(contentOf(answer({ text }))).toBe('Nothing to do.');
  expect(findCalls(answer({ text: 'Nothing.', reasoning: '<tool_call>{"name":"f"}</tool_call>' }))).toMatchObject([
    { channel: 'reasoning' },
  ]);
  expect(contentOf(answer({ text: '<think>never ends' }))).toBe('');
});

describe('through the interface of the server', () => {
  it.each([
    ['{"x": 1}', { x: 1 }],
    ['', {}],
    [' null ', {}],
    [JSON.stringify('{"x": 1}'), { x: 1 }],
    [' {"x":\n1} ', { x: 1 }],
  ])('takes %j as legal transport', (text, wanted) => {
    expect(findCalls(calling(['f', text]))).toEqual([
      { channel: 'native', form: 'native', reading: { ok: true, name: 'f', arguments: wanted, repairs: [] } },
    ]);
  });

  it.each(['[1]', '5', '{"x": 1}{"y": 2}', '{"x": 1', JSON.stringify('[1]')])('cannot read %j as arguments', (text) => {
    expect(findCalls(calling(['f', text]))).toMatchObject([{ channel: 'native', reading: { ok: false, name: 'f' } }]);
  });
});

it('never throws, whatever a model writes', () => {
  const piece = fc.constantFrom(
    '<tool_call>',
    '</tool_call>',
    '{"name":"f",',
    '"arguments":',
    '{',
    '}',
    '[',
    ']',
    '```',
    '\n',
    '[f(',
    'x=1',
    ')',
    '"',
    "'",
    '\\',
    '<think>',
    '</think>',
    '\u0000',
    '\ud800',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      for (const one of findCalls(answer({ text, toolCalls: [{ name: 'f', arguments: text }] }))) {
        expect(typeof one.reading.ok).toBe('boolean');
      }
    }),
    { numRuns: 1_000 },
  );
});
