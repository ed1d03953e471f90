import { formatBeside, formatShare, scaleOf } from '../format-value.js';
import { cutText, displayWidth, plainLine } from '../wrap-text.js';
import type { RankingRow } from './compare-many.js';
import type { GradedRanking } from './graded-ranking.js';
import { letterOf, winnerText } from './winner-text.js';

/** A line of the table: what is compared with its unit, the value of each side, and who wins. */
export interface RankingLine {
  readonly name: string;
  readonly cells: readonly string[];
  readonly winner: string;
}

/** Lines below the name of their case. */
export interface RankingGroup {
  readonly title: string;
  readonly lines: readonly RankingLine[];
  /** What stands below them, as it is. */
  readonly notes?: readonly string[];
}

/** Columns that a metric with its unit gets at most. */
const MOST_NAME = 26;

/** Spaces between columns. */
const GAP = 2;

/** The medians of a metric in one unit, that of the greatest, which stands behind the name. */
export function metricLine(row: RankingRow): RankingLine {
  const greatest = Math.max(0, ...row.medians.map((value) => Math.abs(value ?? 0)));
  const { label } = scaleOf(greatest, row.unit);
  return {
    name: plainLine(label === '' ? row.metric : `${row.metric}, ${label}`),
    cells: row.medians.map((value) => (value === undefined ? '–' : formatBeside(value, greatest, row.unit))),
    winner: winnerText(row),
  };
}

/** Pass rates with the places that each side may have; the winners are those that may be first. */
export function passRateLine({ rates, ranks }: GradedRanking): RankingLine {
  const cells = rates.map((rate, side) => {
    const { best, worst } = ranks[side] ?? { best: 1, worst: rates.length };
    return `${formatShare(rate)} #${best === worst ? String(best) : `${best}–${worst}`}`;
  });
  const first = ranks.flatMap(({ best }, side) => (best === 1 ? [side] : []));
  const [best] = first;
  const winner = winnerText({ ...(best === undefined ? {} : { best }), level: first, medians: rates });
  return { name: 'passRate', cells, winner };
}

/** How wide the table may be, and how its head and the names of the cases are painted. */
export interface RankingStyle {
  readonly width: number;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

/**
 * The groups as a table with a column per side, as wide as its content. Where not all sides fit beside each other they stand in
 * several tables below each other, each with the winner among all.
 */
export function rankingTable(groups: readonly RankingGroup[], sides: number, style: RankingStyle): string[] {
  const lines = groups.flatMap((group) => group.lines);
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(displayWidth));
  const name = Math.min(MOST_NAME, widest(lines.map((line) => line.name)));
  const cell = GAP + Math.max(widest(lines.flatMap(({ cells }) => cells)), letterOf(sides - 1).length);
  const winner = GAP + Math.max('winner'.length, widest(lines.map((line) => line.winner)));
  const fit = Math.max(1, Math.floor((style.width - 2 - name - winner) / cell));
  const count = Math.ceil(sides / fit);
  const each = Math.ceil(sides / count);
  const blocks = Array.from({ length: count }, (_, block) => block * each).filter((from) => from < sides);
  return blocks.flatMap((from, index) => {
    const frame = { from, to: Math.min(sides, from + each), name, cell, style };
    return [...(index === 0 ? [] : ['']), ...blockLines(groups, frame)];
  });
}

/** The sides of one table, and the widths of its columns. */
interface Frame {
  readonly from: number;
  readonly to: number;
  readonly name: number;
  readonly cell: number;
  readonly style: RankingStyle;
}

function blockLines(groups: readonly RankingGroup[], frame: Frame): string[] {
  const { width, dim, bold } = frame.style;
  const letters = Array.from({ length: frame.to }, (_, side) => letterOf(side));
  const head = drawLine({ name: '', cells: letters, winner: 'winner' }, frame);
  return [
    dim(head),
    ...groups.flatMap(({ title, lines, notes = [] }) => [
      bold(cutText(title, width)),
      ...lines.map((line) => drawLine(line, frame)),
      ...notes,
    ]),
  ];
}

function drawLine({ name, cells, winner }: RankingLine, { from, to, name: nameWidth, cell, style }: Frame): string {
  const padded = cells.slice(from, to).map((text) => ' '.repeat(Math.max(1, cell - displayWidth(text))) + text);
  const shown = cutText(name, nameWidth);
  const gap = ' '.repeat(nameWidth - displayWidth(shown));
  return cutText(`  ${shown}${gap}${padded.join('')}${' '.repeat(GAP)}${winner}`, style.width);
}
