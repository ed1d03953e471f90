import type { FingerprintDifference, FingerprintScope } from './fingerprint-diff.js';

/**
 * The differences that forbid a comparison. Two targets of one run are unlike models on purpose: there only method and
 * machine count.
 */
export function forbiddingDifferences(
  differences: readonly FingerprintDifference[],
  { unlikeModels }: { readonly unlikeModels: boolean },
): FingerprintDifference[] {
  const forbidding: readonly FingerprintScope[] = unlikeModels ? ['method', 'machine'] : ['model', 'method', 'machine'];
  return differences.filter(({ scope }) => forbidding.includes(scope));
}

/** One difference on a line: what, the baseline's value, the candidate's. */
export function describeDifference({ title, before, after }: FingerprintDifference): string {
  return `${title}: ${before ?? 'unknown'} → ${after ?? 'unknown'}`;
}
