import { usageError } from '../errors.js';

/**
 * Reads a share such as `5%` or `0.05`.
 * @returns a number from 0 up to and with 10 (1 000 %).
 * @throws AcodeError (usage) naming the option and what it accepts.
 */
export function parseShare(text: string, option: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim());
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1);
  if (value >= 0 && value <= 10) return value;
  throw usageError(`${option} does not understand "${text}".`, 'Write a share as 5% or 0.05.');
}
