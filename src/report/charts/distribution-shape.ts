import { outlierIndices } from '../../statistics/outliers.js';
import { quantile, sortAscending } from '../../statistics/quantiles.js';
import { extent } from './scale.js';
import { thinOutValues } from './thin-out.js';

/** What is drawn of the values of one metric, however many they are; all in their unit. */
export interface DistributionShape {
  readonly box: Box;
  /** Some hundred of the values, ascending, with the least and the greatest. */
  readonly dots: readonly number[];
}

/** Median and quartiles, and the farthest values that are no outliers by {@link outlierIndices}. */
export interface Box {
  readonly low: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly high: number;
}

const MAX_DOTS = 300;

/** The shape of at least one value. */
export function distributionShape(values: readonly number[]): DistributionShape {
  return { box: boxOf(values), dots: thinOutValues(values, MAX_DOTS) };
}

function boxOf(values: readonly number[]): Box {
  const sorted = sortAscending(values);
  const [q1, median, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  const far = new Set(outlierIndices(values));
  const [low, high] = extent(values.filter((_, index) => !far.has(index)));
  return { low, q1, median, q3, high };
}
