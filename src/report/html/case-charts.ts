import { sampleHead } from '../../journal/kept-sample.js';
import type { CaseRecord } from '../../journal/run-record.js';
import type { SamplePhase } from '../../protocol/sample.js';
import type { CaseSummary } from '../case-summary.js';
import { curveChart, type Phase } from '../charts/curve-chart.js';
import { distributionChart } from '../charts/distribution-chart.js';
import type { DistributionShape } from '../charts/distribution-shape.js';
import { tokenTimeline } from '../charts/token-timeline.js';
import { formatValue, scaleOf } from '../format-value.js';
import { axisOf, type ChartValues } from './chart-values.js';
import { metricLink } from './metric-link.js';
import { htmlText } from './page.js';

/** The charts of one case as figures: distributions, then tokens over time, then memory over time. */
export function caseCharts(record: CaseRecord, subject: CaseSummary, { distributions, tokens }: ChartValues): string {
  return [
    ...distributions.flatMap(({ id, shape }) => distributionFigure(id, shape, subject)),
    tokens === undefined ? '' : timelineFigure(tokens),
    memoryFigure(record),
  ].join('');
}

function distributionFigure(id: string, shape: DistributionShape, { metrics }: CaseSummary): string[] {
  const summary = metrics[id];
  if (summary === undefined) return [];
  const { unit, p50, interval, n, outliers } = summary;
  const { divisor, label } = axisOf(summary);
  const drawn = distributionChart({
    title: `${id}: ${n} values around a median of ${formatValue(p50, unit)}`,
    shape,
    axis: label === '' ? id : `${id}, ${label}`,
    ...(interval === undefined ? {} : { interval: { low: interval.low / divisor, high: interval.high / divisor } }),
  });
  const far = outliers === 0 ? '' : `, ${outliers} far from the others`;
  return [figure(`${metricLink(id)} of ${n} ${n === 1 ? 'request' : 'requests'}${far}`, drawn)];
}

function timelineFigure({ requests, stalls, rows }: NonNullable<ChartValues['tokens']>): string {
  const parts = [
    `Tokens of ${rows.length === requests ? '' : `${rows.length} of `}${requests} ${requests === 1 ? 'request' : 'requests'}`,
    stalls === 0 ? 'no stall' : `${stalls} ${stalls === 1 ? 'gap' : 'gaps'} of three times the median or more, in red`,
  ];
  const caption = parts.join('; ');
  return figure(htmlText(caption), tokenTimeline({ title: caption, rows }));
}

function memoryFigure(record: CaseRecord): string {
  const { state } = record;
  const curve = 'usage' in state ? (state.usage?.rssCurve ?? []) : [];
  if (curve.length < 2) return '';
  const byte = scaleOf(Math.max(...curve.map(([, bytes]) => bytes)), 'bytes');
  const time = scaleOf(curve.at(-1)?.[0] ?? 0, 'ms');
  const phases = phasesOf(record);
  const drawn = curveChart({
    title: `Memory of the model's processes over ${curve.length} points of time`,
    points: curve.map(([ms, bytes]) => ({ x: ms / time.divisor, y: bytes / byte.divisor })),
    phases: phases.map(({ name, from, to }) => ({ name, from: from / time.divisor, to: to / time.divisor })),
    x: `time since the start of the case, ${time.label}`,
    y: `resident memory, ${byte.label}`,
    dots: false,
  });
  return figure(`Memory over time${htmlText(peaksText(curve, phases))}`, drawn);
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
  const heads = samples.map(sampleHead).filter(({ attempt }) => attempt === state.attempt);
  return names.flatMap(([phase, name]) => {
    const own = heads.filter((each) => each.phase === phase);
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
