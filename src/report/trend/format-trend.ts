import picocolors from 'picocolors';
import { ALPHA } from '../compare/evidence.js';
import { formatP } from '../compare/verdict-sentence.js';
import { describeParameters } from '../describe-parameters.js';
import { formatBeside, formatValue } from '../format-value.js';
import { cutText, displayWidth, plainLine, wrapText } from '../wrap-text.js';
import type { TrendPoint, TrendSeries } from './build-trend.js';
import { barOf, sparkline } from './sparkline.js';
import { turningPoints, turningText } from './turning-points.js';

/** How to show a trend. */
export interface TrendFormat {
  /** Columns of the terminal; no line is wider. */
  readonly width: number;
  readonly color: boolean;
}

/** Columns that a sparkline gets at least; where its range leaves fewer, it goes without. */
const LEAST_SPARK = 20;

/** A slope below this share per day or run is level. */
const LEVEL = 0.0005;

/** Every series in three lines, with a mark below the bars of its change points, and what changed there, ending with a line end. */
export function formatTrend(series: readonly TrendSeries[], format: TrendFormat): string {
  const sections = series.map((each) => seriesLines(each, format).join('\n'));
  return `${sections.join('\n\n')}\n`;
}

function seriesLines(series: TrendSeries, format: TrendFormat): string[] {
  const { width, color } = format;
  const { target, benchmark, parameters, metric, unit, points } = series;
  const colors = picocolors.createColors(color);
  const [first, last] = [points.at(0), points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const title = plainLine(`${benchmark} ${describeParameters(parameters)} · ${target} · ${metric}`);
  const numbers = `${formatValue(first.value, unit)} → ${formatValue(last.value, unit)}, ${points.length} ${points.length === 1 ? 'run' : 'runs'}, ${slopeText(series)}`;
  return [
    ...wrapText(title, { width, indent: '  ' }).map((line) => colors.bold(line)),
    ...sparkLines(series, format),
    ...wrapText(numbers, { width: Math.max(1, width - 2), indent: '  ' }).map((line) => cutText(`  ${line}`, width)),
    ...turningPoints(series).flatMap((point) =>
      turningLines(point, { series, width }).map((line) => colors.yellow(line)),
    ),
  ];
}

/** The values as bars with what the lowest and the highest stand for, and a mark below each run at which something changed. */
function sparkLines(series: TrendSeries, { width, color }: TrendFormat): string[] {
  const { points, unit } = series;
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = low === high ? '' : `  ${formatBeside(low, high, unit)} – ${formatValue(high, unit)}`;
  const beside = width - 2 - displayWidth(range);
  const room = Math.max(1, beside < LEAST_SPARK ? width - 2 : beside);
  const bars = cutText(`  ${sparkline(values, room)}`, width);
  const marked = new Set(turningPoints(series).map((point) => barOf(points.indexOf(point), points.length, room)));
  const marks = Array.from({ length: Math.max(-1, ...marked) + 1 }, (_, place) => (marked.has(place) ? '▲' : ' '));
  return [
    beside < LEAST_SPARK ? bars : `${bars}${range}`,
    ...(marks.length === 0 ? [] : [picocolors.createColors(color).yellow(cutText(`  ${marks.join('')}`, width))]),
  ];
}

/** The slope in words: its size, and whether that is for the better. */
export function slopeText({ slope, better }: TrendSeries): string {
  if (slope === undefined) return 'no slope yet';
  const direction = trendDirection({ slope, better });
  if (direction === 'level') return 'level';
  const percent = Number(Math.abs(slope.share * 100).toPrecision(2));
  const size = `${slope.share < 0 ? '−' : '+'}${percent} % a ${slope.per}`;
  if (direction === 'unclear') return `${size}, but no clear trend (${formatP(slope.p)})`;
  if (better === 'none') return size;
  return `${size}, ${slope.share < 0 === (better === 'lower') ? 'better' : 'worse'}`;
}

/** Where a series goes: `unclear` where chance would do as well, `unknown` for one without a slope or a better side. */
export function trendDirection({ slope, better }: Pick<TrendSeries, 'slope' | 'better'>): TrendDirection {
  if (slope === undefined) return 'unknown';
  if (Math.abs(slope.share) < LEVEL) return 'level';
  if (slope.p > ALPHA) return 'unclear';
  if (better === 'none') return 'unknown';
  return slope.share < 0 === (better === 'lower') ? 'better' : 'worse';
}

/** Where a series goes. */
export type TrendDirection = 'better' | 'worse' | 'level' | 'unclear' | 'unknown';

function turningLines(
  point: TrendPoint,
  { series, width }: { readonly series: TrendSeries; readonly width: number },
): string[] {
  const text = `▲ ${point.runId}: ${turningText(point, series)}`;
  return wrapText(text, { width: Math.max(1, width - 2), indent: '  ' }).map((line) => cutText(`  ${line}`, width));
}
