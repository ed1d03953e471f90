import { formatBeside, formatValue } from '../format-value.js';
import type { ComparisonRow } from './compare-runs.js';
import type { RunSpread } from './evidence.js';
import { usualDifference } from './run-pair.js';

/** Why a row has its verdict, in one or two sentences with both medians. Plain text on one line. */
export function verdictSentence(row: ComparisonRow): string {
  const { metric, unit, before, after } = row;
  const medians = `${metric} went from ${formatValue(before.median, unit)} to ${formatValue(after.median, unit)}`;
  return `${medians}${changeText(row)}: ${verdictReason(row)}.`;
}

/** A ratio as a signed change: 1.1 is `+10 %`, and 0.905 is `−9.5 %`. */
export function formatChange(ratio: number): string {
  const percent = (ratio - 1) * 100;
  const size = Math.abs(percent);
  const text = size >= 9.95 ? size.toFixed(0) : size.toFixed(1);
  return `${Number(text) === 0 ? '±' : percent < 0 ? '−' : '+'}${text} %`;
}

/** A share such as a threshold: 0.05 is `5 %`. */
export function formatPercent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

/** A p for people: three digits, and a bound where it is smaller than they can show. */
export function formatP(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${formatBeside(p, p, '')}`;
}

function changeText({ effect }: ComparisonRow): string {
  if (effect === undefined) return '';
  const { estimate, low, high } = effect;
  return ` (${formatChange(estimate)}, 95 % interval ${formatChange(low)} to ${formatChange(high)})`;
}

/** The same without the medians and the change, for where these are told beside it. */
export function verdictReason(row: ComparisonRow): string {
  const { tolerance, adjustedP, verdict, needed } = row;
  const threshold = formatPercent(tolerance.threshold);
  const more = needed === undefined ? '' : `; about ${needed} values on each side would tell`;
  switch (row.cause) {
    case 'beyond-threshold':
      return `${verdict === 'regressed' ? 'worse' : 'better'} by at least ${boundText(row)}, and no chance (${formatP(adjustedP)})`;
    case 'within-threshold':
      return `the whole interval lies inside ±${threshold}`;
    case 'below-threshold':
      return `the change is real (${formatP(adjustedP)}) but smaller than the threshold of ${threshold}, and the interval reaches beyond it${more}`;
    case 'below-noise':
      return noiseText(row);
    case 'disturbed':
      return `other programs used ${formatPercent(tolerance.otherCpuShare)} of the CPU meanwhile, which may explain as much; close them and measure again`;
    case 'not-significant':
      return `the interval reaches beyond ±${threshold} and chance is not excluded (${formatP(adjustedP)})${more}`;
    case 'no-values':
      return 'fewer than two values on a side, or values without a ratio, which nothing can be tested with';
    case 'single-value':
      return 'a case has one value of it, which nothing can be tested with';
    case 'no-direction':
      return 'neither direction of this metric is better';
  }
}

function noiseText(row: ComparisonRow): string {
  const { noiseFloor, runSpread } = row.tolerance;
  // The p of an assumption says nothing, and equal words of several metrics are told once.
  if (runSpread?.assumed === true) return `${usualText(runSpread)}, which may explain it`;
  const isBelowFloor = Math.abs(Math.log(row.effect?.estimate ?? 1)) < Math.log1p(2 * noiseFloor);
  const why =
    runSpread === undefined || isBelowFloor
      ? `smaller than twice the noise floor of this machine, ±${formatPercent(2 * noiseFloor)}`
      : `${usualText(runSpread)}, which may explain it (${formatP(row.adjustedP)})`;
  return `${why}; measure on a quieter machine`;
}

function boundText({ tolerance: { threshold, noiseFloor, runSpread } }: ComparisonRow): string {
  const bound =
    2 * noiseFloor <= threshold
      ? `the threshold of ${formatPercent(threshold)}`
      : `twice the noise floor of this machine, ±${formatPercent(2 * noiseFloor)}`;
  return runSpread === undefined ? bound : `${bound}, where ${usualText(runSpread)}`;
}

/** What two of three pairs of equal runs stay below, in a normal distribution. */
function usualText(spread: RunSpread): string {
  const usual = `±${formatPercent(Number(Math.expm1(usualDifference(spread)).toPrecision(2)))}`;
  return spread.assumed === true
    ? `equal runs on a virtual machine are taken to differ by ${usual} as a rule`
    : `equal runs kept here differ by ${usual} as a rule`;
}
