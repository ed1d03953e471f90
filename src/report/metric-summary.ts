import { inDocumentedOrder } from '../metrics/documented-order.js';
import { metricDefinition, type MetricDirection } from '../metrics/registry.js';
import { outlierIndices } from '../statistics/outliers.js';
import { summarise, type Summary } from '../statistics/summary.js';
import type { ValueUnit } from './format-value.js';
import type { MedianInterval } from './intervals.js';
import type { MetricValues, SortedValues } from './metric-values.js';

/** Aggregates of one metric over the requests (or iterations) of a case; all in `unit` but `n`, `cv` and `outliers`. */
export interface MetricSummary extends Summary {
  readonly unit: ValueUnit;
  readonly better: MetricDirection;
  /** Bootstrap interval of the median; absent for fewer than two values. */
  readonly interval?: MedianInterval;
  /** How many values have a modified z-score above 3.5. They are in all numbers here. */
  readonly outliers: number;
}

/** One number of a whole case, such as a rate Σ tokens / Σ time. Never to be mixed up with a median of rates. */
export interface CaseMetric {
  readonly unit: ValueUnit;
  readonly better: MetricDirection;
  readonly value: number;
}

/** The aggregates of each metric, but for the intervals of the medians; `sorted` are the values ascending. */
export function summariseMetrics(values: MetricValues, sorted: SortedValues): Record<string, MetricSummary> {
  const summaries: Record<string, MetricSummary> = {};
  for (const id of inDocumentedOrder(values.keys())) {
    const each = values.get(id) ?? [];
    const summary = summarise(sorted.get(id) ?? each);
    if (summary === undefined) continue;
    summaries[id] = {
      ...kindOf(id),
      ...summary,
      outliers: outlierIndices(each, { centre: summary.p50, mad: summary.mad }).length,
    };
  }
  return summaries;
}

/** The same with the intervals of the medians beside them. */
export function withIntervals(
  metrics: Readonly<Record<string, MetricSummary>>,
  intervals: ReadonlyMap<string, MedianInterval>,
): Record<string, MetricSummary> {
  const rows = Object.entries(metrics).map(([id, each]) => {
    const { outliers, ...aggregates } = each;
    const interval = intervals.get(id);
    return [id, interval === undefined ? each : { ...aggregates, interval, outliers }] as const;
  });
  return Object.fromEntries(rows);
}

/** Numbers of a whole case with what is known of them, in the documented order. */
export function caseMetrics(values: Readonly<Record<string, number>>): Record<string, CaseMetric> {
  const metrics: Record<string, CaseMetric> = {};
  for (const id of inDocumentedOrder(Object.keys(values))) {
    const value = values[id];
    if (value !== undefined) metrics[id] = { ...kindOf(id), value };
  }
  return metrics;
}

function kindOf(id: string): { unit: ValueUnit; better: MetricDirection } {
  const definition = metricDefinition(id);
  return { unit: definition?.unit ?? '', better: definition?.better ?? 'none' };
}
