import { trendChart } from '../charts/trend-chart.js';
import { describeCase, describeParameters } from '../describe-parameters.js';
import { formatValue, scaleOf } from '../format-value.js';
import type { TrendSeries } from '../trend/build-trend.js';
import { slopeText, trendDirection } from '../trend/format-trend.js';
import { lastStepForWorse, turningPoints, turningText } from '../trend/turning-points.js';
import { definitionsSection } from './definitions.js';
import { metricLink } from './metric-link.js';
import { htmlPage, htmlText } from './page.js';
import { trendTable } from './trend-table.js';

/** Charts in one page; the table has the others. */
const MAX_CHARTS = 60;

/**
 * How benchmarks went over runs, as one HTML document that needs nothing else: where they go, a table, a chart for each
 * with what changed in between, and the definitions. The same series give the same bytes.
 */
export function trendReport(series: readonly TrendSeries[]): string {
  const body = [
    header(series),
    '<main>',
    `<section><h2 id="series">All series</h2>${trendTable(series)}</section>`,
    chartSection(series),
    definitionsSection(series.map(({ metric }) => metric)),
    '</main>',
  ];
  return htmlPage({ title: 'Benchmarks over time', body: body.filter((part) => part !== '').join('\n') });
}

function header(series: readonly TrendSeries[]): string {
  const runs = new Map(series.flatMap(({ points }) => points.map(({ runId, atMs }) => [runId, atMs] as const)));
  const days = [...runs.values()].sort((a, b) => a - b).map((atMs) => new Date(atMs).toISOString().slice(0, 10));
  const [first = '', last = ''] = [days.at(0), days.at(-1)];
  const count = (wanted: string): number => series.filter((each) => trendDirection(each) === wanted).length;
  const worse = count('worse');
  const told = [
    ...(worse === 0 ? [] : [`${worse} worse`]),
    ...(count('better') === 0 ? [] : [`${count('better')} better`]),
    ...(count('level') === 0 ? [] : [`${count('level')} level`]),
    ...(count('unclear') === 0 ? [] : [`${count('unclear')} without a clear trend`]),
    ...(count('unknown') === 0 ? [] : [`${count('unknown')} without a trend yet`]),
  ];
  const span = first === last ? first : `${first} to ${last}`;
  const steps = stepsForWorse(series);
  return `<header><h1>Benchmarks over time</h1>
<p class="soft">${htmlText(`${runs.size} ${runs.size === 1 ? 'run' : 'runs'}, ${span}`)}</p>
<div class="verdict${worse > 0 ? ' bad' : steps.length > 0 ? ' warn' : ''}"><strong>${htmlText(`${series.length} series: ${told.join(', ')}.`)}</strong>${stepsText(steps)}</div></header>`;
}

/** Steps named in the verdict; the charts have the others. */
const MAX_STEPS = 3;

/** Every series that stepped to a worse level and stayed there, with a link to its chart: a slope over all runs may not tell of it. */
function stepsForWorse(series: readonly TrendSeries[]): string[] {
  return series.flatMap((each, index) => {
    const point = lastStepForWorse(each);
    if (point === undefined) return [];
    const name = htmlText(`${describeCase(each)} ${each.metric}`);
    const where = index < MAX_CHARTS ? `<a href="#series-${index}">${name}</a>` : name;
    return [`${where}: ${htmlText(turningText(point, each))}`];
  });
}

function stepsText(steps: readonly string[]): string {
  if (steps.length === 0) return '';
  const more = steps.length > MAX_STEPS ? [`${steps.length - MAX_STEPS} more`] : [];
  return `<span>Worse since a step: ${[...steps.slice(0, MAX_STEPS), ...more].join(' · ')}.</span>`;
}

function chartSection(series: readonly TrendSeries[]): string {
  const figures = series.slice(0, MAX_CHARTS).map((each, index) => seriesFigure(each, index));
  const rest = series.length - figures.length;
  const more =
    rest > 0
      ? `<p class="soft">${rest} more are in the table only; narrow them with --metric, --model or --benchmark.</p>`
      : '';
  return `<section><h2>Charts</h2><p class="soft">A dot is the median of a run. The dotted line is the Theil–Sen slope. Where a numbered line stands, the values step to another level, or something beside them changed: it is named below.</p>${more}<div class="charts">${figures.join('')}</div></section>`;
}

function seriesFigure(series: TrendSeries, index: number): string {
  const { benchmark, parameters, target, metric, unit, points, slope } = series;
  const { divisor, label } = scaleOf(Math.max(...points.map(({ value }) => Math.abs(value))), unit);
  const turning = turningPoints(series);
  const chart = trendChart({
    title: `${benchmark}: ${metric} over ${points.length} runs`,
    y: label === '' ? metric : `${metric}, ${label}`,
    points: points.map((point) => {
      const change = turning.indexOf(point);
      return { atMs: point.atMs, y: point.value / divisor, ...(change < 0 ? {} : { change: change + 1 }) };
    }),
    ...(slope === undefined ? {} : { line: { first: slope.line.first / divisor, last: slope.line.last / divisor } }),
  });
  const about = [describeParameters(parameters), target].filter((part) => part !== '').join(' · ');
  const ends = [points.at(0), points.at(-1)].map((point) => formatValue(point?.value ?? 0, unit)).join(' → ');
  const items = turning.map(
    (point) => `<li>${htmlText(turningText(point, series))} <span class="soft">${htmlText(point.runId)}</span></li>`,
  );
  const list = items.length === 0 ? '' : `<ol class="changes">${items.join('')}</ol>`;
  return `<figure id="series-${index}"><figcaption><strong>${htmlText(benchmark)}</strong>: ${metricLink(metric)} ${htmlText(ends)}, ${htmlText(slopeText(series))}<span class="sub">${htmlText(about)}</span></figcaption>${chart}${list}</figure>`;
}
