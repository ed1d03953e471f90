import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from '../../src/datasets/exact-json.js';

describe('JSON as Python writes it', () => {
  it('keeps numbers of programs that JavaScript would change', () => {
    expect(
      parseExactJson('[1, 1.0, -0.0, 1e3, 0.5, NaN, Infinity, -Infinity, 1e999, 9007199254740993]', 'code'),
    ).toEqual([
      1,
      { $number: '1.0' },
      { $number: '-0.0' },
      { $number: '1000.0' },
      0.5,
      { $number: 'NaN' },
      { $number: 'Infinity' },
      { $number: '-Infinity' },
      { $number: 'Infinity' },
      { $integer: '9007199254740993' },
    ]);
  });

  it('marks only floats that look like integers where calls are compared', () => {
    expect(parseExactJson('{"a": [5, 5.0, 5.5], "b": 1e2}', 'calls')).toEqual({
      a: [5, { $float: 5 }, 5.5],
      b: { $float: 100 },
    });
  });

  it('leaves texts alone, whatever they hold', () => {
    const text = '{"a 1.0 NaN": "2.0 \\" 3.0 Infinity", "b": "\\\\"}';
    expect(parseExactJson(text, 'code')).toEqual(JSON.parse(text));
  });

  it('is JSON.parse for everything without such numbers', () => {
    const value = fc
      .jsonValue({ noUnicodeString: false })
      .filter((each) => !/[.eE]\d|\d{16}/.test(JSON.stringify(each)));
    fc.assert(
      fc.property(value, (each) => {
        const text = JSON.stringify(each);
        expect(parseExactJson(text, 'code')).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses what is no JSON', () => {
    expect(() => parseExactJson('{"a": 1.}', 'code')).toThrow(SyntaxError);
    expect(() => parseExactJson('{"a" 1}', 'code')).toThrow(SyntaxError);
    expect(() => parseExactJson('', 'code')).toThrow(SyntaxError);
  });

  it('reads megabytes of escapes and unclosed texts', () => {
    const escapes = String.raw`\n`.repeat(1_000_000);
    expect(parseExactJson(`["${escapes}"]`, 'code')).toEqual(['\n'.repeat(1_000_000)]);
    expect(() => parseExactJson(`["${escapes}`, 'code')).toThrow(SyntaxError);
    expect(() => parseExactJson('"'.repeat(1_000_001), 'code')).toThrow(SyntaxError);
  });
});
