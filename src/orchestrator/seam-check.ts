import { mannWhitney } from '../statistics/mann-whitney.js';
import { median } from '../statistics/quantiles.js';

/** Chance of calling a seam broken when nothing changed. */
const ALPHA = 0.01;

/** A shift below this does not change what the case says. */
const TOLERATED_SHIFT = 0.05;

/**
 * Whether the samples of two sittings measure the same thing: their durations differ neither by a rank test at 1 % nor by
 * more than 5 % in the median. Both must speak against it, so that neither noise nor a tiny true shift discards a case.
 * @returns a sentence about the break, or undefined for a sound seam.
 */
export function seamBreak(before: readonly number[], after: readonly number[]): string | undefined {
  const test = mannWhitney(before, after);
  if (test === undefined) return undefined;
  const shift = median(after) / median(before) - 1;
  if (test.p >= ALPHA || Math.abs(shift) <= TOLERATED_SHIFT) return undefined;
  const percent = `${shift > 0 ? '+' : ''}${(shift * 100).toFixed(0)} %`;
  return `the iterations after the interruption differ from those before it (median ${percent}, p = ${test.p.toPrecision(2)})`;
}
