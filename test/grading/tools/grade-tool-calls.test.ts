import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeToolCalls } from '../../../src/grading/tools/grade-tool-calls.js';
import type { ToolExpectation, ToolMode } from '../../../src/grading/tools/tool-task.js';
import type { StoredAnswer } from '../../../src/protocol/answer.js';
import type { Verdict } from '../../../src/protocol/verdict.js';
import { answer, calling, grader, time, wanted, weather } from './tool-fixture.js';

const tools = [weather, time];
const oslo: ToolExpectation = { kind: 'calls', calls: [wanted('weather.get', { city: 'Oslo' })] };
const both: ToolExpectation = {
  kind: 'calls',
  calls: [wanted('weather.get', { city: 'Oslo' }), wanted('get_time', { city: 'Rome' })],
};

function grade(given: StoredAnswer, expect_: ToolExpectation = oslo, mode: ToolMode = 'native'): Verdict {
  return gradeToolCalls({ task: { tools, expect: expect_ }, mode, answer: given, grader });
}

describe('the funnel', () => {
  it('is passed by the right call, whatever stands beside it', () => {
    const right = { ...calling(['weather_get', '{ "city" : "Oslo" }']), text: 'Let me look.', reasoning: 'Hm.' };
    expect(grade(right)).toMatchObject({
      kind: 'pass',
      lenient: true,
      score: 1,
      method: 'native',
      stages: ['transport', 'emitted', 'parsed', 'known', 'schema', 'selection', 'arguments'],
      counts: { expectedCalls: 1, matchedCalls: 1, unexpectedCalls: 0, shouldCall: 1, didCall: 1, calledRightly: 1 },
    });
  });

  it.each<readonly [string, StoredAnswer, Partial<Verdict>]>([
    ['transport', answer({ text: 'It is sunny.' }), { kind: 'no-call', lenient: false, score: 0 }],
    ['emitted', calling(['weather_get', '{"city": "Oslo"']), { kind: 'malformed', lenient: false }],
    ['parsed', calling(['forecast', { city: 'Oslo' }]), { kind: 'wrong-answer', why: 'No tool is called "forecast".' }],
    ['known', calling(['weather_get', { city: 5 }]), { kind: 'wrong-answer', lenient: false }],
    ['known', calling(['weather_get', { city: 'Oslo', unit: 'k' }]), { lenient: false }],
    [
      'known',
      calling(['weather_get', { city: 'Oslo', region: 'x' }]),
      { why: 'The call of "weather_get" is outside its schema: "region" is no argument of it.' },
    ],
    ['schema', calling(['get_time', { city: 'Oslo' }]), { why: 'Called: get_time; expected: weather.get.' }],
    ['schema', calling(['weather_get', { city: 'Oslo' }], ['get_time', { city: 'Oslo' }]), { score: 2 / 3 }],
    [
      'selection',
      calling(['weather_get', { city: 'Bergen' }]),
      { why: 'The call of "weather_get" has wrong arguments: "city" is "Bergen".' },
    ],
  ])('ends behind %s', (last, given, more) => {
    const verdict = grade(given);
    expect(verdict.stages?.at(-1)).toBe(last);
    expect(verdict).toMatchObject(more);
  });

  it('ends before an answer that was cut off, even with a whole call in it', () => {
    expect(grade({ ...calling(['weather_get', { city: 'Oslo' }]), finish: 'length' })).toMatchObject({
      kind: 'truncated',
      lenient: false,
      stages: ['transport'],
    });
  });

  it('has no stage for an answer whose time ran out', () => {
    const late = answer({ outcome: { status: 'failed', class: 'timeout-total', message: 'after 60 s' } });
    expect(grade(late)).toMatchObject({ kind: 'limit', stages: [] });
  });

  it('counts a call that the server could not read against the model', () => {
    const message = 'HTTP 500: Failed to parse tool call arguments as JSON: unexpected end of input';
    const failed = answer({ outcome: { status: 'failed', class: 'http-5xx', message } });
    expect(grade(failed)).toMatchObject({
      kind: 'malformed',
      stages: ['transport', 'emitted'],
      counts: { shouldCall: 1, didCall: 1 },
    });
  });

  it('leaves an outage out of the count', () => {
    const failed = answer({ outcome: { status: 'failed', class: 'http-5xx', message: 'HTTP 500: out of memory' } });
    expect(grade(failed).kind).toBe('invalid');
  });
});

describe('the lenient score', () => {
  it.each<readonly [string, StoredAnswer, Partial<Verdict>]>([
    ['repairs', calling(['weather_get', "{'city': 'Oslo',}"]), { kind: 'malformed', counts: { repaired: 1 } }],
    [
      'coerces',
      calling(['weather_get', { city: 'Oslo', days: '1' }]),
      { kind: 'wrong-answer', counts: { coerced: 1 } },
    ],
    [
      'takes a call from the content',
      answer({ text: '{"name": "weather_get", "arguments": {"city": "Oslo"}}' }),
      { kind: 'no-call', method: 'content: bare', counts: { recoverable: 1, didCall: 0 } },
    ],
  ])('%s what the strict one does not', (_what, given, more) => {
    const verdict = grade(given);
    expect(verdict.lenient).toBe(true);
    expect(verdict).toMatchObject({ ...more, counts: expect.objectContaining(more.counts ?? {}) as object });
  });

  it('does not look into the reasoning', () => {
    const thought = answer({
      text: 'Fine.',
      reasoning: '<tool_call>{"name": "weather_get", "arguments": {"city": "Oslo"}}</tool_call>',
    });
    expect(grade(thought)).toMatchObject({ kind: 'no-call', lenient: false, method: 'reasoning: tagged' });
  });
});

describe('in prompt mode', () => {
  const inner = '{"name": "weather_get", "arguments": {"city": "Oslo"}}';

  it('wants the form that was asked for', () => {
    expect(grade(answer({ text: `<tool_call>${inner}</tool_call>` }), oslo, 'prompt')).toMatchObject({
      kind: 'pass',
      method: 'content: tagged',
    });
    expect(grade(answer({ text: inner }), oslo, 'prompt')).toMatchObject({
      kind: 'no-call',
      lenient: true,
      method: 'content: bare',
    });
    expect(grade(answer({ text: `<tool_call>${inner}` }), oslo, 'prompt')).toMatchObject({
      kind: 'malformed',
      lenient: true,
    });
  });

  it('takes what a server read out of the content by itself', () => {
    expect(grade(calling(['weather_get', { city: 'Oslo' }]), oslo, 'prompt').kind).toBe('pass');
  });
});

describe('several calls', () => {
  const right = [
    ['weather_get', { city: 'Oslo' }],
    ['get_time', { city: 'Rome' }],
  ] as const;

  it('may come in any order, unless one is asked for', () => {
    expect(grade(calling(right[1], right[0]), both).kind).toBe('pass');
    expect(grade(calling(right[1], right[0]), { ...both, ordered: true }).kind).toBe('wrong-answer');
    expect(grade(calling(...right), { ...both, ordered: true }).kind).toBe('pass');
  });

  it('are a multiset', () => {
    expect(grade(calling(right[0], right[0]), both)).toMatchObject({
      kind: 'wrong-answer',
      counts: { matchedCalls: 1, unexpectedCalls: 1 },
    });
  });

  it('are matched as well as they can be where expectations overlap', () => {
    const city = (...names: string[]): ToolExpectation => ({
      kind: 'calls',
      calls: [
        { name: 'get_time', arguments: { city: { match: { kind: 'any' } } } },
        ...names.map((name) => wanted('get_time', { city: name })),
      ],
    });
    // The first expectation would take Rome, and leave Oslo without a partner.
    expect(grade(calling(['get_time', { city: 'Rome' }], ['get_time', { city: 'Oslo' }]), city('Rome')).kind).toBe(
      'pass',
    );
  });

  it('pass exactly when some order of them fits position by position', () => {
    const cities = ['Oslo', 'Rome', 'Bern'];
    const one = fc.uniqueArray(fc.constantFrom(...cities), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom(...cities), { minLength: 1, maxLength: 4 }),
        (expected, made) => {
          const expectation: ToolExpectation = {
            kind: 'calls',
            calls: expected.map((accepted) => ({
              name: 'get_time',
              arguments: {
                city: { match: { kind: 'one-of', of: accepted.map((value) => ({ kind: 'exact', value })) } },
              },
            })),
          };
          const verdict = grade(calling(...made.map((city) => ['get_time', { city }] as const)), expectation);
          expect(verdict.kind === 'pass').toBe(
            orders(made).some(
              (order) => order.length === expected.length && order.every((city, at) => expected[at]?.includes(city)),
            ),
          );
        },
      ),
    );
  });
});

describe('where nothing may be called', () => {
  const none: ToolExpectation = {
    kind: 'no-call',
    reason: 'no-tool',
    says: [{ kind: 'regex', pattern: 'ticket', ignoreCase: true }],
  };

  it.each<readonly [string, StoredAnswer, string, boolean]>([
    ['says so', answer({ text: 'I have no tool that books tickets.' }), 'pass', true],
    ['calls something', calling(['get_time', { city: 'Oslo' }]), 'wrong-answer', false],
    [
      'calls something beside a text',
      { ...calling(['get_time', { city: 'Oslo' }]), text: 'A ticket.' },
      'wrong-answer',
      false,
    ],
    [
      'calls something in the content',
      answer({ text: 'ticket\n{"name":"get_time","arguments":{}}' }),
      'wrong-answer',
      false,
    ],
    ['calls something unreadable', answer({ text: 'ticket <tool_call>{{{</tool_call>' }), 'wrong-answer', false],
    ['thinks of calling', answer({ text: 'No ticket.', reasoning: '[get_time(city="Oslo")]' }), 'wrong-answer', true],
    ['is empty', answer({ text: ' ' }), 'empty', false],
    ['only thinks', answer({ text: '<think>ticket</think>' }), 'empty', false],
    ['repeats the request', answer({ text: 'What is the weather in Oslo in the morning?' }), 'wrong-answer', true],
    ['speaks of something else', answer({ text: 'asdf' }), 'wrong-answer', true],
  ])('an answer that %s', (...[, given, kind, lenient]) => {
    const verdict = grade(given, none);
    expect(verdict.kind).toBe(kind);
    expect(verdict.lenient).toBe(lenient);
    expect(verdict.counts?.['shouldCall']).toBe(0);
    expect(verdict.stages).toBeUndefined();
  });
});

describe('what is wrong with a task', () => {
  it('is thrown, never held against the model', () => {
    const twice = { tools: [weather, { ...weather, name: 'weather_get' }], expect: oslo };
    expect(() => gradeToolCalls({ task: twice, mode: 'native', answer: answer({ text: 'x' }), grader })).toThrow(
      /would both be called "weather_get"/,
    );
    const odd = { tools: [{ ...time, parameters: { type: 'thing' } }], expect: both };
    expect(() => gradeToolCalls({ task: odd, mode: 'native', answer: calling(['get_time', {}]), grader })).toThrow();
  });
});

describe('a megabyte of anything', () => {
  const size = 1_000_000;
  it.each([
    ['opening tags', '<tool_call>'],
    ['tags', '<tool_call>{}</tool_call>'],
    ['starts of calls', '{"name": "f", "arguments": '],
    ['starts of calls on lines', '\n{"name":['],
    ['starts of lists', '[{"name":'],
    ['lists in Python', '[f(x=['],
    ['fences', '```\n'],
    ['braces', '{'],
    ['braces on lines', '{\n'],
    ['quotes', `{"name":"\n`],
    ['escapes', '\\'],
    ['line breaks', '\n'],
    ['spaces', ' '],
    ['thoughts', '<think>'],
    ['identifiers', 'a.'],
  ])('of %s is judged at once', (_what, piece) => {
    const text = piece.repeat(Math.ceil(size / piece.length));
    for (const given of [
      answer({ text }),
      answer({ text: `{"name": ${text}` }),
      answer({ text: `[f(${text}` }),
      calling(['get_time', `{"city": "${text}`]),
    ]) {
      expect(grade(given).kind).not.toBe('pass');
    }
  });

  it('of calls is counted up to a bound', () => {
    const many = calling(...Array.from({ length: 20_000 }, () => ['get_time', { city: 'Rome' }] as const));
    expect(grade(many, both)).toMatchObject({ kind: 'wrong-answer', counts: { matchedCalls: 1 } });
  });
});

function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) =>
    orders([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}
