import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson, type Repair } from '../../../src/grading/tools/read-json.js';

describe('what it accepts without repairs', () => {
  it('is what JSON.parse accepts, with the same value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.nat(4), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(readJson(spaced)).toEqual({ ok: true, value: JSON.parse(text) as unknown, repairs: [] });
      }),
    );
  });

  it('agrees with JSON.parse on damaged texts whenever it needs no repair', () => {
    const damaged = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', "'", '}', '{', '1', '\\', ' ', '\n', 'e', '-'),
      )
      .map(
        ([text, at, piece]) => text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(damaged, (text) => {
        const read = readJson(text);
        const parsed = tryParse(text);
        if (read.ok && read.repairs.length === 0) expect(parsed).toEqual({ value: read.value });
        if (parsed === undefined) expect(read.ok && read.repairs.length === 0).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a key named __proto__ as a key', () => {
    const read = readJson('{"__proto__": {"a": 1}}');
    expect(read.ok && Object.keys(read.value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('takes an equal key twice, as JSON.parse does', () => {
    expect(readJson('{"a": 1, "a": 1}')).toEqual({ ok: true, value: { a: 1 }, repairs: [] });
  });
});

describe('what it repairs, by name', () => {
  const repaired: readonly (readonly [Repair, string, unknown])[] = [
    ['trailing-comma', '{"a": [1, 2,],}', { a: [1, 2] }],
    ['single-quotes', `{'a': 'it\\'s "so"'}`, { a: `it's "so"` }],
    ['unquoted-key', '{a: 1}', { a: 1 }],
    ['code-fence', '```json\n{"a": 1}\n```', { a: 1 }],
    ['python-literal', '{"a": True, "b": None}', { a: true, b: null }],
    ['raw-newline', '{"a": "one\ntwo"}', { a: 'one\ntwo' }],
    ['stray-quotes', '{"a": 1}"', { a: 1 }],
  ];
  it.each(repaired)('%s', (repair, text, value) => {
    expect(readJson(text)).toEqual({ ok: true, value, repairs: [repair] });
  });
});

describe('what it never repairs', () => {
  it.each([
    ['a text that ends too early', '{"a": 1', 'ends too early'],
    ['a string that ends too early', '{"a": "b', 'ends inside a string'],
    ['two objects', '{"a": 1}{"b": 2}', 'something follows'],
    ['a key with two values', '{"a": 1, "a": 2}', 'twice with different values'],
    ['NaN', '{"a": NaN}', 'a value is missing'],
    ['Infinity', '{"a": -Infinity}', 'a value is missing'],
    ['a number that overflows', '{"a": 1e999}', 'too large'],
    ['an unknown escape in a path', String.raw`{"a": "C:\Users"}`, 'is no escape'],
    ['nothing', '', 'ends too early'],
    ['prose', 'Sure, here it is', 'a value is missing'],
    ['endless nesting', '['.repeat(100_000), 'nested deeper'],
  ])('%s', (_what, text, reason) => {
    const read = readJson(text);
    expect(read.ok ? 'was read' : read.reason).toContain(reason);
  });

  it('a text cut at any place', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 }), fc.nat(), (value, cut) => {
        const text = JSON.stringify(value);
        expect(readJson(text.slice(0, cut % text.length)).ok).toBe(false);
      }),
    );
  });
});

it('marks floats that look like integers where it is told to', () => {
  const text = '{"a": 5.0, "b": 5, "c": 5.5, "d": 1e2}';
  expect(readJson(text, { floats: 'marked' })).toMatchObject({
    value: { a: { $float: 5 }, b: 5, c: 5.5, d: { $float: 100 } },
  });
  expect(readJson(text)).toMatchObject({ value: { a: 5, b: 5, c: 5.5, d: 100 } });
});

function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.trim()) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
