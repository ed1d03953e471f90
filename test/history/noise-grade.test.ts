import { describe, expect, it } from 'vitest';
import { noiseGrade } from '../../src/history/noise-grade.js';

const floor = (detectable: number) => ({ floor: detectable / 2, detectable, comparisons: 3 });

describe('noiseGrade', () => {
  it('goes by the metric that differs most between equal runs', () => {
    expect(noiseGrade({ ttft: floor(0.01), e2el: floor(0.03) })).toEqual({
      grade: 'quiet',
      metric: 'e2el',
      detectable: 0.03,
    });
    expect(noiseGrade({ ttft: floor(0.01), e2el: floor(0.1) })?.grade).toBe('restless');
    expect(noiseGrade({ ttft: floor(0.4), e2el: floor(0.1) })).toMatchObject({ grade: 'noisy', metric: 'ttft' });
    expect(noiseGrade({})).toBeUndefined();
  });
});
