import { describe, expect, it } from 'vitest';
import { configuredThresholds, parseThresholds } from '../../src/commands/compare-thresholds.js';

describe('parseThresholds', () => {
  it('is 3 % where nothing is said', () => {
    expect(parseThresholds([])).toEqual({ threshold: 0.03, thresholds: {} });
  });

  it('lets a flag win over the configuration, and one metric over all', () => {
    const configured = configuredThresholds({ default: '8%', ttft: '10%', tpot: '20%' });
    expect(parseThresholds([...configured, '3%', 'ttft=0.5'])).toEqual({
      threshold: 0.03,
      thresholds: { ttft: 0.5, tpot: 0.2 },
    });
  });
});
