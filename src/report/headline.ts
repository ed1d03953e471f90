import type { CaseSummary } from './case-summary.js';
import type { ValueUnit } from './format-value.js';
import type { MedianInterval } from './intervals.js';

/** The metrics by which a benchmark is judged, most telling first; empty for a benchmark that is not known. */
export type PrimaryMetrics = (benchmark: string) => readonly string[];

/** The number a case is about: a median over requests, or a rate of the whole case, which has no spread. */
export interface Headline {
  readonly id: string;
  readonly unit: ValueUnit;
  readonly value: number;
  readonly interval?: MedianInterval;
  readonly sd?: number;
  readonly p95?: { readonly value: number; readonly coarse: boolean };
}

/** What stands in for the primary metrics that a case does not have. */
export const FALLBACK_HEADLINES: readonly string[] = ['e2el', 'ttft', 'decodeTps'];

/**
 * The first primary metric that the case has a value of; undefined for a case without any, and for one without a measured
 * iteration: what its model took until it failed is no result of it.
 */
export function headlineOf(subject: CaseSummary, primaryMetrics: PrimaryMetrics): Headline | undefined {
  if (subject.iterations.measured === 0) return undefined;
  for (const id of [...primaryMetrics(subject.benchmark), ...FALLBACK_HEADLINES]) {
    const found = valueOfMetric(subject, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a case has of one metric: its rate or count of the whole case, else the median of its requests; undefined for neither. */
export function valueOfMetric({ metrics, caseMetrics }: CaseSummary, id: string): Headline | undefined {
  const ofCase = caseMetrics[id];
  if (ofCase !== undefined) return { id, unit: ofCase.unit, value: ofCase.value };
  const metric = metrics[id];
  if (metric === undefined) return undefined;
  const { unit, p50, sd, p95, coarse, interval } = metric;
  return {
    id,
    unit,
    value: p50,
    ...(interval === undefined ? {} : { interval }),
    sd,
    p95: { value: p95, coarse: coarse.includes('p95') },
  };
}
