import { caseMetricKey } from '../report/compare/compare-runs.js';
import type { CaseSummary } from '../report/case-summary.js';
import { summarisedOtherCpuShare } from '../report/compare/disturbance.js';
import type { RunSummary } from '../report/run-summary.js';
import type { PrimaryMetrics } from '../report/headline.js';

/** Equal runs of one target, oldest first. */
export interface EqualRuns {
  readonly target: string;
  readonly summaries: readonly RunSummary[];
}

/**
 * Cases during which others had more of the CPU say nothing of the machine at rest. What disturbs the compared runs
 * themselves is weighed apart.
 */
const QUIET_SHARE = 0.1;

/** Fewer runs than these have too few differences for a floor. */
const FEWEST_RUNS = 5;

/** The newest so many quiet runs count: more hardly sharpen the floor, and the machine of long ago is another. */
const KEPT_RUNS = 40;

/** From so many differences on the largest is left out: a step among the runs, once, must not hide itself. */
const TRIMMED_FROM = 8;

/**
 * How many times the scale of the differences an effect must reach, by the number of differences: 5 in 1000 pairs of normal
 * runs lie beyond it, the scale being as uncertain as it is. Found by drawing 200 000 histories a row; the test of this file
 * draws them again. Rows between take the row before, which asks for more.
 */
const MULTIPLES: readonly (readonly [differences: number, multiple: number])[] = [
  [4, 6.31],
  [5, 5.41],
  [6, 4.88],
  [7, 4.5],
  [8, 5.55],
  [9, 5.12],
  [10, 4.88],
  [12, 4.45],
  [14, 4.19],
  [16, 3.99],
  [19, 3.79],
  [24, 3.57],
  [29, 3.43],
  [39, 3.33],
];

/**
 * The noise floor of each metric of each case, by `caseMetricKey`, as equal runs show it: from the differences between
 * successive runs, which a slow drift or a step hardly enters. Metrics with fewer than four differences have none.
 */
export function historyFloors(histories: readonly EqualRuns[], primaryMetrics: PrimaryMetrics): Record<string, number> {
  const differences = new Map<string, number[]>();
  for (const history of histories) {
    for (const [key, all] of mediansOf(history, primaryMetrics)) {
      const medians = all.slice(-KEPT_RUNS);
      const steps = medians.slice(1).map((median, index) => Math.log(median / (medians[index] ?? median)));
      differences.set(key, [...(differences.get(key) ?? []), ...steps]);
    }
  }
  return Object.fromEntries(
    [...differences].flatMap(([key, steps]) => {
      const detectable = detectableStep(steps);
      // Comparisons ask for twice the floor.
      return detectable === undefined ? [] : [[key, Math.expm1(detectable) / 2] as const];
    }),
  );
}

/** The smallest logarithm of a ratio that is no usual difference of two equal runs; undefined where too few tell. */
export function detectableStep(steps: readonly number[]): number | undefined {
  const multiple = MULTIPLES.findLast(([differences]) => differences <= steps.length)?.[1];
  if (multiple === undefined) return undefined;
  const sizes = steps.map(Math.abs).sort((a, b) => a - b);
  const kept = sizes.length >= TRIMMED_FROM ? sizes.slice(0, -1) : sizes;
  return multiple * Math.sqrt(kept.reduce((total, size) => total + size * size, 0) / kept.length);
}

/**
 * Medians of each metric of each case, in the order of the runs: of the quiet ones where these suffice, else of all, for a
 * machine that is never quiet differs from run to run by what others do. What is not positive has no logarithm.
 */
function mediansOf(history: EqualRuns, primaryMetrics: PrimaryMetrics): Map<string, number[]> {
  const medians = mediansUpTo(1, { history, primaryMetrics });
  for (const [key, quiet] of mediansUpTo(QUIET_SHARE, { history, primaryMetrics })) {
    if (quiet.length >= FEWEST_RUNS) medians.set(key, quiet);
  }
  return medians;
}

/** The same of cases during which others had at most this share of the CPU. */
function mediansUpTo(
  share: number,
  { history, primaryMetrics }: { readonly history: EqualRuns; readonly primaryMetrics: PrimaryMetrics },
): Map<string, number[]> {
  const { target, summaries } = history;
  const medians = new Map<string, number[]>();
  for (const subject of summaries.flatMap((summary) => completedCases(summary, { target, share }))) {
    for (const metric of primaryMetrics(subject.benchmark)) {
      const median = subject.metrics[metric]?.p50 ?? subject.caseMetrics[metric]?.value;
      if (median === undefined || median <= 0) continue;
      const key = caseMetricKey(subject, metric);
      medians.set(key, [...(medians.get(key) ?? []), median]);
    }
  }
  return medians;
}

function completedCases(
  { cases, targets, environment }: RunSummary,
  { target, share }: { readonly target: string; readonly share: number },
): CaseSummary[] {
  const provider = targets.find(({ name }) => name === target)?.description?.provider;
  const machine = { cores: environment.cpu.logicalCores, workerIsModel: provider === 'embedded' };
  return cases.filter(
    (each) =>
      each.target === target && each.status === 'completed' && (summarisedOtherCpuShare(each, machine) ?? 0) <= share,
  );
}
