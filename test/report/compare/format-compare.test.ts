import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankSides } from '../../../src/report/compare/compare-many.js';
import { compareSides } from '../../../src/report/compare/compare-runs.js';
import { formatComparison } from '../../../src/report/compare/format-compare.js';
import { formatRanking } from '../../../src/report/compare/format-ranking.js';
import { formatChange } from '../../../src/report/compare/verdict-sentence.js';
import { displayWidth } from '../../../src/report/wrap-text.js';
import { evenly, sideWithTtft } from './side-fixture.js';

const primaryMetrics = (): readonly string[] => ['ttft', 'e2el', 'rssPeak'];
const FAST = sideWithTtft(...evenly(98, 102, 10));
const SLOW = { ...sideWithTtft(...evenly(118, 122, 10)), label: 'other \u001b[31mred' };
const COMPARISON = compareSides(FAST, SLOW, { primaryMetrics });

describe('formatComparison', () => {
  it('begins with the verdict and gives the reasons', () => {
    const text = formatComparison(COMPARISON, { width: 80, color: false });
    // e2el rises from 260 to 280 ms: 280 / 260 is a factor of 1.077.
    expect(text.split('\n')[0]).toBe('REGRESSED · 2 regressed, 1 inconclusive of 3 metrics');
    expect(text).toMatch(/ttft +100 → 120 ms +\+20 % \[\+\d+, \+\d+\] +regressed/);
    expect(text).toMatch(/e2el +260 → 280 ms +\+7\.7 %/);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('latency 100 → 17 tokens (ttft, e2el).');
    expect(text.replaceAll(/\s+/g, ' ')).toContain('rssPeak went from 512 MiB to 512 MiB: a case has one value of it');
    expect(text).toMatch(/rssPeak.*inconclusive/);
  });

  it('keeps its columns below each other where a cell is wide', () => {
    const [first, ...others] = COMPARISON.rows;
    if (first === undefined) throw new Error('the fixture has rows');
    const wide = { ...first, unit: 'ms/token' as const, metric: 'aMetricOfABenchmarkOfYourOwn' };
    const text = formatComparison({ ...COMPARISON, rows: [wide, ...others] }, { width: 120, color: false });
    const lines = text.split('\n').filter((line) => line.includes(' → ') && line.startsWith('  '));
    expect(new Set(lines.map((line) => line.search(/(verdict|regressed|inconclusive)/))).size).toBe(1);
  });

  it('fits every width, is plain without colour and the same text with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 160 }), (width) => {
        const plain = formatComparison(COMPARISON, { width, color: false });
        for (const line of plain.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(plain).not.toMatch(/[^\P{Cc}\n]/u);
        expect(stripVTControlCharacters(formatComparison(COMPARISON, { width, color: true }))).toBe(plain);
      }),
    );
  });
});

describe('formatRanking', () => {
  it('marks the winner of each metric by its letter', () => {
    const text = formatRanking(rankSides([SLOW, FAST, SLOW], { primaryMetrics }), { width: 80, color: false });
    expect(text).toMatch(/ttft, ms +120 +100 +120 {2}B/);
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  it('shows every value and every winner however many sides there are, in several tables where one is too narrow', () => {
    const sides = Array.from({ length: 14 }, (_, index) => (index === 9 ? FAST : SLOW));
    const text = formatRanking(rankSides(sides, { primaryMetrics }), { width: 60, color: false });
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(60);
    const rows = text.split('\n').filter((line) => line.startsWith('  ttft, ms'));
    expect(rows.join(' ').match(/\b120\b/g)).toHaveLength(13);
    expect(rows.join(' ').match(/\b100\b/g)).toHaveLength(1);
    for (const row of rows) expect(row).toMatch(/ {2}J$/);
  });

  it('stands its columns below each other, whatever the units, and names many equal sides in one word', () => {
    const text = formatRanking(rankSides([FAST, FAST, FAST, FAST], { primaryMetrics }), { width: 80, color: false });
    const lines = text.split('\n').filter((line) => /^ {2}(ttft|e2el|rssPeak)|winner/.test(line));
    const ends = lines.map((line) => line.search(/ {2}(winner|= all)/));
    expect(new Set(ends).size).toBe(1);
    expect(lines[1]).toContain('= all');
  });
});

describe('formatChange', () => {
  it('shows a ratio as a signed change', () => {
    expect([1.1, 0.905, 1, 1.0004, 2].map((ratio) => formatChange(ratio))).toEqual([
      '+10 %',
      '−9.5 %',
      '±0.0 %',
      '±0.0 %',
      '+100 %',
    ]);
  });
});
