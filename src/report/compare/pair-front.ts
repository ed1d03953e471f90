import type { Comparison, ComparisonRow } from './compare-runs.js';
import type { FrontName } from './front-text.js';
import { type ParetoFront, paretoFront } from './pareto-front.js';
import { isDecided } from './verdict.js';

/**
 * Two unlike models by speed, memory and quality together: who compares them wants to choose. Undefined for two runs of
 * one model, between which there is nothing to choose.
 */
export function pairFront(
  { before, after, differences, rows, passRates }: Comparison,
  threshold: number,
): ParetoFront | undefined {
  if (!differences.some(({ scope }) => scope === 'model')) return undefined;
  const medians = rows.map((row) => ({ ...row, medians: [row.before.median, row.after.median], level: levelOf(row) }));
  return paretoFront([before, after], medians, { threshold, qualityTold: passRates.some(isDecided) });
}

function levelOf({ verdict }: ComparisonRow): readonly number[] {
  if (verdict === 'regressed') return [0];
  return verdict === 'improved' ? [1] : [0, 1];
}

/** What the sides of a pair are called. */
export function pairNames({ before, after }: Comparison): readonly FrontName[] {
  return [
    { short: 'before', whole: before.target },
    { short: 'after', whole: after.target },
  ];
}
