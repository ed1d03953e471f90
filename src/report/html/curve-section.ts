import { findKnee, SERIAL_BELOW, wholeKnee } from '../../metrics/knee.js';
import type { CaseSummary } from '../case-summary.js';
import { curveChart, type CurvePoint } from '../charts/curve-chart.js';
import { describeParameters } from '../describe-parameters.js';
import { scaleOf } from '../format-value.js';
import type { Headline, PrimaryMetrics } from '../headline.js';
import { axisOf, curveValues, placesOf } from './curve-axis.js';
import { metricLink } from './metric-link.js';
import { htmlText } from './page.js';

/** Fewer points are a table, not a curve. */
const LEAST_POINTS = 3;

/** A case with its place on the axis of its curve. */
interface CurveCase {
  readonly x: number;
  readonly headline: Headline;
}

/** Cases that differ in one number only. */
interface Family {
  readonly benchmark: string;
  readonly target: string;
  readonly parameter: string;
  readonly others: string;
  readonly cases: readonly CurveCase[];
}

/** Curves over whatever number cases were measured at: speed over context length, throughput over slots. */
export function curveSection(cases: readonly CaseSummary[], primaryMetrics: PrimaryMetrics): string {
  const figures = families(cases, primaryMetrics).map((family) => familyFigure(family));
  return figures.length === 0 ? '' : `<section><h2>Curves</h2><div class="charts">${figures.join('')}</div></section>`;
}

function families(cases: readonly CaseSummary[], primaryMetrics: PrimaryMetrics): Family[] {
  const found = new Map<string, Family>();
  for (const subject of cases) {
    for (const { parameter, x, others } of placesOf(subject)) {
      for (const headline of curveValues(subject, parameter, primaryMetrics)) {
        const { benchmark, target } = subject;
        const key = JSON.stringify([benchmark, target, parameter, others, headline.id]);
        const known = found.get(key)?.cases ?? [];
        const family = { benchmark, target, parameter, others: describeParameters(others) };
        found.set(key, { ...family, cases: [...known, { x, headline }] });
      }
    }
  }
  return [...found.values()].filter((family) => new Set(family.cases.map(({ x }) => x)).size >= LEAST_POINTS);
}

function familyFigure({ benchmark, target, parameter, others, cases }: Family): string {
  const sorted = cases.toSorted((a, b) => a.x - b.x);
  const [first] = sorted;
  if (first === undefined) return '';
  const { id, unit } = first.headline;
  const axis = axisOf(parameter);
  const { divisor, label } = scaleOf(Math.max(...cases.map(({ headline }) => headline.value)), unit);
  const points = sorted.map(({ x, headline: { value, interval } }): CurvePoint => {
    const ends =
      interval === undefined ? {} : { interval: { low: interval.low / divisor, high: interval.high / divisor } };
    return { x: x / (axis.divisor ?? 1), y: value / divisor, ...ends };
  });
  const bars = points.some(({ interval }) => interval !== undefined) ? ['bars: 95 % intervals'] : [];
  const about = [target, others, ...bars].filter((part) => part !== '').join(' · ');
  const isLoad = parameter === 'slots' && id === 'outTps';
  const knee = isLoad ? kneeOf(sorted) : undefined;
  const drawn = curveChart({
    title: `${benchmark}: ${id} over ${axis.over}`,
    points,
    ...(knee === undefined ? {} : { mark: { x: knee, name: `knee at ${knee}` } }),
    x: axis.name,
    y: label === '' ? id : `${id}, ${label}`,
    dots: true,
    // Cut off below, a rate that hardly rises looks like one that does.
    fromZero: isLoad,
  });
  return `<figure><figcaption><strong>${htmlText(benchmark)}</strong>: ${metricLink(id)} over ${htmlText(axis.over)}<span class="sub">${htmlText(about)}</span></figcaption>${drawn}</figure>`;
}

/** The load from which on more requests at once do not raise the rate; undefined where it still rises or does from the start not. */
function kneeOf(cases: readonly CurveCase[]): number | undefined {
  const knee = findKnee(cases.map(({ x, headline }) => ({ slots: x, outTps: headline.value })));
  return knee === undefined || knee.stillRising || knee.slots < SERIAL_BELOW ? undefined : wholeKnee(knee);
}
