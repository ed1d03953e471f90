import { describe, expect, it } from 'vitest';
import { prefillCost } from '../../src/metrics/prefill-cost.js';

describe('prefillCost', () => {
  it('finds fixed cost and cost per token of a straight line', () => {
    // 5 ms + 0.1 ms a token.
    const points = [64, 256, 1_024].map((promptTokens) => ({ promptTokens, ttftMs: 5 + 0.1 * promptTokens }));
    const cost = prefillCost(points);
    expect(cost?.fixedMs).toBeCloseTo(5, 9);
    expect(cost?.msPerToken).toBeCloseTo(0.1, 12);
    expect(cost?.curvature).toBe(1);
  });

  it('tells by how much a token costs more at the long end', () => {
    // n + n²: the slope is 1 + 2n, at 4 it is 9 and at 1 it is 3.
    const points = [1, 2, 3, 4].map((promptTokens) => ({ promptTokens, ttftMs: promptTokens + promptTokens ** 2 }));
    expect(prefillCost(points)?.curvature).toBeCloseTo(3, 6);
  });

  it('keeps to a line when a single point is off', () => {
    // 10 ms + 0.1 ms a token, and the second point 2 ms late.
    const late: Readonly<Record<number, number>> = { 128: 2 };
    const points = [64, 128, 256, 512, 1_024].map((promptTokens) => ({
      promptTokens,
      ttftMs: 10 + 0.1 * promptTokens + (late[promptTokens] ?? 0),
    }));
    expect(prefillCost(points)?.msPerTokenSquared).toBe(0);
    expect(prefillCost(points)?.msPerToken).toBeCloseTo(0.1, 3);
  });

  it('finds all three parts of a bent curve', () => {
    // 2 ms + 0.07 ms a token + 0.00005 ms a token squared.
    const points = [64, 128, 256, 512, 1_024].map((promptTokens) => ({
      promptTokens,
      ttftMs: 2 + 0.07 * promptTokens + 0.000_05 * promptTokens ** 2,
    }));
    const cost = prefillCost(points);
    expect(cost?.fixedMs).toBeCloseTo(2, 6);
    expect(cost?.msPerToken).toBeCloseTo(0.07, 8);
    expect(cost?.msPerTokenSquared).toBeCloseTo(0.000_05, 10);
  });

  it('never gives a bent curve a fixed part below 0', () => {
    const points = [64, 128, 256, 512].map((promptTokens) => ({
      promptTokens,
      ttftMs: 0.07 * promptTokens + 0.0002 * promptTokens ** 2 - 1,
    }));
    expect(prefillCost(points)?.fixedMs).toBe(0);
  });

  it('says how far the worst point lies from the curve', () => {
    // On the line 10 + n the last of four points should be at 14 and is at 20.
    const points = [1, 2, 3, 4].map((promptTokens) => ({
      promptTokens,
      ttftMs: promptTokens === 4 ? 20 : 10 + promptTokens,
    }));
    expect(prefillCost(points.slice(0, 3))?.worstShare).toBeCloseTo(0, 12);
    expect(prefillCost(points)?.worstShare).toBeGreaterThan(0.05);
  });

  it('never lets a token cost less than nothing', () => {
    // A machine that became busy in the middle of the sweep.
    const ttfts = [4.89, 9.33, 19.6, 95.5, 404];
    const cost = prefillCost(ttfts.map((ttftMs, at) => ({ promptTokens: 64 * 2 ** at, ttftMs })));
    expect(cost?.msPerToken).toBeGreaterThanOrEqual(0);
    expect(cost?.worstShare).toBeGreaterThan(0.5);
  });

  it('needs three unlike lengths', () => {
    const point = { promptTokens: 64, ttftMs: 5 };
    expect(prefillCost([point, point, { promptTokens: 128, ttftMs: 9 }])).toBeUndefined();
  });
});
