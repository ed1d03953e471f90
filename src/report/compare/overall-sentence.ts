import type { Comparison, ComparisonRow } from './compare-runs.js';
import type { Verdict } from './verdict.js';

const VERDICTS: readonly Verdict[] = ['regressed', 'improved', 'unchanged', 'inconclusive'];

/** The verdict of a comparison and how many metrics it is made of, in one line. */
export function overallSentence({ verdict, rows, passRates, failures }: Comparison): string {
  const verdicts = [...rows, ...passRates, ...failures].map((each) => each.verdict);
  if (verdicts.length === 0) return `${verdict.toUpperCase()} · nothing could be compared`;
  const counts = VERDICTS.map((each) => ({ each, count: verdicts.filter((one) => one === each).length }));
  const told = counts.filter(({ count }) => count > 0).map(({ each, count }) => `${count} ${each}`);
  return `${verdict.toUpperCase()} · ${told.join(', ')} of ${verdicts.length} ${verdicts.length === 1 ? 'metric' : 'metrics'}`;
}

/** How to learn what decides here; undefined where the spread of equal runs is known, or does not matter. */
export function unguardedNote(rows: readonly ComparisonRow[]): string | undefined {
  const unguarded = rows.some(
    ({ cause, tolerance: { noiseFloor, runSpread } }) =>
      (cause === 'beyond-threshold' || cause === 'below-noise') &&
      noiseFloor === 0 &&
      (runSpread === undefined || runSpread.assumed === true),
  );
  return unguarded ? NOISE_NOTE : undefined;
}

/** Tests within runs know nothing of what differs from run to run; only equal runs do. */
const NOISE_NOTE =
  'How much this machine differs from run to run was not measured, and no test can tell it from two runs. Measure it: acode benchmark noise <run-id> --repeat 5. Equal runs that are kept count by themselves, from five beside the compared ones on.';
