import { readJudged } from '../journal/kept-sample.js';
import type { StoredTarget } from '../journal/records.js';
import type { CaseRecord, RunRecord } from '../journal/run-record.js';
import { summariseCase, type CaseSummary } from './case-summary.js';
import { sortAscending } from '../statistics/quantiles.js';
import { measuredSamples, metricValues, type SortedValues } from './metric-values.js';

/** All that reports need of the samples of a case, so that they are parsed once. */
export interface CaseReading {
  /** What the case says, but for the intervals of medians, which take the values of the whole run to be computed. */
  readonly summary: CaseSummary;
  /** Every value that counts, ascending, by metric. */
  readonly sorted: SortedValues;
}

/** Reads case after case: only the samples of one are in memory beside the journal's text. */
export function readCases({ cases, targets }: Pick<RunRecord, 'cases' | 'targets'>): CaseReading[] {
  return cases.map((each) => readCase(each, targets));
}

function readCase(record: CaseRecord, targets: readonly StoredTarget[]): CaseReading {
  const opened = isSummedUpAgain(record) ? record : { ...record, samples: record.samples.map(readJudged) };
  const samples = measuredSamples(opened);
  const values = metricValues(samples);
  const sorted = new Map([...values].map(([id, each]) => [id, sortAscending(each)]));
  return { summary: summariseCase(opened, { samples, values, sorted, targets }), sorted };
}

/** Answers of a graded benchmark are summed up over all of its cases too, and are not to be parsed for each. */
function isSummedUpAgain({ planned }: CaseRecord): boolean {
  return planned.grader !== undefined;
}
