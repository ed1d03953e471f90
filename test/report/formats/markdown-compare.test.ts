import { describe, expect, it } from 'vitest';
import { rankSides } from '../../../src/report/compare/compare-many.js';
import { compareSides } from '../../../src/report/compare/compare-runs.js';
import { comparisonToMarkdown, rankingToMarkdown } from '../../../src/report/formats/markdown-compare.js';
import { evenly, sideWithTtft } from '../compare/side-fixture.js';
import { HOSTILE } from '../hostile-run.js';

const primaryMetrics = (): readonly string[] => ['ttft', 'rssPeak'];
const FAST = sideWithTtft(...evenly(98, 102, 10));
const SLOW = sideWithTtft(...evenly(118, 122, 10));
const WIDE = sideWithTtft(...evenly(60, 150, 10));

/** Every line of a table must have as many cells as its head, whatever the names in it. */
function expectWholeTables(markdown: string): void {
  const cells = (line: string): number => line.replaceAll(/\\./g, '').split('|').length;
  for (const table of markdown.split('\n\n').filter((part) => part.startsWith('|'))) {
    const [head = '', ...rows] = table.split('\n').filter((line) => line.startsWith('|'));
    for (const row of rows) expect(cells(row)).toBe(cells(head));
  }
}

describe('comparisonToMarkdown', () => {
  it('says the verdict with its counts, what got worse, and that two runs alone cannot tell it from the machine', () => {
    const text = comparisonToMarkdown(compareSides(FAST, SLOW, { primaryMetrics }));
    expect(text.split('\n')[0]).toBe('## 🔴 Benchmark regressed');
    expect(text).toContain('**REGRESSED · 1 regressed, 1 inconclusive of 2 metrics**');
    expect(text).toContain('ttft went from 100 ms to 120 ms');
    expect(text).toMatch(/<sub>How much this machine differs from run to run was not measured.*<\/sub>/);
  });

  it('tells, folded, why metrics are undecided', () => {
    const text = comparisonToMarkdown(compareSides(FAST, WIDE, { primaryMetrics }));
    expect(text).toContain('<details>\n<summary>Why 2 inconclusive</summary>\n\n- ');
    expect(text).toContain('a case has one value of it');
    expect(text).toContain('n is how many values on each side would probably tell.');
  });

  it('has nothing folded where all is decided', () => {
    const text = comparisonToMarkdown(compareSides(FAST, FAST, { primaryMetrics: () => ['ttft'] }));
    expect(text).not.toContain('<details>');
  });

  it('keeps its tables whole with hostile names', () => {
    const named = [FAST, SLOW, WIDE].map((side) => ({ ...side, target: HOSTILE, label: HOSTILE }));
    const [first = FAST, second = SLOW] = named;
    expectWholeTables(comparisonToMarkdown(compareSides(first, second, { primaryMetrics })));
    const ranking = rankingToMarkdown(rankSides(named, { primaryMetrics }));
    expectWholeTables(ranking);
    expect(ranking).not.toMatch(/(?<!\\)<img/);
  });
});
