import { describe, expect, it } from 'vitest';
import { compareForeign } from '../../../src/report/compare/compare-foreign.js';
import { formatForeign } from '../../../src/report/compare/format-foreign.js';
import type { ForeignResult } from '../../../src/report/import/foreign-result.js';
import { displayWidth } from '../../../src/report/wrap-text.js';
import { HOSTILE } from '../hostile-run.js';
import { evenly, sideWithTtft } from './side-fixture.js';

/** The case of the fixture has prompts of 100 and answers of 17 tokens. */
const side = sideWithTtft(...evenly(148, 152, 10));

const SIZES = { promptTokens: 100, outputTokens: 17, slots: 1 };

const foreign = (parameters: ForeignResult['parameters'], metrics: ForeignResult['metrics']): ForeignResult => ({
  tool: 'aiperf',
  model: HOSTILE,
  parameters,
  metrics,
  omitted: [],
});

describe('compareForeign', () => {
  it('puts a metric of the same sizes beside ours with the ratio and its interval', () => {
    const { rows, unmatched } = compareForeign(side, [foreign(SIZES, { ttft: evenly(98, 102, 10) })]);
    expect(unmatched).toEqual([]);
    // 150 / 100 ms.
    expect(rows).toMatchObject([
      {
        benchmark: 'latency',
        metric: 'ttft',
        unit: 'ms',
        theirs: { n: 10, median: 100 },
        ours: { n: 10, median: 150 },
      },
    ]);
    expect(rows[0]?.effect?.estimate).toBeCloseTo(1.5, 2);
    expect(rows[0]?.effect?.low).toBeGreaterThan(1.4);
  });

  it('leaves out what was measured at other sizes, at depth, or by a metric the run does not have', () => {
    const results = [
      foreign({ ...SIZES, promptTokens: 512 }, { ttft: [1, 2] }),
      foreign({ ...SIZES, depthTokens: 4096 }, { ttft: [1, 2] }),
      foreign(SIZES, { decodeTpsServer: [1, 2] }),
    ];
    const { rows, unmatched } = compareForeign(side, results);
    expect(rows).toEqual([]);
    expect(unmatched.map(({ metric }) => metric)).toEqual(['ttft', 'ttft', 'decodeTpsServer']);
  });

  it.each([
    ['more requests at once', { ...SIZES, slots: 8 }],
    ['no limit of requests at once', { ...SIZES, slots: 'no limit' }],
    ['prompts of many lengths', { ...SIZES, promptTokens: '20 to 900' }],
    ['lengths that the file does not tell', {}],
    ['longer answers', { ...SIZES, outputTokens: 128 }],
    ['requests that come at a rate', { ...SIZES, requestRate: 2 }],
  ])('compares no single request with %s', (_, parameters) => {
    const { rows, unmatched } = compareForeign(side, [foreign(parameters, { ttft: [1, 2] })]);
    expect(rows).toEqual([]);
    expect(unmatched).toHaveLength(1);
  });

  it('takes lengths within 5 % for the same, as a tokenizer rarely meets one exactly', () => {
    expect(compareForeign(side, [foreign({ ...SIZES, promptTokens: 104 }, { ttft: [1, 2] })]).rows).toHaveLength(1);
  });

  it('has no ratio where a tool tells one number for all requests', () => {
    const { rows } = compareForeign(side, [foreign(SIZES, { e2el: [300] })]);
    expect(rows[0]).toMatchObject({ theirs: { n: 1, median: 300 } });
    expect(rows[0]).not.toHaveProperty('effect');
  });

  it('shows the change of one number without an interval, and names sizes that have no case once', () => {
    // 150 against 300 ms.
    const results = [
      foreign(SIZES, { ttft: [300] }),
      foreign({ promptTokens: 9, slots: 2 }, { reqTps: [1], outTps: [2] }),
    ];
    const text = formatForeign(compareForeign(side, results), { width: 200, color: false });
    expect(text).toMatch(/ttft +300 ms +150 ms +−50 %\n/);
    expect(text).toContain('Without a counterpart in the run: reqTps, outTps (promptTokens 9, slots 2).');
  });

  it('says of each row which result of the file it is, where there are several of those sizes', () => {
    const results = [
      { ...foreign({ ...SIZES, threads: 1 }, { ttft: [300] }), model: 'a.gguf' },
      { ...foreign({ ...SIZES, threads: 2 }, { ttft: [200] }), model: 'a.gguf' },
      { ...foreign({ ...SIZES, threads: 2 }, { ttft: [250] }), model: 'b.gguf' },
    ];
    const comparison = compareForeign(side, results);
    expect(comparison.model).toBe('a.gguf, b.gguf');
    expect(comparison.rows.map(({ of }) => of)).toEqual([
      'a.gguf, threads 1',
      'a.gguf, threads 2',
      'b.gguf, threads 2',
    ]);
    expect(formatForeign(comparison, { width: 200, color: false })).toMatch(/· b\.gguf, threads 2\n +ttft +250 ms/);
  });

  it('numbers results that nothing else tells apart', () => {
    const results = [300, 200].map((value) => foreign(SIZES, { ttft: [value] }));
    expect(compareForeign(side, results).rows.map(({ of }) => of)).toEqual(['result 1 of 2', 'result 2 of 2']);
  });

  it('names a metric without a counterpart once, however often the file has it', () => {
    const results = [1, 2].map((value) => foreign({ promptTokens: 9 }, { reqTps: [value] }));
    const text = formatForeign(compareForeign(side, results), { width: 200, color: false });
    expect(text).toContain('Without a counterpart in the run: reqTps (promptTokens 9).');
  });

  it.each([40, 80, 200])('fits a terminal of %i columns, whatever the names', (width) => {
    const results = [foreign(SIZES, { ttft: evenly(98, 102, 10) }), foreign({ promptTokens: 1 }, { ttft: [1] })];
    const text = formatForeign(compareForeign(side, results), { width, color: false });
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    expect(text).not.toContain('\u001b');
    expect(text.replaceAll(/\s+/g, ' ')).toContain('There is no verdict');
  });
});
