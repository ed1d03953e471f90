import { describe, expect, it } from 'vitest';
import type { TrendSeries } from '../../../src/report/trend/build-trend.js';
import { trendReport } from '../../../src/report/html/trend-report.js';
import { comparePage, motleyPage, rankingPage, trendPage } from './other-pages.js';

describe.each([
  ['a comparison', comparePage],
  ['a comparison of cases of all kinds', motleyPage],
  ['a ranking', rankingPage],
  ['a trend', trendPage],
] as const)('%s as a page', (_, page) => {
  it('has no address, no event handler and no style of an element, whatever the names in it', async () => {
    const text = await page();
    const tags = text.replaceAll(/<script>[^]*?<\/script>|<style>[^]*?<\/style>/g, '').match(/<[a-z][^>]*>/g) ?? [];
    for (const tag of tags) {
      expect(tag.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\s(?:on\w+|style|src|srcset|action)=/);
      expect(tag).not.toMatch(/\shref="(?!#|data:,")/);
    }
    expect(text).not.toContain('<img');
    expect(text.replace(/<script>[^]*/, '')).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('defines every metric that it shows, and has every place that it links to', async () => {
    const text = await page();
    for (const [, id] of text.matchAll(/data-m="([^"]*)"/g)) expect(text).toContain(`<li id="m-${id}">`);
    for (const [, id] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${id}"`);
  });

  it('gives equal bytes when called twice', async () => {
    expect(await page()).toBe(await page());
  });
});

describe('compareReport', () => {
  it('says the verdict, then what got worse, what differs, the changes and the numbers', () => {
    const text = comparePage();
    const places = [
      'REGRESSED · 2 regressed of 2 metrics',
      'What got worse',
      'id="differences"',
      'id="changes"',
      'id="rows"',
      'id="definitions"',
    ];
    const found = places.map((place) => text.indexOf(place));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found[0]).toBeGreaterThan(0);
    // 314.5 / 264.5 ms.
    expect(text).toContain('+19 %');
  });

  it('says so where nothing differs', () => {
    expect(motleyPage()).toContain('Nothing: model, method and machine are the same');
  });
});

describe('rankingReport', () => {
  it('names who is on the front and who dominates the others', () => {
    const text = rankingPage();
    expect(text).toMatch(/<strong>By speed and memory: B \(/);
    expect(text).toContain('dominated by B');
    expect(text).toContain('dominated by A, B');
  });
});

describe('trendReport', () => {
  it('numbers the changes and says what changed', async () => {
    const text = await trendPage();
    expect(text).toContain('2 series: 2 worse.');
    expect(text.match(/class="change"/g)).toHaveLength(10);
    expect(text).toContain('CPU: CPU → =cmd');
  });

  it('says in its verdict what stepped to a worse level, which a slope over all runs does not tell', () => {
    const values = [100, 100, 100, 110, 110, 110];
    const series: TrendSeries = {
      target: 'model',
      benchmark: 'latency',
      parameters: {},
      metric: 'e2el',
      unit: 'ms',
      better: 'lower',
      points: values.map((value, index) => ({
        runId: `run-${index}`,
        atMs: index,
        value,
        changes: [],
        ...(index === 3 ? { step: { before: 100, after: 110 } } : {}),
      })),
    };
    const verdict = /class="verdict.*/.exec(trendReport([series]))?.[0];
    expect(verdict).toContain('verdict warn');
    expect(verdict).toContain('<a href="#series-0">latency e2el</a>: a step from 100 ms to 110 ms (+10 %)');
    expect(trendReport([{ ...series, better: 'higher' }])).not.toContain('Worse since');
  });
});
