import { describe, expect, it } from 'vitest';
import { gradeToolCalls } from '../../../src/grading/tools/grade-tool-calls.js';
import type { AcceptedCall, ToolExpectation } from '../../../src/grading/tools/tool-task.js';
import type { ToolDefinition } from '../../../src/protocol/chat.js';
import type { JsonValue } from '../../../src/protocol/json.js';
import { answer, calling, grader } from './tool-fixture.js';

const tool: ToolDefinition = {
  name: 'geo.find',
  description: 'Finds places.',
  parameters: {
    type: 'dict',
    properties: {
      place: { type: 'string' },
      radius: { type: 'float' },
      limit: { type: 'integer' },
      tags: { type: 'array', items: { type: 'string' } },
      box: { type: 'array', items: { type: 'float' } },
      near: { type: 'dict', properties: { lat: { type: 'float' } } },
      stops: { type: 'array', items: { type: 'dict' } },
      free: { type: 'any' },
      open: { type: 'boolean' },
    },
    required: ['place'],
  },
};

function passes(accepted: AcceptedCall['accepted'], given: string): boolean {
  const calls = [{ name: 'geo.find', accepted: { place: ['Oslo'], ...accepted } }];
  return grade({ kind: 'bfcl', calls }, `[geo.find(place="Oslo", ${given})]`) === 'pass';
}

function grade(expect_: ToolExpectation, text: string): string {
  return gradeToolCalls({ task: { tools: [tool], expect: expect_ }, mode: 'prompt', answer: answer({ text }), grader })
    .kind;
}

describe('values', () => {
  it.each<readonly [string, AcceptedCall['accepted'], string, boolean]>([
    ['an integer for a float', { radius: [5] }, 'radius=5', true],
    ['a float for an integer', { limit: [5] }, 'limit=5.0', false],
    ['a text for an integer', { limit: [5] }, 'limit="5"', false],
    ['a boolean for an integer, though Python calls them equal', { limit: [1] }, 'limit=True', false],
    ['a value of the answer’s type instead of the schema’s', { limit: ['max_limit'] }, 'limit="max_limit"', true],
    ['such a value in another case', { limit: ['max_limit'] }, 'limit="Max_Limit"', false],
    ['texts in a list, without punctuation', { tags: [['sea-side', 'A']] }, 'tags=["Seaside", "a"]', true],
    ['a list in another order', { tags: [['a', 'b']] }, 'tags=["b", "a"]', false],
    ['integers in a list of floats', { box: [[{ $float: 1 }, 2.5]] }, 'box=[1, 2.5]', false],
    ['integers in a list of floats whose answer has them', { box: [[1, 2]] }, 'box=[1, 2]', true],
    ['a dictionary with accepted values', { near: [{ lat: [1.5, 2], name: ['X', ''] }] }, "near={'lat': 2}", true],
    ['a dictionary that lacks a key', { near: [{ lat: [1.5], name: ['X'] }] }, "near={'lat': 1.5}", false],
    ['a dictionary with another key', { near: [{ lat: [1.5] }] }, "near={'lat': 1.5, 'z': 1}", false],
    [
      'a list of dictionaries',
      { stops: [[{ id: ['a-1'] }, { id: ['b'] }]] },
      "stops=[{'id': 'A1'}, {'id': 'b'}]",
      true,
    ],
    ['a longer list of dictionaries', { stops: [[{ id: ['a'] }]] }, "stops=[{'id': 'a'}, {'id': 'a'}]", false],
    ['null where it is accepted', { limit: [null] }, 'limit=None', true],
    ['null where it is not', { limit: [5, ''] }, 'limit=None', false],
    ['nothing where that is marked', { limit: [5, ''] }, '', true],
    ['nothing where it is not', { limit: [5] }, '', false],
    ['an argument that the answer does not have', {}, 'limit=5', false],
    ['an argument that the schema does not have', { other: [1] }, 'other=1', false],
    ['an empty list where nothing would do as well', { tags: [['a'], ''] }, 'tags=[]', true],
    [
      'an empty list of dictionaries where nothing would do as well',
      { stops: [[{ id: ['a'] }], ''] },
      'stops=[]',
      true,
    ],
    ['an empty list where it is not accepted', { tags: [['a']] }, 'tags=[]', false],
    ['a name without quotes where a text is wanted', { free: ['north'] }, 'free=north', true],
    ['a truth value as JSON writes it, which is a name there', { open: [true] }, 'open=true', false],
    ['a number for any', { free: [5] }, 'free=5', true],
  ])('%s', (...[, accepted, given, wanted]) => {
    expect(passes(accepted, given)).toBe(wanted);
  });

  it('compare texts without case, space and punctuation', () => {
    const calls = [{ name: 'geo.find', accepted: { place: ["St. John's-on_Sea"] } }];
    expect(grade({ kind: 'bfcl', calls }, `[geo.find(place='st johns" on sea'.)]`)).toBe('malformed');
    expect(grade({ kind: 'bfcl', calls }, `[geo.find(place='ST JOHN"S ON/SEA')]`)).toBe('pass');
  });
});

describe('calls', () => {
  const call = (...places: string[]): AcceptedCall => ({ name: 'geo.find', accepted: { place: places } });
  const text = (...places: string[]): string => `[${places.map((place) => `geo.find(place="${place}")`).join(', ')}]`;

  it('are as many as expected, in any order', () => {
    expect(grade({ kind: 'bfcl', calls: [call('a'), call('b')] }, text('b', 'a'))).toBe('pass');
    expect(grade({ kind: 'bfcl', calls: [call('a')] }, text('a', 'a'))).toBe('wrong-answer');
    expect(grade({ kind: 'bfcl', calls: [call('a'), call('b')] }, text('a', 'a'))).toBe('wrong-answer');
  });

  it('are taken in turn, which fails an answer that a largest matching would pass', () => {
    expect(grade({ kind: 'bfcl', calls: [call('a', 'b'), call('a')] }, text('a', 'b'))).toBe('wrong-answer');
    expect(grade({ kind: 'bfcl', calls: [call('a'), call('a', 'b')] }, text('a', 'b'))).toBe('pass');
  });

  it('may stand without brackets, and with arguments without names, which are not looked at', () => {
    for (const given of [
      'geo.find(place="a")',
      '[geo.find(place="a")',
      '`geo.find(place="a")`',
      '[geo.find(7, place="a")]',
    ]) {
      expect(grade({ kind: 'bfcl', calls: [call('a')] }, given), given).toBe('pass');
    }
    expect(grade({ kind: 'bfcl', calls: [call('a'), call('b')] }, 'geo.find(place="a"), geo.find(place="b")')).toBe(
      'pass',
    );
    expect(grade({ kind: 'bfcl', calls: [call('a')] }, 'geo.find(place="a") is what I call.')).toBe('no-call');
  });

  it('count in native mode only through the interface, by the mapped name', () => {
    const task = { tools: [tool], expect: { kind: 'bfcl', calls: [call('a')] } } as const;
    const given: readonly [string, JsonValue] = ['geo_find', { place: 'A' }];
    expect(gradeToolCalls({ task, mode: 'native', answer: calling(given), grader }).kind).toBe('pass');
    const leaked = gradeToolCalls({ task, mode: 'native', answer: answer({ text: text('a') }), grader });
    expect(leaked).toMatchObject({ kind: 'no-call', lenient: true });
  });
});

describe('relevance', () => {
  it('is met by any readable call, irrelevance by none, garbage included', () => {
    expect(grade({ kind: 'bfcl-relevance' }, '[geo.find(place="x")]')).toBe('pass');
    expect(grade({ kind: 'bfcl-relevance' }, 'No.')).toBe('no-call');
    expect(grade({ kind: 'bfcl-irrelevance' }, '[geo.find(place="x")]')).toBe('wrong-answer');
    expect(grade({ kind: 'bfcl-irrelevance' }, '[geo.find(place=')).toBe('pass');
    expect(grade({ kind: 'bfcl-irrelevance' }, '')).toBe('pass');
    expect(grade({ kind: 'bfcl-irrelevance' }, 'geo.find(place="x")')).toBe('wrong-answer');
    expect(grade({ kind: 'bfcl-irrelevance' }, '[geo.find(x)]')).toBe('wrong-answer');
  });
});
