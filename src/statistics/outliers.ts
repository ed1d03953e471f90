import { median, medianAbsoluteDeviation } from './quantiles.js';

/** The 0.75 quantile of the standard normal: what a MAD is in standard deviations of normal values. */
const MAD_PER_SD = 0.6745;

/** √(π/2), the standard deviation of normal values per mean absolute deviation, as the fallback in IBM Cognos Analytics has it. */
const SD_PER_MEAN_AD = 1.253314;

/** The threshold that Iglewicz & Hoaglin recommend. */
const MODIFIED_Z_LIMIT = 3.5;

/** Median and raw median absolute deviation of the values, where they have been computed already. */
export interface KnownSpread {
  readonly centre: number;
  readonly mad: number;
}

/**
 * The ascending indices of the values whose modified z-score exceeds 3.5 in size. Outliers are to be shown, not dropped.
 * Source: Iglewicz & Hoaglin, "How to Detect and Handle Outliers", ASQC (1993). Throws `RangeError` on NaN and infinities.
 */
export function outlierIndices(values: readonly number[], known?: KnownSpread): number[] {
  const indices: number[] = [];
  for (const [index, z] of modifiedZScores(values, known).entries()) {
    if (Math.abs(z) > MODIFIED_Z_LIMIT) indices.push(index);
  }
  return indices;
}

/**
 * The modified z-score of each value, in the order given: 0.6745·(x − median) / MAD. Where more than half of the values
 * are equal the MAD is 0, and (x − median) / (1.253314·mean absolute deviation about the median) stands in.
 * All zero when all values are equal.
 */
export function modifiedZScores(values: readonly number[], known?: KnownSpread): number[] {
  if (values.length === 0) return [];
  const centre = known?.centre ?? median(values);
  const scale = robustScale(values, { centre, mad: known?.mad ?? medianAbsoluteDeviation(values, centre) });
  return values.map((value) => (scale === 0 ? 0 : (value - centre) / scale));
}

function robustScale(values: readonly number[], { centre, mad }: KnownSpread): number {
  return mad > 0 ? mad / MAD_PER_SD : SD_PER_MEAN_AD * meanAbsoluteDeviation(values, centre);
}

function meanAbsoluteDeviation(values: readonly number[], centre: number): number {
  return values.reduce((total, value) => total + Math.abs(value - centre), 0) / values.length;
}
