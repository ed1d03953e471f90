import type { CaseRecord, RunRecord } from '../../journal/run-record.js';
import { computeCaseMetrics } from '../../metrics/case-metrics.js';
import { canonicalJson } from '../../plan/canonical-json.js';
import type { PlannedCase } from '../../plan/plan.js';
import type { Sample } from '../../protocol/sample.js';
import { caseStatus } from '../case-summary.js';
import { measuredSamples, metricValues } from '../metric-values.js';
import { type MeasuringMachine, measuringMachine, otherCpuShare } from './disturbance.js';
import { fingerprintOfRun, type FingerprintFact } from './fingerprint-diff.js';

/** One target of one run, as a comparison sees it. */
export interface ComparisonSide {
  /** What to call it: the run, with the target where that is not clear. */
  readonly label: string;
  readonly runId: string;
  readonly target: string;
  /** What makes it the same model. */
  readonly modelFingerprint: string;
  readonly seed: number;
  readonly deterministic: boolean;
  readonly fingerprint: readonly FingerprintFact[];
  /** Completed cases by what was measured: benchmark, its version and parameters. */
  readonly cases: ReadonlyMap<string, CaseRecord>;
  /** All others that were planned, by the same keys. */
  readonly incomplete: ReadonlyMap<string, CaseRecord>;
  /** Share of the machine's CPU time that other programs used during a case, by the same keys; absent where nothing tells. */
  readonly disturbances: ReadonlyMap<string, number>;
  /** Whether the machine is known to be a virtual one. */
  readonly onVirtual: boolean;
}

/** The sides of a run, one per target, in the order of the plan. */
export function sidesOfRun(record: RunRecord): ComparisonSide[] {
  const { runId, plan } = record.meta;
  return plan.targets.map(({ name, spec, fingerprint: modelFingerprint }) => {
    const { cases, incomplete } = casesOf(record, name);
    return {
      label: plan.targets.length === 1 ? runId : `${runId}:${name}`,
      runId,
      target: name,
      modelFingerprint,
      seed: plan.seed,
      deterministic: plan.deterministic,
      fingerprint: fingerprintOfRun(record, name),
      cases,
      incomplete,
      onVirtual: record.meta.environment.os.virtual === true,
      disturbances: disturbancesOf(cases, measuringMachine(record.meta.environment, spec)),
    };
  });
}

function disturbancesOf(cases: ReadonlyMap<string, CaseRecord>, machine: MeasuringMachine): Map<string, number> {
  return new Map(
    [...cases].flatMap(([key, subject]) => {
      const share = otherCpuShare(subject, machine);
      return share === undefined ? [] : [[key, share] as const];
    }),
  );
}

/** Cases that did not complete have fewer values for a reason that the values do not show; their speed is not compared. */
function casesOf(record: RunRecord, target: string): Pick<ComparisonSide, 'cases' | 'incomplete'> {
  const planned = record.cases.filter((each) => each.planned.target === target);
  const isComplete = (each: CaseRecord): boolean => caseStatus(each) === 'completed';
  const byKey = (subjects: readonly CaseRecord[]): Map<string, CaseRecord> =>
    new Map(subjects.map((each) => [caseKey(each.planned), each]));
  return {
    cases: byKey(planned.filter((each) => isComplete(each))),
    incomplete: byKey(planned.filter((each) => !isComplete(each))),
  };
}

/** What makes two cases the same measurement, whatever the model. */
export function caseKey({ benchmark, benchmarkVersion, parameters }: PlannedCase): string {
  return canonicalJson({ benchmark, benchmarkVersion, parameters });
}

/** Metrics that a case has only one value of, however often it iterates. */
export const SINGLE_VALUED: ReadonlySet<string> = new Set(['rssPeak', 'rssMean']);

/**
 * The values of a metric in a case that a comparison tests. A rate of the whole case has one value per iteration here,
 * computed over that iteration alone; a metric that a case has only one value of, such as its peak memory, has one.
 */
export function comparableValues(subject: CaseRecord, metric: string): readonly number[] {
  const samples = measuredSamples(subject);
  const counted = metricValues(samples).get(metric);
  if (counted !== undefined) return counted;
  const rates = samples.flatMap((sample: Sample) => computeCaseMetrics([sample])[metric] ?? []);
  if (rates.length > 0) return rates;
  const usage = 'usage' in subject.state ? subject.state.usage : undefined;
  const single = { rssPeak: usage?.rssPeakBytes, rssMean: usage?.rssMeanBytes }[metric];
  return single === undefined ? [] : [single];
}
