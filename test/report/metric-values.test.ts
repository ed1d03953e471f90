import { describe, expect, it } from 'vitest';
import { metricValues } from '../../src/report/metric-values.js';
import { record, sample } from '../metrics/sample-fixture.js';

describe('metricValues', () => {
  it.each(['cached', 'cold-start', 'cache-contaminated', 'truncated'])(
    'keeps a %s request out of what hangs on the prefill, and in what does not',
    (label) => {
      const metrics = { ttft: 5, e2el: 10, tpot: 2 };
      const values = metricValues([sample([record({ metrics }), record({ metrics, labels: [label] })])]);
      expect(values.get('ttft')).toEqual([5]);
      expect(values.get('e2el')).toEqual([10]);
      expect(values.get('tpot')).toEqual([2, 2]);
    },
  );

  it('counts a request of a cold start whose file cache was warm', () => {
    const cold = record({ metrics: { ttft: 5 }, labels: ['file-cache-warm'] });
    expect(metricValues([sample([cold], { coldStartMs: 900 })])).toEqual(
      new Map([
        ['ttft', [5]],
        ['coldStartMs', [900]],
      ]),
    );
  });
});
