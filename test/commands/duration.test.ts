import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../src/commands/duration.js';
import { parseWholeNumber } from '../../src/commands/whole-number.js';

describe('parseDuration', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1.5h', 5_400_000],
    ['2d', 172_800_000],
  ])('reads %s as %i ms', (text, expected) => {
    expect(parseDuration(text, '--timeout')).toBe(expected);
  });

  it.each(['', '5', 'm', '-5m', '5 minutes', 'five', '1e3s'])('refuses "%s" and names the option', (text) => {
    expect(() => parseDuration(text, '--timeout')).toThrow(/^--timeout does not understand/);
  });
});

describe('parseWholeNumber', () => {
  it.each(['1.5', '', 'ten', '1e3', '0x10', '-1', '101'])('refuses "%s" outside 0 to 100 or not whole', (text) => {
    expect(() => parseWholeNumber(text, '--warmup', { min: 0, max: 100 })).toThrow(/^--warmup must be a whole number/);
  });

  it('accepts both bounds', () => {
    expect([parseWholeNumber('0', '-n', { min: 0, max: 9 }), parseWholeNumber('9', '-n', { min: 0, max: 9 })]).toEqual([
      0, 9,
    ]);
  });
});
