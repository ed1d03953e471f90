/** The items on which two paired runs disagree; non-negative integers. */
export interface DiscordantPairs {
  /** Items that passed in the baseline alone. */
  readonly onlyBaseline: number;
  /** Items that passed in the candidate alone. */
  readonly onlyCandidate: number;
}

/**
 * The two-sided p of the exact McNemar test: the binomial test of the discordant pairs against one half; 1 when the runs
 * agree on every item. Source: McNemar, Psychometrika 12 (1947); exact form after Mosteller, Biometrics 8 (1952).
 * Throws `RangeError` unless both counts are non-negative integers.
 */
export function mcnemarExact({ onlyBaseline, onlyCandidate }: DiscordantPairs): number {
  const valid = [onlyBaseline, onlyCandidate].every((count) => Number.isInteger(count) && count >= 0);
  if (!valid) throw new RangeError(`${onlyBaseline} and ${onlyCandidate} are not counts of pairs`);
  if (onlyBaseline === onlyCandidate) return 1;
  return Math.min(1, 2 * fairLowerTail(onlyBaseline + onlyCandidate, Math.min(onlyBaseline, onlyCandidate)));
}

/** P(X ≤ successes) of a fair binomial, as its largest term times the falling ratios of the terms below it. */
function fairLowerTail(attempts: number, successes: number): number {
  let total = 0;
  for (let k = 1; k <= successes; k += 1) total = (k / (attempts - k + 1)) * (1 + total);
  return Math.exp(logBinomial(attempts, successes) - attempts * Math.LN2) * (1 + total);
}

/** Logarithm of "n choose k": the number itself overflows above n = 1029. */
function logBinomial(n: number, k: number): number {
  let total = 0;
  for (let i = 1; i <= k; i += 1) total += Math.log((n - k + i) / i);
  return total;
}
