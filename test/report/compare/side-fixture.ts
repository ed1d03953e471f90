import { type ComparisonSide, sidesOfRun } from '../../../src/report/compare/comparison-side.js';
import { caseOf, record, samplesWithTtft } from '../record-fixture.js';

export const primaryMetrics = (): readonly string[] => ['ttft'];

/** One side whose only case has these times to first token. */
export function sideWithTtft(...ttfts: readonly number[]): ComparisonSide {
  const [side] = sidesOfRun(record([caseOf({ samples: samplesWithTtft(...ttfts) })]));
  if (side === undefined) throw new Error('the fixture has a target');
  return side;
}

/** n values that rise evenly from `from` to `to`. */
export function evenly(from: number, to: number, n: number): number[] {
  return Array.from({ length: n }, (_, index) => from + ((to - from) * index) / (n - 1));
}
