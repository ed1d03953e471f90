import { describe, expect, it } from 'vitest';
import { describeConditions, describeParameters } from '../../src/report/describe-parameters.js';
import { formatDuration, formatInterval, formatValue } from '../../src/report/format-value.js';
import { cutText, displayWidth, plainLine, wrapText } from '../../src/report/wrap-text.js';

describe('formatValue', () => {
  it.each([
    [0, 'ms', '0 ms'],
    [0.04567, 'ms', '0.0457 ms'],
    [1.234, 'ms', '1.23 ms'],
    [41.25, 'ms', '41.3 ms'],
    [99.96, 'ms', '100 ms'],
    [1_234, 'ms', '1234 ms'],
    [10_000, 'ms', '10.0 s'],
    [123_456, 'ms', '123 s'],
    [82.44, 'tok/s', '82.4 tok/s'],
    [512, 'bytes', '512 B'],
    [512 * 2 ** 20, 'bytes', '512 MiB'],
    [1.5 * 2 ** 30, 'bytes', '1.50 GiB'],
    [0.25, 'ratio', '25.0 %'],
    [7, '', '7.00'],
  ] as const)('shows %f %s as %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });

  it('shows both ends of an interval in the scale of the median', () => {
    expect(formatInterval({ low: 9_500, high: 10_500 }, 10_000, 'ms')).toBe('9.50 – 10.5');
  });
});

describe('formatDuration', () => {
  it.each([
    [850, '850 ms'],
    [12_000, '12 s'],
    [59_600, '1 min'],
    [185_000, '3 min 05 s'],
    [3_720_000, '1 h 02 min'],
    [-5, '0 ms'],
  ])('shows %i ms as %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe('describeParameters', () => {
  it.each([
    [{ promptTokens: 512, outputTokens: 128 }, '512 → 128 tokens'],
    [{ promptTokens: 512, outputTokens: 1 }, '512 → 1 token'],
    [{ slots: 4, promptTokens: 128, outputTokens: 64 }, '4 slots · 128 → 64 tokens'],
    [{ depth: 3, promptTokens: 8 }, 'depth 3 · promptTokens 8'],
    [{ contextShare: 0.5, outputTokens: 24, sloTtftMs: 10_000, sloTpotMs: 200 }, '50 % of the context · answer 24'],
    [{ contextShare: 0.125 }, '12.5 % of the context'],
    [{ slots: 2, requests: 6, ratePerSecond: 2 }, '2 slots · 6 requests · 2 a second'],
    [{ contextTokens: 'all' }, 'contextTokens all'],
    [{ stream: true, cache: null }, 'stream true · cache null'],
    [{}, ''],
  ])('describes %j', (parameters, text) => {
    expect(describeParameters(parameters)).toBe(text);
  });
});

describe('describeConditions', () => {
  it('is what a case has to keep', () => {
    expect(describeConditions({ slots: 2, sloTtftMs: 10_000, sloTpotMs: 200 })).toBe(
      'TTFT ≤ 10 s · ≤ 200 ms per token',
    );
    expect(describeConditions({ slots: 2 })).toBe('');
  });
});

describe('text for a terminal', () => {
  it('counts wide characters twice and escape sequences not at all', () => {
    expect(displayWidth('模型\u001b[31mé\u001b[0m😀')).toBe(7);
  });

  it('breaks between words, and inside a word that is wider than a line', () => {
    expect(wrapText('one two threefour', { width: 7, indent: '  ' })).toEqual(['one', '  two', '  three', '  four']);
  });

  it('cuts to the width with a sign of it', () => {
    expect(cutText('abcdef', 4)).toBe('abc…');
    expect(cutText('abc', 3)).toBe('abc');
    expect(cutText('abc', 0)).toBe('');
  });

  it('takes out what a terminal would obey', () => {
    expect(plainLine('a\u001b[31mb\u001b[0m\n\tc\u202ed\u0007')).toBe('ab c d');
  });
});
