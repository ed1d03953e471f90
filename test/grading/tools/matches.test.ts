import { describe, expect, it } from 'vitest';
import { argumentProblems, matches } from '../../../src/grading/tools/matches.js';
import type { Matcher } from '../../../src/grading/tools/tool-task.js';
import type { JsonValue } from '../../../src/protocol/json.js';

const exact = (value: JsonValue): Matcher => ({ kind: 'exact', value });

it.each<readonly [Matcher, JsonValue, boolean]>([
  [exact({ a: 1, b: [2] }), { b: [2], a: 1 }, true],
  [exact(0), -0, true],
  [exact('src/A.ts'), 'src/a.ts', false],
  [exact('5'), 5, false],
  [exact(1), true, false],
  [exact(null), 'null', false],
  [{ kind: 'text', value: 'Buy  Café milk' }, ' buy Cafe\u0301\nmilk ', true],
  [{ kind: 'text', value: 'a-b' }, 'a b', false],
  [{ kind: 'one-of', of: [exact(1), exact('one')] }, 'one', true],
  [{ kind: 'one-of', of: [exact(1), exact('one')] }, 'two', false],
  [{ kind: 'regex', pattern: '^v\\d+$' }, 'v12', true],
  [{ kind: 'regex', pattern: '^v\\d+$' }, 'V12', false],
  [{ kind: 'regex', pattern: '^v\\d+$', ignoreCase: true }, 'V12', true],
  [{ kind: 'regex', pattern: '1' }, 1, false],
  [{ kind: 'number', value: 21.5, tolerance: 0.1 }, 21.55, true],
  [{ kind: 'number', value: 21.5, tolerance: 0.1 }, 21.7, false],
  [{ kind: 'number', value: 21.5, tolerance: 0.1 }, '21.5', false],
  [{ kind: 'set', of: [exact('a'), exact('b')] }, ['b', 'a'], true],
  [{ kind: 'set', of: [exact('a'), exact('b')] }, ['a', 'a'], false],
  [{ kind: 'set', of: [{ kind: 'any' }, exact('a')] }, ['a', 'b'], true],
  [{ kind: 'list', of: [exact('a'), exact('b')] }, ['b', 'a'], false],
  [{ kind: 'object', members: { a: { match: exact(1) }, b: { match: exact(2), optional: true } } }, { a: 1 }, true],
  [{ kind: 'object', members: { a: { match: exact(1) } } }, { a: 1, c: 1 }, false],
  [{ kind: 'contains', texts: ['Milk', 'eggs'] }, 'eggs and milk', true],
  [{ kind: 'contains', texts: ['milk', 'eggs'] }, 'eggs', false],
  [{ kind: 'path', value: 'src/a.ts' }, './src//a.ts', true],
  [{ kind: 'path', value: 'src/a.ts' }, 'src/A.ts', false],
  [{ kind: 'path', value: 'src/a.ts' }, '/src/a.ts', false],
  [{ kind: 'path', value: 'src/a.ts' }, 'lib/../src/a.ts', false],
  [{ kind: 'lines', value: 'a\nb\n' }, 'a  \nb', true],
  [{ kind: 'lines', value: 'a\nb' }, ' a\nb', false],
  [{ kind: 'any' }, null, true],
])('%j of %j: %s', (matcher, value, wanted) => {
  expect(matches(matcher, value)).toBe(wanted);
});

describe('arguments', () => {
  const schema = { type: 'object', properties: { path: {}, depth: { default: 1 }, all: {} } };
  const expected = { path: { match: exact('.') } };

  it.each<readonly [string, Record<string, JsonValue>, readonly string[]]>([
    ['are right as expected', { path: '.' }, []],
    ['may have a default spelled out', { path: '.', depth: 1 }, []],
    ['may not have another value there', { path: '.', depth: 2 }, ['"depth" was not asked for']],
    ['may not have others', { path: '.', all: true }, ['"all" was not asked for']],
    ['may not lack one', {}, ['"path" is missing']],
    ['say what is wrong', { path: 'src' }, ['"path" is "src"']],
  ])('%s', (_what, found, problems) => {
    expect(argumentProblems({ expected, schema }, found)).toEqual(problems);
  });

  it('may lack one that is optional or has the default that is expected', () => {
    const lenient = { ...expected, depth: { match: exact(1) }, all: { match: exact(true), optional: true } };
    expect(argumentProblems({ expected: lenient, schema }, { path: '.' })).toEqual([]);
    expect(argumentProblems({ expected: lenient, schema }, { path: '.', all: false })).toEqual(['"all" is false']);
    const deeper = { ...expected, depth: { match: exact(2) } };
    expect(argumentProblems({ expected: deeper, schema }, { path: '.' })).toEqual(['"depth" is missing']);
  });

  it('are looked at on neither side when they are to be ignored', () => {
    expect(
      argumentProblems({ expected: { ...expected, all: { match: exact(1) } }, ignore: ['all'], schema }, { path: '.' }),
    ).toEqual([]);
    expect(argumentProblems({ expected, ignore: ['all'], schema }, { path: '.', all: 3 })).toEqual([]);
  });

  it('are never confused with what every object inherits', () => {
    expect(argumentProblems({ expected: { toString: { match: { kind: 'any' } as const } }, schema }, {})).toEqual([
      '"toString" is missing',
    ]);
    expect(argumentProblems({ expected, schema }, { path: '.', constructor: 1 })).toEqual([
      '"constructor" was not asked for',
    ]);
  });

  it('that nobody knows are let through only where that is allowed', () => {
    expect(argumentProblems({ expected, schema, extra: 'allow' }, { path: '.', note: 'x' })).toEqual([]);
    expect(argumentProblems({ expected, schema }, { path: '.', note: 'x' })).toEqual(['"note" was not asked for']);
  });
});
