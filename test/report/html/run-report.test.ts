import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runReport } from '../../../src/report/html/run-report.js';
import { type CaseState, SATURATED_REASON } from '../../../src/journal/records.js';
import { caseOf, completedState, failedState, record, samplesWithTtft } from '../record-fixture.js';
import { drawn, hostileRun, PRIMARY, summaryOf } from '../hostile-run.js';

async function report(run = hostileRun()): Promise<string> {
  return runReport(await drawn(run), { primaryMetrics: PRIMARY });
}

/** Loads of one slot and more with these rates; what is undefined was left out as the rate no longer rose. */
async function sweep(rates: readonly (number | undefined)[]): Promise<string> {
  const reason = { code: SATURATED_REASON, message: 'The rate no longer rises.' };
  const cases = rates.map((rate, index) =>
    caseOf({
      benchmark: 'concurrent',
      parameters: { slots: 2 ** index },
      ...(rate === undefined
        ? { state: { ...failedState(''), status: 'skipped', reason } as CaseState, iterations: 3 }
        : { samples: samplesWithTtft(100, 101, 102) }),
    }),
  );
  const run = record(cases);
  const summary = await summaryOf(run);
  const measured = summary.cases.map((each, index) => {
    const value = rates[index];
    const outTps = value === undefined ? {} : { outTps: { unit: 'tok/s', better: 'higher', value } as const };
    return { ...each, caseMetrics: { ...each.caseMetrics, ...outTps } };
  });
  const primaryMetrics = (): string[] => ['outTps'];
  return runReport(
    { ...(await drawn(run, primaryMetrics)), summary: { ...summary, cases: measured } },
    { primaryMetrics },
  );
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
    expect(text).toContain('first-token: ttft over the length of the prompt');
    expect(text).toContain('Memory over time');
  });

  it('puts shares of the context and tokens of it on one curve, by what was in use', async () => {
    const cases = [{ contextTokens: 128 }, { contextShare: 0.5 }, { contextShare: 1 }].map((parameters) =>
      caseOf({ benchmark: 'context-window', parameters, samples: samplesWithTtft(10, 11, 12) }),
    );
    const run = record(cases);
    const summary = await summaryOf(run);
    const inUse = [128, 1_024, 2_048];
    const measured = summary.cases.map((each, index) => {
      const { ttft } = each.metrics;
      if (ttft === undefined) throw new Error('the fixture has times');
      return { ...each, metrics: { ...each.metrics, contextTokens: { ...ttft, p50: inUse[index] ?? 0 } } };
    });
    const primaryMetrics = (): string[] => ['ttft'];
    const charted = { ...(await drawn(run, primaryMetrics)), summary: { ...summary, cases: measured } };
    const text = runReport(charted, { primaryMetrics });
    const [, curve = ''] = /context-window: ttft over the context in use<\/title>(.*?)<\/svg>/s.exec(text) ?? [];
    expect(curve.match(/<circle/g)).toHaveLength(3);
    expect(curve).toContain('context in use, tokens');
  });

  it('has a card of every benchmark before a second one of any', async () => {
    const sizes = Array.from({ length: 20 }, (_, index) =>
      caseOf({ benchmark: 'first-token', parameters: { promptTokens: index }, samples: samplesWithTtft(1, 2) }),
    );
    const text = await report(record([...sizes, caseOf({ benchmark: 'memory', samples: samplesWithTtft(1, 2) })]));
    const cards = [...text.matchAll(/<li class="card"><div class="name">([\w-]+)/g)].map(([, name]) => name);
    expect(cards).toEqual([...Array.from({ length: 11 }, () => 'first-token'), 'memory']);
    expect(text).toContain('9 more in the table below.');
  });

  it('has no link in a button, which would lead away instead of sorting', async () => {
    const buttons = (await report()).match(/<button.*?<\/button>/g) ?? [];
    expect(buttons.length).toBeGreaterThan(0);
    expect(buttons.filter((button) => button.includes('<a '))).toEqual([]);
    expect(buttons.filter((button) => button.includes('data-m="ttft"'))).toHaveLength(1);
  });

  it('names every table', async () => {
    const text = await report();
    for (const [table] of text.matchAll(/(?:<div class="scroll[^>]*>)?<table[^>]*>/g))
      expect(table).toContain('aria-label');
  });

  it('marks the knee of a load that saturates, on an axis from 0, and blames nothing on what was left out', async () => {
    const text = await sweep([182, 361, 723, 730, undefined]);
    // 730 / 182 users.
    expect(text).toContain('knee at 4');
    expect(text).toMatch(/<text[^>]*>0<\/text>/);
    expect(text).toContain('4 of 5 cases completed, 1 left out as the rate no longer rose.');
    expect(text).not.toContain('href="#failures"');
  });

  it('marks no knee where a second request at once wins next to nothing, and none that still rises', async () => {
    expect(await sweep([1444, 1586, 1727])).not.toContain('knee at');
    expect(await sweep([100, 200, 400])).not.toContain('knee at');
  });

  it('has no number of a case that failed before it measured anything', async () => {
    const failed = caseOf({ state: { ...completedState(0), ...failedState('No room.') }, iterations: 3 });
    const text = await report(record([failed]));
    expect(text).not.toContain('class="card"');
  });

  it('says where an imported run comes from', async () => {
    const run = record([caseOf({ samples: samplesWithTtft(1, 2) })]);
    expect(runReport(await drawn(run), { primaryMetrics: PRIMARY, origin: 'From <afar>.' })).toContain(
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
