import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRecord, sealRecord } from '../../src/journal/checksum.js';

describe('a sealed record', () => {
  it('gives back every JSON value', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (key, value) => {
        expect(openRecord(key, sealRecord(key, value))).toEqual({
          kind: 'sound',
          value: JSON.parse(JSON.stringify(value)) as unknown,
        });
      }),
    );
  });

  it('is refused after any change of a character, and under another key', () => {
    const text = sealRecord('c/1', { status: 'completed', iterations: 10 });
    for (let at = 0; at < text.length; at += 1) {
      const damaged = `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`;
      expect(openRecord('c/1', damaged).kind).toBe('damaged');
    }
    expect(openRecord('c/2', text).kind).toBe('damaged');
    expect(openRecord('c/1', '').kind).toBe('damaged');
  });

  it('is not made of a number that JSON would turn into null', () => {
    expect(() => sealRecord('s/1', { ttft: Number.NaN })).toThrow(/"ttft"/);
  });
});
