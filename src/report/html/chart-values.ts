import type { RunRecord } from '../../journal/run-record.js';
import type { RequestRecord, Sample } from '../../protocol/sample.js';
import { isMeasuring, type CaseSummary } from '../case-summary.js';
import { type DistributionShape, distributionShape } from '../charts/distribution-shape.js';
import { stallIndices, type TokenRow } from '../charts/token-timeline.js';
import { scaleOf } from '../format-value.js';
import type { PrimaryMetrics } from '../headline.js';
import type { MetricValues } from '../metric-values.js';

/** What the charts of a case show of its samples: little, however many these are. */
export interface ChartValues {
  /** Of some metrics, in the unit of the axis that {@link axisOf} gives. */
  readonly distributions: readonly { readonly id: string; readonly shape: DistributionShape }[];
  /** Absent where no request has two gaps. */
  readonly tokens?: TokenTimes;
}

/** When the tokens of a case came. */
interface TokenTimes {
  /** How many requests have at least two gaps, and how many stalls these have. */
  readonly requests: number;
  readonly stalls: number;
  /** Some of these requests, evenly spread. */
  readonly rows: readonly TokenRow[];
}

/** What the charts of a run show; it can be kept beside its summary. */
export interface RunCharts {
  readonly schema: 'acode-charts/1';
  /** The metrics by which each benchmark is judged: their distributions were chosen first. */
  readonly primary: Readonly<Record<string, readonly string[]>>;
  /** In the order of the plan; null for a case that no report shows by itself. */
  readonly cases: readonly (ChartValues | null)[];
}

/** The metrics by which the benchmarks of a run are judged. */
export function primaryOf({ cases }: RunRecord, primaryMetrics: PrimaryMetrics): RunCharts['primary'] {
  const names = new Set(cases.map(({ planned }) => planned.benchmark));
  return Object.fromEntries([...names].map((name) => [name, primaryMetrics(name)]));
}

/** Distributions beside a benchmark's own metrics, where the case has them. */
const USUAL_METRICS: readonly string[] = ['ttft', 'decodeTps', 'e2el'];

const MAX_DISTRIBUTIONS = 3;

/** Requests in a token timeline; more rows than this are a pattern, and these show it. */
const MAX_ROWS = 12;

/** What the charts of a case show; null for one that no report shows by itself. `values` are those of the samples' metrics. */
export function chartValues(
  subject: CaseSummary,
  { samples, values }: { readonly samples: readonly Sample[]; readonly values: MetricValues },
  primaryMetrics: PrimaryMetrics,
): ChartValues | null {
  if (!hasCharts(subject)) return null;
  const tokens = tokenTimes(samples);
  return {
    distributions: distributionsOf(subject, values, primaryMetrics(subject.benchmark)),
    ...(tokens === undefined ? {} : { tokens }),
  };
}

/** A report shows by itself what was measured; one item of a graded benchmark says nothing alone. */
function hasCharts(subject: CaseSummary): boolean {
  return isMeasuring(subject) && subject.iterations.measured > 0;
}

/** The unit of a metric's axis: what its values are divided by, and how that is written. */
export function axisOf({ max, unit }: CaseSummary['metrics'][string]): ReturnType<typeof scaleOf> {
  return scaleOf(max, unit);
}

function distributionsOf(
  { metrics }: CaseSummary,
  values: MetricValues,
  primary: readonly string[],
): ChartValues['distributions'] {
  const ids = [...new Set([...primary, ...USUAL_METRICS])].filter((id) => (values.get(id)?.length ?? 0) >= 2);
  return ids.slice(0, MAX_DISTRIBUTIONS).flatMap((id) => {
    const summary = metrics[id];
    // Equal values have no distribution: a needle that is always found, a rate without a timer behind it.
    if (summary === undefined || summary.min === summary.max) return [];
    const { divisor } = axisOf(summary);
    return [{ id, shape: distributionShape((values.get(id) ?? []).map((value) => value / divisor)) }];
  });
}

function tokenTimes(samples: readonly Sample[]): TokenTimes | undefined {
  const requests = samples.flatMap((sample) => sample.requests);
  const rows = requests.flatMap((request, index) => tokenRow(request, `#${index + 1}`));
  if (rows.length === 0) return undefined;
  const stalls = rows.reduce((sum, { gaps }) => sum + stallIndices(gaps).length, 0);
  return { requests: rows.length, stalls, rows: evenly(rows, MAX_ROWS) };
}

/** Requests with at least two gaps; true per-token gaps are preferred to those between chunks. */
function tokenRow({ stamps, series }: RequestRecord, name: string): TokenRow[] {
  const gaps = series.itl ?? series.icl ?? [];
  if (stamps.firstTokenMs === undefined || gaps.length < 2) return [];
  return [{ name, firstTokenMs: stamps.firstTokenMs - stamps.sendMs, gaps }];
}

function evenly<T>(items: readonly T[], limit: number): T[] {
  if (items.length <= limit) return [...items];
  const last = items.length - 1;
  const places = Array.from({ length: limit }, (_, index) => Math.round((index * last) / (limit - 1)));
  return places.flatMap((place) => items.slice(place, place + 1));
}
