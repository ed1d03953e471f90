import { sampleHead } from '../../journal/kept-sample.js';
import type { CaseRecord } from '../../journal/run-record.js';
import type { RequestRecord, Sample, SamplePhase } from '../../protocol/sample.js';
import type { CaseSummary } from '../case-summary.js';
import { curveChart, type Phase } from '../charts/curve-chart.js';
import { distributionChart } from '../charts/distribution-chart.js';
import { stallIndices, tokenTimeline, type TokenRow } from '../charts/token-timeline.js';
import { formatValue, scaleOf } from '../format-value.js';
import type { PrimaryMetrics } from '../headline.js';
import { metricValues, passingSamples } from '../metric-values.js';
import { metricLink } from './metric-link.js';
import { htmlText } from './page.js';

/** Distributions beside a benchmark's own metrics, where the case has them. */
const USUAL_METRICS: readonly string[] = ['ttft', 'decodeTps', 'e2el'];

const MAX_DISTRIBUTIONS = 3;

/** Requests in a token timeline; more rows than this are a pattern, and these show it. */
const MAX_ROWS = 12;

/** The charts of one case as figures: distributions, then tokens over time, then memory over time. */
export function caseCharts(record: CaseRecord, subject: CaseSummary, primaryMetrics: PrimaryMetrics): string {
  const samples = passingSamples(record);
  return [
    ...distributionFigures(samples, { subject, primary: primaryMetrics(subject.benchmark) }),
    timelineFigure(samples),
    memoryFigure(record),
  ].join('');
}

function distributionFigures(
  samples: readonly Sample[],
  { subject, primary }: { readonly subject: CaseSummary; readonly primary: readonly string[] },
): string[] {
  const values = metricValues(samples);
  const ids = [...new Set([...primary, ...USUAL_METRICS])].filter((id) => (values.get(id)?.length ?? 0) >= 2);
  return ids.slice(0, MAX_DISTRIBUTIONS).flatMap((id) => {
    const summary = subject.metrics[id];
    // Equal values have no distribution: a needle that is always found, a rate without a timer behind it.
    if (summary === undefined || summary.min === summary.max) return [];
    const { unit, p50, interval, n, outliers } = summary;
    const { divisor, label } = scaleOf(summary.max, unit);
    const drawn = distributionChart({
      title: `${id}: ${n} values around a median of ${formatValue(p50, unit)}`,
      values: (values.get(id) ?? []).map((value) => value / divisor),
      axis: label === '' ? id : `${id}, ${label}`,
      ...(interval === undefined ? {} : { interval: { low: interval.low / divisor, high: interval.high / divisor } }),
    });
    const far = outliers === 0 ? '' : `, ${outliers} far from the others`;
    return [figure(`${metricLink(id)} of ${n} ${n === 1 ? 'request' : 'requests'}${far}`, drawn)];
  });
}

function timelineFigure(samples: readonly Sample[]): string {
  const requests = samples.flatMap((sample) => sample.requests);
  const rows = requests.flatMap((request, index) => tokenRow(request, `#${index + 1}`));
  if (rows.length === 0) return '';
  const shown = evenly(rows, MAX_ROWS);
  const stalls = rows.reduce((sum, { gaps }) => sum + stallIndices(gaps).length, 0);
  const parts = [
    `Tokens of ${shown.length === rows.length ? '' : `${shown.length} of `}${rows.length} ${rows.length === 1 ? 'request' : 'requests'}`,
    stalls === 0 ? 'no stall' : `${stalls} ${stalls === 1 ? 'gap' : 'gaps'} of three times the median or more, in red`,
  ];
  const caption = parts.join('; ');
  return figure(htmlText(caption), tokenTimeline({ title: caption, rows: shown }));
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

function memoryFigure(record: CaseRecord): string {
  const { state } = record;
  const curve = 'usage' in state ? (state.usage?.rssCurve ?? []) : [];
  if (curve.length < 2) return '';
  const byte = scaleOf(Math.max(...curve.map(([, bytes]) => bytes)), 'bytes');
  const time = scaleOf(curve.at(-1)?.[0] ?? 0, 'ms');
  const drawn = curveChart({
    title: `Memory of the model's processes over ${curve.length} points of time`,
    points: curve.map(([ms, bytes]) => ({ x: ms / time.divisor, y: bytes / byte.divisor })),
    phases: phasesOf(record).map(({ name, from, to }) => ({ name, from: from / time.divisor, to: to / time.divisor })),
    x: `time since the start of the case, ${time.label}`,
    y: `resident memory, ${byte.label}`,
    dots: false,
  });
  return figure(`Memory over time${htmlText(peaksText(curve, phasesOf(record)))}`, drawn);
}

/** The highest reading of each phase, and of the time before them, in which the model was loaded. */
function peaksText(curve: readonly (readonly [ms: number, bytes: number])[], phases: readonly Phase[]): string {
  const [first] = phases;
  if (first === undefined) return '';
  const stretches = [{ name: 'before', from: Number.NEGATIVE_INFINITY, to: first.from }, ...phases];
  const peaks = stretches.flatMap(({ name, from, to }) => {
    const within = curve.filter(([ms]) => ms >= from && ms <= to).map(([, bytes]) => bytes);
    return within.length === 0 ? [] : [`${name} ${formatValue(Math.max(...within), 'bytes')}`];
  });
  return peaks.length === 0 ? '' : `, highest: ${peaks.join(', ')}`;
}

/** When the last attempt warmed up and measured, in milliseconds since its start; wall-clock stamps are near enough. */
function phasesOf({ state, samples }: CaseRecord): Phase[] {
  if (!('endedAt' in state)) return [];
  // Memory is sampled until the case ends, and from the first case command on, which is later than the worker's start.
  const begin = Date.parse(state.endedAt) - (state.usage?.rssCurve.at(-1)?.[0] ?? state.durationMs);
  const names: readonly [SamplePhase, string][] = [
    ['warmup', 'warm-up'],
    ['measure', 'measured'],
  ];
  return names.flatMap(([phase, name]) => {
    const own = samples.map(sampleHead).filter((each) => each.attempt === state.attempt && each.phase === phase);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      { name, from: Date.parse(first.startedAt) - begin, to: Date.parse(last.startedAt) + last.durationMs - begin },
    ];
  });
}

function figure(caption: string, drawn: string): string {
  return `<figure><figcaption>${caption}</figcaption>${drawn}</figure>`;
}
