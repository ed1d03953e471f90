import { describe, expect, it } from 'vitest';
import { concurrencyMetrics } from '../../src/metrics/concurrency.js';
import { sample, span } from './sample-fixture.js';

describe('concurrencyMetrics', () => {
  it('divides the time in flight by the duration', () => {
    // (100 + 100 + 100) / 200 ms; two of the three overlap.
    const metrics = concurrencyMetrics([sample([span(0, 100), span(50, 150), span(100, 200)])]);
    expect(metrics).toEqual({ concEff: 1.5, concPeak: 2 });
  });

  it('adds iterations, but does not count the time between them', () => {
    // (100 + 100 + 300 + 300) / (100 + 300).
    const metrics = concurrencyMetrics([sample([span(0, 100), span(0, 100)]), sample([span(0, 300), span(0, 300)])]);
    expect(metrics).toEqual({ concEff: 2, concPeak: 2 });
  });

  it('does not take requests for simultaneous that follow each other', () => {
    expect(concurrencyMetrics([sample([span(0, 100), span(100, 200)])])).toEqual({ concEff: 1, concPeak: 1 });
  });

  it('says nothing of cases that send one request at a time', () => {
    expect(concurrencyMetrics([sample([span(0, 100)])])).toEqual({});
  });
});
