import { createHash } from 'node:crypto';
import { type Effect, hodgesLehmannRatio, hodgesLehmannShift } from '../../statistics/hodges-lehmann.js';
import { mannWhitney } from '../../statistics/mann-whitney.js';
import { median } from '../../statistics/quantiles.js';

/** What two samples of one metric say about each other. */
export interface MetricEffect {
  /** Candidate / baseline; absent with fewer than two values on a side, or where no ratio exists. */
  readonly effect: Effect | undefined;
  /** Two-sided p of the Mann–Whitney test; 1 where a side is empty. */
  readonly p: number;
}

/** Bounds that keep the interval of large samples in fractions of a second: its cost grows with n·m and resamples. */
const LIMITS = Object.freeze({
  /** Values of a side that the effect is computed from; more are thinned evenly, which only widens the interval. */
  values: 400,
  /** From here on fewer resamples are drawn. */
  manyValues: 60,
  resamples: 4_000,
  fewerResamples: 2_000,
});

/**
 * Mann–Whitney test and Hodges–Lehmann ratio with its bootstrap interval. Exchanging the samples gives the same p and the
 * exact reciprocal of the ratio: the resamples are drawn in an order of the samples that does not hang on their roles.
 */
export function metricEffect(before: readonly number[], after: readonly number[]): MetricEffect {
  const p = mannWhitney(before, after)?.p ?? 1;
  if (before.length < 2 || after.length < 2) return { effect: undefined, p };
  const swapped = precedes(after, before);
  if (!swapped && !precedes(before, after)) return { effect: symmetric(orderedEffect(before, after)), p };
  const effect = swapped ? orderedEffect(after, before) : orderedEffect(before, after);
  return { effect: swapped && effect !== undefined ? reciprocal(effect) : effect, p };
}

/** Whether `a` comes first in an order of samples that only their values decide. */
function precedes(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return a.length < b.length;
  const index = a.findIndex((value, at) => value !== b[at]);
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}

function orderedEffect(first: readonly number[], second: readonly number[]): Effect | undefined {
  const [left, right] = [thin(first), thin(second)];
  const many = Math.max(left.length, right.length) > LIMITS.manyValues;
  const options = { seed: seedOf(left, right), resamples: many ? LIMITS.fewerResamples : LIMITS.resamples };
  const ratio = hodgesLehmannRatio(left, right, options);
  return ratio ?? relativeShift(left, right, options);
}

/** Where zeros forbid logarithms: the shift as a share of the pooled median; none where that is zero or the shift eats it. */
function relativeShift(
  left: readonly number[],
  right: readonly number[],
  options: { readonly seed: number; readonly resamples: number },
): Effect | undefined {
  const all = [...left, ...right];
  if (all.every((value) => value === all[0])) return { estimate: 1, low: 1, high: 1 };
  const scale = median(all);
  const shift = hodgesLehmannShift(left, right, options);
  if (shift === undefined || scale <= 0) return undefined;
  const asRatio = (value: number): number => (2 * scale + value) / (2 * scale - value);
  const ends = [shift.low, shift.high];
  if (ends.some((end) => Math.abs(end) >= 2 * scale)) return undefined;
  return { estimate: asRatio(shift.estimate), low: asRatio(shift.low), high: asRatio(shift.high) };
}

function thin(values: readonly number[]): readonly number[] {
  if (values.length <= LIMITS.values) return values;
  const step = values.length / LIMITS.values;
  return Array.from({ length: LIMITS.values }, (_, index) => values[Math.floor(index * step)] ?? 0);
}

/** Equal samples have no order, and their interval must not hang on the resamples that happened to be drawn. */
function symmetric(effect: Effect | undefined): Effect | undefined {
  if (effect === undefined) return undefined;
  const reach = Math.max(effect.high, 1 / effect.low);
  return { estimate: effect.estimate, low: 1 / reach, high: reach };
}

function reciprocal({ estimate, low, high }: Effect): Effect {
  return { estimate: 1 / estimate, low: 1 / high, high: 1 / low };
}

/** Equal samples draw equal resamples, and no two pairs of samples the same ones. */
function seedOf(left: readonly number[], right: readonly number[]): number {
  return createHash('sha256')
    .update(JSON.stringify([left, right]))
    .digest()
    .readUInt32BE(0);
}
