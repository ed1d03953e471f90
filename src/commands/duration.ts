import { usageError } from '../errors.js';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads a duration such as `500ms`, `30s`, `5m`, `1.5h`.
 * @returns milliseconds, rounded.
 * @throws AcodeError (usage) naming the option and what it accepts.
 */
export function parseDuration(text: string, option: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim());
  const unitMs = UNIT_MS[match?.[2] ?? ''];
  if (match?.[1] === undefined || unitMs === undefined) {
    throw usageError(
      `${option} does not understand "${text}".`,
      'Write a number with a unit: 500ms, 30s, 5m, 2h, 30d.',
    );
  }
  return Math.round(Number(match[1]) * unitMs);
}
