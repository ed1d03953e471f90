import { caseMetricKey } from '../report/compare/compare-runs.js';
import type { CaseSummary } from '../report/case-summary.js';
import { summarisedOtherCpuShare } from '../report/compare/disturbance.js';
import type { RunSpread } from '../report/compare/evidence.js';
import { NOISY } from '../report/quietness.js';
import type { RunSummary } from '../report/run-summary.js';
import { meanOf } from '../statistics/mean-of.js';
import { studentTwoSidedP } from '../statistics/student-t.js';
import type { PrimaryMetrics } from '../report/headline.js';

/** Equal runs of one target, oldest first. */
export interface EqualRuns {
  readonly target: string;
  readonly summaries: readonly RunSummary[];
}

/** Fewer runs than these tell nothing that could be trusted. */
const FEWEST_RUNS = 5;

/** The newest so many quiet runs count: more hardly sharpen the spread, and the machine of long ago is another. */
const KEPT_RUNS = 40;

/** From so many runs on one lasting step among them is allowed for. */
const STEPPED_FROM = 8;

/**
 * Two levels that chance sets as far apart only so rarely, at a given place, are a step. What goes up and down again, as a
 * machine does that others use now and then, has no such place.
 */
const STEP_P = 1e-5;

/**
 * How far the equal runs lie from each other in each metric of each case, by `caseMetricKey`. One step that lasts does not
 * count: it may be the very regression that is looked for. Metrics with too few runs are absent.
 */
export function runSpreads(histories: readonly EqualRuns[], primaryMetrics: PrimaryMetrics): Record<string, RunSpread> {
  const found = new Map<string, Scatter>();
  for (const history of histories) {
    for (const [key, all] of mediansOf(history, primaryMetrics)) {
      const medians = all.slice(-KEPT_RUNS);
      if (medians.length < 2) continue;
      found.set(key, sum(found.get(key), scatterOf(medians.map((median) => Math.log(median)))));
    }
  }
  return Object.fromEntries(
    [...found].flatMap(([key, { squares, freedom, runs }]) =>
      runs < FEWEST_RUNS ? [] : [[key, { deviation: Math.sqrt(squares / freedom), freedom }] as const],
    ),
  );
}

/** Squared distances of runs from their level, and what is needed to make a variance of them. */
interface Scatter {
  readonly squares: number;
  readonly freedom: number;
  readonly runs: number;
}

function sum(a: Scatter | undefined, b: Scatter): Scatter {
  if (a === undefined) return b;
  return { squares: a.squares + b.squares, freedom: a.freedom + b.freedom, runs: a.runs + b.runs };
}

/** Around one level, or around two where the runs step from one to the other. */
export function scatterOf(logs: readonly number[]): Scatter {
  const runs = logs.length;
  const level = { squares: squaresAround(logs), freedom: runs - 1, runs };
  if (runs < STEPPED_FROM) return level;
  const steps = logs.slice(1).flatMap((_, index) => stepAt(logs, index + 1) ?? []);
  return steps.reduce((least, step) => (step.squares < least.squares ? step : least), level);
}

/** Around two levels, the second of which begins at this run; undefined where they are hardly apart. */
function stepAt(logs: readonly number[], at: number): Scatter | undefined {
  const [before, after] = [logs.slice(0, at), logs.slice(at)];
  const squares = squaresAround(before) + squaresAround(after);
  const freedom = logs.length - 2;
  const height = meanOf(after) - meanOf(before);
  const error = Math.sqrt((squares / freedom) * (1 / before.length + 1 / after.length));
  const isStep = height !== 0 && studentTwoSidedP(height / error, freedom) <= STEP_P;
  return isStep ? { squares, freedom, runs: logs.length } : undefined;
}

function squaresAround(logs: readonly number[]): number {
  const level = meanOf(logs);
  return logs.reduce((total, log) => total + (log - level) ** 2, 0);
}

/**
 * Medians of each metric of each case, in the order of the runs. A noisy machine says nothing of the same machine at rest, so
 * that the others count where they suffice; else all do, for one that is never at rest differs from run to run by what others
 * do. What disturbs the compared runs themselves is weighed apart. What is not positive has no logarithm.
 */
function mediansOf(history: EqualRuns, primaryMetrics: PrimaryMetrics): Map<string, number[]> {
  const medians = mediansUpTo(1, { history, primaryMetrics });
  for (const [key, quiet] of mediansUpTo(NOISY, { history, primaryMetrics })) {
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
