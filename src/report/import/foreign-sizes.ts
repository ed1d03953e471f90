import { meanOf } from '../../statistics/mean-of.js';
import type { ForeignResult } from './foreign-result.js';

/** Lengths that lie within this share of each other count as one; a tokenizer rarely meets a wanted length exactly. */
const LIKE_SHARE = 0.05;

/** Whether two lengths in tokens are the same for a comparison. */
export function isLikeLength(one: number, other: number): boolean {
  return Math.abs(one - other) <= LIKE_SHARE * Math.max(one, other);
}

/** Lengths of requests as far as a file tells them: of each, or their least, mean and greatest. */
export interface ToldLengths {
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

/** Least, mean and greatest of the lengths of single requests; undefined for none. */
export function toldLengths(lengths: readonly number[]): ToldLengths | undefined {
  if (lengths.length === 0) return undefined;
  return {
    low: lengths.reduce((a, b) => Math.min(a, b)),
    mean: meanOf(lengths),
    high: lengths.reduce((a, b) => Math.max(a, b)),
  };
}

/**
 * The length of all requests as a parameter: a number where they are alike, else the range as a text, which is the length of
 * no case. Empty where the file does not tell.
 */
export function lengthParameter(name: string, told: ToldLengths | undefined): ForeignResult['parameters'] {
  if (told === undefined) return {};
  const { low, mean, high } = told;
  return { [name]: isLikeLength(low, high) ? Number(mean.toFixed(1)) : `${low} to ${high}` };
}
