import { formatPart } from '../format-value.js';
import type { PassRateComparison } from './pass-rate.js';

/** A count of answers that passed with its share, such as `3 of 4 (75 %)`. */
export function passText({ successes, attempts }: PassRateComparison['before']): string {
  return formatPart(successes, attempts);
}
