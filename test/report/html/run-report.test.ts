import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runReport } from '../../../src/report/html/run-report.js';
import { caseOf, record, samplesWithTtft } from '../record-fixture.js';
import { hostileRun, PRIMARY, summaryOf } from '../hostile-run.js';

async function report(run = hostileRun()): Promise<string> {
  return runReport(run, await summaryOf(run), { primaryMetrics: PRIMARY });
}

describe('runReport', () => {
  it('says the verdict and the headline before anything else', async () => {
    const text = await report(record([caseOf({ samples: samplesWithTtft(100, 200, 300) })]));
    const places = [
      'All 1 case completed.',
      'class="cards"',
      'id="warnings"',
      'id="cases"',
      'class="chart"',
      'id="environment"',
      'id="definitions"',
    ];
    const found = places.map((place) => text.indexOf(place));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(found[0]).toBeGreaterThan(0);
  });

  it('allows by its policy exactly the style and the script that are in it', async () => {
    const text = await report();
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? '';
    const hash = (part: string): string => `'sha256-${createHash('sha256').update(part).digest('base64')}'`;
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(text) ?? [];
    const scripts = [...text.matchAll(/<script>([^]*?)<\/script>/g)].map(([, script = '']) => script);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src ${hash(style)};`);
    expect(scripts.map((script) => `script-src ${hash(script)};`).every((rule) => policy.includes(rule))).toBe(true);
    expect(scripts).toHaveLength(1);
    expect(policy).not.toContain('unsafe');
  });

  it('has no address, no event handler and no style of an element', async () => {
    const text = await report();
    const tags = text.replaceAll(/<script>[^]*?<\/script>|<style>[^]*?<\/style>/g, '').match(/<[a-z][^>]*>/g) ?? [];
    for (const tag of tags) {
      expect(tag.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\s(?:on\w+|style|src|srcset|action)=/);
      expect(tag).not.toMatch(/\shref="(?!#|data:,")/);
    }
  });

  it('defines every metric that it shows', async () => {
    const text = await report();
    for (const [, id] of text.matchAll(/data-m="([^"]*)"/g)) expect(text).toContain(`<li id="m-${id}">`);
  });

  it('draws a curve for cases that differ in one number, with their memory and their tokens', async () => {
    const text = await report();
    expect(text).toContain('first-token: ttft over promptTokens');
    expect(text).toContain('Memory over time');
  });

  it('says where an imported run comes from', async () => {
    const run = record([caseOf({ samples: samplesWithTtft(1, 2) })]);
    expect(runReport(run, await summaryOf(run), { primaryMetrics: PRIMARY, origin: 'From <afar>.' })).toContain(
      'From &lt;afar&gt;.',
    );
  });

  it('gives equal bytes when called twice', async () => {
    expect(await report()).toBe(await report(structuredClone(hostileRun())));
  });

  it('stays whole for a run without any sample', async () => {
    const text = await report(record([caseOf({ state: { status: 'planned', take: 0 } })]));
    expect(text).toContain('0 of 1 case completed.');
    expect(text.replace(/<script>[^]*/, '')).not.toContain('NaN');
  });
});
