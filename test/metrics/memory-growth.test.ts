import { describe, expect, it } from 'vitest';
import { memoryGrowth } from '../../src/metrics/memory-growth.js';
import { record, sample } from './sample-fixture.js';

const MIB = 1024 * 1024;

describe('memoryGrowth', () => {
  it('is the slope over the requests answered, not over the iterations', () => {
    // 2 requests an iteration, 6 MiB more after each: 3 MiB per request.
    const samples = [1, 2, 3, 4, 5].map((at) => sample([record(), record()], { rssAfter: at * 6 * MIB }));
    expect(memoryGrowth(samples)).toEqual({ rssPerRequest: 3 * MIB });
  });

  it('is not moved by one wild reading', () => {
    const samples = [0, 0, 900, 0, 0, 0].map((rss) => sample([record()], { rssAfter: rss * MIB }));
    expect(memoryGrowth(samples)).toEqual({ rssPerRequest: 0 });
  });

  it('needs five readings', () => {
    expect(memoryGrowth([1, 2, 3, 4].map((at) => sample([record()], { rssAfter: at })))).toEqual({});
  });
});
