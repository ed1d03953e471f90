import { describe, expect, it } from 'vitest';
import { CACHED_LABEL, cacheSaving, COLD_START_LABEL, coldPenalty } from '../../src/metrics/paired-ttft.js';
import { record } from './sample-fixture.js';

const request = (ttft: number, ...labels: string[]) => record({ metrics: { ttft }, labels });

describe('cacheSaving', () => {
  it('is the uncached time minus the cached one', () => {
    expect(cacheSaving([request(500), request(20, CACHED_LABEL)])).toEqual({ ttftCached: 20, cacheSaving: 480 });
  });

  it('is negative where the cache costs', () => {
    expect(cacheSaving([request(20), request(25, CACHED_LABEL)])).toMatchObject({ cacheSaving: -5 });
  });

  it('needs both of the pair', () => {
    expect(cacheSaving([request(500), record({ labels: [CACHED_LABEL] })])).toEqual({});
  });
});

describe('coldPenalty', () => {
  it('is the cold time minus the mean of the warm ones', () => {
    // 500 − (90 + 110 + 100) / 3.
    const requests = [request(500, COLD_START_LABEL), request(90), request(110), request(100)];
    expect(coldPenalty(requests)).toEqual({ ttftCold: 500, coldPenalty: 400 });
  });

  it('needs a cold request', () => {
    expect(coldPenalty([request(90), request(110)])).toEqual({});
  });
});
