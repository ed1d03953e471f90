import { describe, expect, it } from 'vitest';
import { markdownText, runToMarkdown } from '../../../src/report/formats/markdown.js';
import { caseOf, record, samplesWithTtft } from '../record-fixture.js';
import { hostileRun, PRIMARY, summaryOf } from '../hostile-run.js';

describe('runToMarkdown', () => {
  it('begins with the verdict and has a row per measured case with as many cells as the head', async () => {
    const text = runToMarkdown(await summaryOf(record([caseOf({ samples: samplesWithTtft(100, 200, 300) })])), PRIMARY);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(text).toMatch(/^## ✅ Benchmark run 20260101-000000-abcd\n\ncompleted after 30 s · 1 of 1 cases completed/);
    expect(rows).toHaveLength(3);
    expect(rows[2]).toContain('| **latency** 100 → 17 tokens | e2el **360 ms** \\[260 – 460\\] | 3 |');
    expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length)).size).toBe(1);
  });

  it('lists what failed and folds the warnings', async () => {
    const text = runToMarkdown(await summaryOf(hostileRun()), PRIMARY);
    expect(text).toMatch(/^## ⚠️/);
    expect(text).toContain('- **timed out** – latency');
    expect(text).toMatch(/<details>\n<summary>\d+ warnings<\/summary>/);
  });

  it('lets no foreign text format, mention, refer or break the table', async () => {
    const text = runToMarkdown(await summaryOf(hostileRun()), PRIMARY);
    const own = text.replaceAll(/<\/?(?:details|summary|sub)>|<br>/g, '');
    expect(own).not.toMatch(/(?<!\\)<[a-z/]/i);
    expect(own).not.toMatch(/@everyone|#1\b/);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length)).size).toBe(1);
  });

  it('gives equal bytes when called twice', async () => {
    expect(runToMarkdown(await summaryOf(hostileRun()), PRIMARY)).toBe(
      runToMarkdown(await summaryOf(hostileRun()), PRIMARY),
    );
  });
});

describe('markdownText', () => {
  it.each([
    ['a|b', String.raw`a\|b`],
    ['<b>&', String.raw`\<b\>&amp;`],
    ['- item', String.raw`\- item`],
    ['1. item', String.raw`1\. item`],
    ['mail@host #7', 'mail@\u200bhost #\u200b7'],
  ])('escapes %j', (text, escaped) => {
    expect(markdownText(text)).toBe(escaped);
  });
});
