import { describe, expect, it } from 'vitest';
import { configuredThresholds, parseThresholds, typedThresholds } from '../../src/commands/compare-thresholds.js';

describe('parseThresholds', () => {
  it('is 3 % where nothing is said', () => {
    expect(parseThresholds([])).toEqual({ threshold: 0.03, thresholds: {} });
  });

  it('lets a flag win over the configuration, and one metric over all', () => {
    const configured = configuredThresholds({ default: '8%', ttft: '10%', tpot: '20%' });
    expect(parseThresholds([...configured, ...typedThresholds(['3%', 'ttft=0.5'])])).toEqual({
      threshold: 0.03,
      thresholds: { ttft: 0.5, tpot: 0.2 },
    });
  });

  it('says where a metric that does not exist was named', () => {
    expect(() => parseThresholds(configuredThresholds({ tfft: '10%' }))).toThrow(
      'thresholds of the configuration: there is no metric "tfft".',
    );
    expect(() => parseThresholds(typedThresholds(['foo=1%']))).toThrow('--threshold: there is no metric "foo".');
  });
});
