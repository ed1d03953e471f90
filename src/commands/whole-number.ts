import { usageError } from '../errors.js';

/** Inclusive bounds of a numeric option. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * Reads a whole number within bounds.
 * @throws AcodeError (usage) naming the option, the value and the bounds.
 */
export function parseWholeNumber(text: string, option: string, bounds: Bounds): number {
  const value = /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= bounds.min && value <= bounds.max) return value;
  throw usageError(`${option} must be a whole number from ${bounds.min} to ${bounds.max}, and is "${text}".`);
}
