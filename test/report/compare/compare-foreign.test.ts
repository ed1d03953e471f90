import { describe, expect, it } from 'vitest';
import { compareForeign } from '../../../src/report/compare/compare-foreign.js';
import { formatForeign } from '../../../src/report/compare/format-foreign.js';
import type { ForeignResult } from '../../../src/report/import/foreign-result.js';
import { displayWidth } from '../../../src/report/wrap-text.js';
import { HOSTILE } from '../hostile-run.js';
import { evenly, sideWithTtft } from './side-fixture.js';

/** The case of the fixture has prompts of 100 and answers of 17 tokens. */
const side = sideWithTtft(...evenly(148, 152, 10));

const foreign = (parameters: ForeignResult['parameters'], metrics: ForeignResult['metrics']): ForeignResult => ({
  tool: 'aiperf',
  model: HOSTILE,
  parameters,
  metrics,
  omitted: [],
});

describe('compareForeign', () => {
  it('puts a metric of the same sizes beside ours with the ratio and its interval', () => {
    const { rows, unmatched } = compareForeign(side, [foreign({ promptTokens: 100 }, { ttft: evenly(98, 102, 10) })]);
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
      foreign({ promptTokens: 512 }, { ttft: [1, 2] }),
      foreign({ promptTokens: 100, depthTokens: 4096 }, { ttft: [1, 2] }),
      foreign({}, { decodeTpsServer: [1, 2] }),
    ];
    const { rows, unmatched } = compareForeign(side, results);
    expect(rows).toEqual([]);
    expect(unmatched.map(({ metric }) => metric)).toEqual(['ttft', 'ttft', 'decodeTpsServer']);
  });

  it('has no ratio where a tool tells one number for all requests', () => {
    const { rows } = compareForeign(side, [foreign({}, { e2el: [300] })]);
    expect(rows[0]).toMatchObject({ theirs: { n: 1, median: 300 } });
    expect(rows[0]).not.toHaveProperty('effect');
  });

  it.each([40, 80, 200])('fits a terminal of %i columns, whatever the names', (width) => {
    const results = [
      foreign({ promptTokens: 100 }, { ttft: evenly(98, 102, 10) }),
      foreign({ promptTokens: 1 }, { ttft: [1] }),
    ];
    const text = formatForeign(compareForeign(side, results), { width, color: false });
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    expect(text).not.toContain('\u001b');
    expect(text.replaceAll(/\s+/g, ' ')).toContain('There is no verdict');
  });
});
