import { describeDifference } from '../compare/comparable.js';
import { formatChange } from '../compare/verdict-sentence.js';
import { formatValue } from '../format-value.js';
import type { TrendPoint, TrendSeries } from './build-trend.js';

/** The runs at which the values step, or at which something other than the model's speed changed. */
export function turningPoints({ points }: TrendSeries): TrendPoint[] {
  return points.filter(({ changes, step }) => changes.length > 0 || step !== undefined);
}

/** The last run at which a series stepped, where that was for the worse; undefined where it was not, or nothing stepped. */
export function lastStepForWorse({ points, better }: TrendSeries): TrendPoint | undefined {
  const last = points.findLast(({ step }) => step !== undefined);
  const { before, after } = last?.step ?? { before: 0, after: 0 };
  const worse = better === 'lower' ? after > before : better === 'higher' && after < before;
  return worse ? last : undefined;
}

/** What happened at a run in one line: the step, and what changed with it; or what changed without one. Plain text. */
export function turningText({ changes, step }: TrendPoint, { unit }: Pick<TrendSeries, 'unit'>): string {
  const changed = changes.map((each) => describeDifference(each)).join('; ');
  if (step === undefined) return changed;
  const { before, after } = step;
  const size = before > 0 ? ` (${formatChange(after / before)})` : '';
  const levels = `a step from ${formatValue(before, unit)} to ${formatValue(after, unit)}${size}`;
  return changed === '' ? `${levels}; nothing that is recorded changed with it` : `${levels}, with ${changed}`;
}
