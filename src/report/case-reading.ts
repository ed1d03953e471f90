import { readJudged } from '../journal/kept-sample.js';
import type { CaseRecord, RunRecord } from '../journal/run-record.js';
import { sortAscending } from '../statistics/quantiles.js';
import { summariseCase, type CaseSummary } from './case-summary.js';
import type { PrimaryMetrics } from './headline.js';
import { chartValues, primaryOf, type ChartValues, type RunCharts } from './html/chart-values.js';
import { measuredSamples, metricValues, type SortedValues } from './metric-values.js';

/** All that reports need of the samples of a case, so that they are parsed once. */
export interface CaseReading {
  /** What the case says, but for the intervals of medians, which take the values of the whole run to be computed. */
  readonly summary: CaseSummary;
  /** Every value that counts, ascending, by metric. */
  readonly sorted: SortedValues;
  readonly charts: ChartValues | null;
}

/**
 * Reads case after case: only the samples of one are in memory beside the journal's text. The primary metrics are those
 * whose distributions are drawn first.
 */
export function readCases(record: RunRecord, primaryMetrics: PrimaryMetrics = () => []): CaseReading[] {
  return record.cases.map((each) => readCase(each, record, primaryMetrics));
}

/** What the charts of a run show, from the readings of its cases with these primary metrics. */
export function chartsOf(
  record: RunRecord,
  readings: readonly CaseReading[],
  primaryMetrics: PrimaryMetrics,
): RunCharts {
  const cases = readings.map(({ charts }) => charts);
  return { schema: 'acode-charts/1', primary: primaryOf(record, primaryMetrics), cases };
}

function readCase(record: CaseRecord, { targets }: RunRecord, primaryMetrics: PrimaryMetrics): CaseReading {
  const opened = isSummedUpAgain(record) ? record : { ...record, samples: record.samples.map(readJudged) };
  const samples = measuredSamples(opened);
  const values = metricValues(samples);
  const sorted = new Map([...values].map(([id, each]) => [id, sortAscending(each)]));
  const summary = summariseCase(opened, { samples, values, sorted, targets });
  return { summary, sorted, charts: chartValues(summary, { samples, values }, primaryMetrics) };
}

/** Answers of a graded benchmark are summed up over all of its cases too, and are not to be parsed for each. */
function isSummedUpAgain({ planned }: CaseRecord): boolean {
  return planned.grader !== undefined;
}
