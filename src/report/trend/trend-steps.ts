import { changePoint, changePointP } from '../../statistics/change-point.js';
import { levelSegments, type Segmentation } from '../../statistics/level-segments.js';
import { median } from '../../statistics/quantiles.js';
import { theilSen } from '../../statistics/theil-sen.js';
import { ALPHA, DEFAULT_THRESHOLD } from '../compare/evidence.js';

/** Where the values of a series went to another level and stayed there. */
export interface TrendStep {
  /** Index of the first run on the new level. */
  readonly at: number;
  /** Medians of the runs between this step and its neighbours. */
  readonly before: number;
  readonly after: number;
}

/** Fewer runs are no level; and only so many levels and runs are looked for. */
const LEAST_RUNS = 3;
const MOST_LEVELS = 6;
const MOST_RUNS = 200;

/** What a level, with the place where it begins, has to be worth, and what the two ends of a line are. */
const NUMBERS_OF_LEVEL = 3;
const NUMBERS_OF_LINE = 2;

/**
 * The steps of a series, in order: the levels that explain the newest runs best (by the Bayesian information criterion of
 * Laplace's distribution), where they do so better than a line, and where every step is as large as the threshold of
 * comparisons and beyond chance (Pettitt's test over both of its levels, p ≤ α). Pure.
 */
export function trendSteps(values: readonly number[]): TrendStep[] {
  const offset = Math.max(0, values.length - MOST_RUNS);
  const newest = values.slice(offset);
  if (newest.length < 2 * LEAST_RUNS) return [];
  const splits = levelSegments(newest, { most: MOST_LEVELS, least: LEAST_RUNS });
  const drift = criterion(newest, { residual: lineResidual(newest), numbers: NUMBERS_OF_LINE });
  const likeliest = splits
    .map((split) => ({ split, worth: criterion(newest, { residual: split.residual, numbers: numbersOf(split) }) }))
    .filter(({ worth, split }) => split.starts.length === 0 || worth < drift)
    .sort((a, b) => a.worth - b.worth);
  for (const { split } of likeliest) {
    const steps = stepsOf(newest, split);
    if (steps !== undefined) return steps.map(({ at, ...levels }) => ({ at: at + offset, ...levels }));
  }
  return [];
}

/** The steps of a split; undefined when one of them is small or may be chance. */
function stepsOf(values: readonly number[], { starts }: Segmentation): TrendStep[] | undefined {
  const bounds = [0, ...starts, values.length];
  const stretches = bounds.slice(1).map((to, index) => values.slice(bounds[index], to));
  const steps: TrendStep[] = [];
  for (const [index, at] of starts.entries()) {
    const [left = [], right = []] = [stretches[index], stretches[index + 1]];
    const [before, after] = [median(left), median(right)];
    if (!isLarge(before, after) || !isBeyondChance([...left, ...right])) return undefined;
    steps.push({ at, before, after });
  }
  return steps;
}

function isLarge(before: number, after: number): boolean {
  const [low, high] = [Math.min(before, after), Math.max(before, after)];
  return high > low && high >= low * (1 + DEFAULT_THRESHOLD);
}

function isBeyondChance(values: readonly number[]): boolean {
  const found = changePoint(values);
  return found !== undefined && changePointP(values, found) <= ALPHA;
}

function numbersOf({ starts }: Segmentation): number {
  return 1 + NUMBERS_OF_LEVEL * starts.length;
}

/** 2 n ln(residual / n) + numbers · ln n; the residual of values that fit exactly is that of their last digits. */
function criterion(
  values: readonly number[],
  { residual, numbers }: { readonly residual: number; readonly numbers: number },
): number {
  const n = values.length;
  const least = Math.max(1e-9 * Math.abs(median(values)), Number.MIN_VALUE);
  return 2 * n * Math.log(Math.max(residual / n, least)) + numbers * Math.log(n);
}

function lineResidual(values: readonly number[]): number {
  const xs = values.map((_, index) => index);
  const line = theilSen(xs, values);
  if (line === undefined) return Number.POSITIVE_INFINITY;
  return values.reduce((sum, value, index) => sum + Math.abs(value - line.intercept - line.slope * index), 0);
}
