import type { CaseParameters } from '../../protocol/messages.js';
import { describeCase } from '../describe-parameters.js';
import type { ValueUnit } from '../format-value.js';
import type { Comparison, ComparisonRow, PassRateRow } from './compare-runs.js';
import { passText } from './pass-text.js';
import type { FailureRow } from './failure-rates.js';
import { failureSentence } from './failure-sentence.js';
import { verdictSentence } from './verdict-sentence.js';

/** One metric of one case that a comparison found worse, as events, alerts and annotations tell it. */
export interface Regression {
  readonly benchmark: string;
  readonly target: string;
  readonly parameters: CaseParameters;
  /** Id of the metric; `passRate` for the share of answers that a grader passed, `errorRate` for that of failed requests. */
  readonly metric: string;
  readonly unit: ValueUnit;
  /** Medians, or rates from 0 to 1, in base units. */
  readonly before: number;
  readonly after: number;
  /** Candidate / baseline with its 95 % interval; for rates the difference candidate − baseline with its interval. */
  readonly change: {
    readonly kind: 'ratio' | 'difference';
    readonly value: number;
    readonly low: number;
    readonly high: number;
  };
  /** What happened and why it counts, in one line. */
  readonly message: string;
}

/** Everything that got worse, in the order of the comparison. */
export function regressionsOf({ after, rows, passRates, failures }: Comparison): Regression[] {
  return [
    ...rows.flatMap((row) => metricRegression(row, after.target)),
    ...passRates.filter(({ verdict }) => verdict === 'regressed').map((row) => passRateRegression(row, after.target)),
    ...failures.filter(({ verdict }) => verdict === 'regressed').map((row) => failureRegression(row, after.target)),
  ];
}

function metricRegression(row: ComparisonRow, target: string): Regression[] {
  const { benchmark, parameters, metric, unit, before, after, effect, verdict } = row;
  if (verdict !== 'regressed' || effect === undefined) return [];
  const { estimate, low, high } = effect;
  return [
    {
      benchmark,
      target,
      parameters,
      metric,
      unit,
      before: before.median,
      after: after.median,
      change: { kind: 'ratio', value: estimate, low, high },
      message: `${describeCase(row)}: ${verdictSentence(row)}`,
    },
  ];
}

function passRateRegression(row: PassRateRow, target: string): Regression {
  const { benchmark, parameters, before, after, difference } = row;
  const [was, is] = [before, after].map(({ successes, attempts }) => successes / attempts);
  const counts = `${passText(before)} to ${passText(after)}`;
  return {
    benchmark,
    target,
    parameters,
    metric: 'passRate',
    unit: 'ratio',
    before: was ?? 0,
    after: is ?? 0,
    change: { kind: 'difference', value: difference.difference, low: difference.low, high: difference.high },
    message: `${describeCase(row)}: answers passed went from ${counts}.`,
  };
}

function failureRegression(row: FailureRow, target: string): Regression {
  const { benchmark, parameters, before, after, difference } = row;
  return {
    benchmark,
    target,
    parameters,
    metric: 'errorRate',
    unit: 'ratio',
    before: before.failures / before.attempts,
    after: after.failures / after.attempts,
    change: { kind: 'difference', value: difference.difference, low: difference.low, high: difference.high },
    message: `${failureSentence(row)}.`,
  };
}
