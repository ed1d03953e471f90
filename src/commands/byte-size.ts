import { usageError } from '../errors.js';

const UNIT_BYTES: Readonly<Record<string, number>> = {
  '': 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 1 << 10,
  mib: 1 << 20,
  gib: 1 << 30,
};

/**
 * Reads a size such as `512MiB`, `8GiB` or `8GB`.
 * @returns bytes, rounded.
 * @throws AcodeError (usage) naming the option and what it accepts.
 */
export function parseByteSize(text: string, option: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]i?b)?$/i.exec(text.trim());
  const unit = UNIT_BYTES[(match?.[2] ?? '').toLowerCase()];
  if (match?.[1] === undefined || unit === undefined) {
    throw usageError(`${option} does not understand "${text}".`, 'Write a number with a unit: 512MiB, 8GiB.');
  }
  return Math.round(Number(match[1]) * unit);
}
