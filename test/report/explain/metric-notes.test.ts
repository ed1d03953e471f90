import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/metrics/registry.js';
import { formatExplanation, formatMetricList } from '../../../src/report/explain/format-explanation.js';
import { metricNotes } from '../../../src/report/explain/metric-notes.js';
import { displayWidth } from '../../../src/report/wrap-text.js';

describe('explanations', () => {
  it('exist for the metrics a comparison judges', () => {
    for (const id of ['ttft', 'e2el', 'tpot', 'decodeTps', 'prefillTps', 'outTps', 'reqTps', 'rssPeak', 'loadMs']) {
      expect(metricNotes(id)).toBeDefined();
    }
  });

  it('give formula, letters, unit and direction of every metric within the width', () => {
    for (const metric of METRICS) {
      const text = formatExplanation(metric, { width: 80, color: false });
      expect(text.replaceAll(/\s+/g, ' ')).toContain(metric.formula);
      expect(text).toContain(`${metric.unit}, `);
      for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
    }
    expect(formatMetricList(METRICS, { width: 80, color: false }).split('\n').length).toBeGreaterThan(METRICS.length);
  });
});
