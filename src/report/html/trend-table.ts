import { describeParameters } from '../describe-parameters.js';
import { formatValue } from '../format-value.js';
import type { TrendSeries } from '../trend/build-trend.js';
import { slopeText, trendDirection, type TrendDirection } from '../trend/format-trend.js';
import { turningPoints } from '../trend/turning-points.js';
import { metricLink } from './metric-link.js';
import { htmlText } from './page.js';
import { type Cell, type Head, sortableTable } from './sortable-table.js';

const DIRECTIONS: Readonly<Record<TrendDirection, string>> = {
  worse: 'worse',
  better: 'better',
  level: 'level',
  unclear: 'no clear trend',
  unknown: 'no trend yet',
};

/** How verdicts of a comparison would call the directions, for their colours. */
const KINDS: Readonly<Record<TrendDirection, string>> = {
  worse: 'verdict-regressed',
  better: 'verdict-improved',
  level: 'verdict-unchanged',
  unclear: 'verdict-inconclusive',
  unknown: 'verdict-inconclusive',
};

const HEADS: readonly Head[] = [
  { markup: 'Case', text: true },
  { markup: 'Model', text: true },
  { markup: 'Metric', text: true },
  { markup: 'Runs' },
  { markup: 'First' },
  { markup: 'Last' },
  { markup: 'Slope', text: true },
  { markup: 'Marks' },
];

/** Every series with its ends and its slope. */
export function trendTable(series: readonly TrendSeries[]): string {
  return sortableTable({
    id: 'trend-table',
    labelledBy: 'series',
    heads: HEADS,
    rows: series.map((each, index) => ({ status: trendDirection(each), cells: cellsOf(each, index) })),
    filter: { example: 'latency ttft', list: 'Direction', words: DIRECTIONS },
  });
}

function cellsOf(series: TrendSeries, index: number): Cell[] {
  const { benchmark, parameters, target, metric, unit, points, slope } = series;
  const described = describeParameters(parameters);
  const sub = described === '' ? '' : `<span class="sub">${htmlText(described)}</span>`;
  const [first, last] = [points.at(0)?.value ?? 0, points.at(-1)?.value ?? 0];
  const changes = turningPoints(series).length;
  return [
    { markup: `<a href="#series-${index}">${htmlText(benchmark)}</a>${sub}`, sort: `${benchmark} ${described}` },
    { markup: htmlText(target), sort: target, kind: 'wrap' },
    { markup: metricLink(metric), sort: metric },
    { markup: String(points.length), sort: points.length },
    { markup: htmlText(formatValue(first, unit)), sort: first, metric },
    { markup: htmlText(formatValue(last, unit)), sort: last, metric },
    {
      markup: htmlText(slopeText(series)),
      kind: KINDS[trendDirection(series)],
      ...(slope === undefined ? {} : { sort: slope.share }),
    },
    { markup: changes === 0 ? '–' : String(changes), sort: changes },
  ];
}
