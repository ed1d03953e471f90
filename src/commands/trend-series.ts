import { usageError } from '../errors.js';
import { readSummaries } from '../history/read-summaries.js';
import type { RunQuery } from '../history/run-query.js';
import { METRICS } from '../metrics/registry.js';
import { didYouMean } from '../plan/did-you-mean.js';
import { buildTrend, type TrendSeries } from '../report/trend/build-trend.js';
import { parseMoment } from './moment.js';
import { primaryMetricsOf } from './primary-metrics.js';
import { parseWholeNumber } from './whole-number.js';

/** Which trends are wanted, as typed. */
export interface TrendSelection {
  readonly metric?: string;
  readonly model?: string;
  readonly benchmark?: string;
  /** A number of runs, or a time such as `30d`. */
  readonly last: string;
}

/** Runs that a trend goes over unless told. */
export const TREND_RUNS = '50';

/**
 * The series of the runs kept that fit the selection.
 * @throws AcodeError (usage) for a metric that does not exist and a span that nobody understands.
 */
export async function trendSeries(dataDir: string, selection: TrendSelection): Promise<TrendSeries[]> {
  const { metric, model, benchmark } = selection;
  if (metric !== undefined) requireMetric(metric);
  const summaries = await readSummaries(dataDir, queryOf(selection, Date.now()));
  return buildTrend(summaries, {
    primaryMetrics: primaryMetricsOf,
    ...(metric === undefined ? {} : { metric }),
    ...(model === undefined ? {} : { model }),
  }).filter((each) => benchmark === undefined || each.benchmark === benchmark);
}

function queryOf({ last, model, benchmark }: TrendSelection, nowMs: number): RunQuery {
  return {
    ...(/^\d+$/.test(last)
      ? { last: parseWholeNumber(last, '--last', { min: 1, max: 100_000 }) }
      : { fromMs: parseMoment(last, '--last', nowMs).startMs }),
    ...(model === undefined ? {} : { model }),
    ...(benchmark === undefined ? {} : { benchmark }),
  };
}

function requireMetric(id: string): void {
  const known = METRICS.map((metric) => metric.id);
  if (known.includes(id)) return;
  throw usageError(`There is no metric "${id}".`, didYouMean(id, known) ?? 'See: acode benchmark explain');
}
