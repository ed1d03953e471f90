import picocolors from 'picocolors';
import { describeParameters } from '../describe-parameters.js';
import { formatValue } from '../format-value.js';
import { cutText, displayWidth, plainLine, wrapText } from '../wrap-text.js';
import type { Ranking, RankingRow } from './compare-many.js';
import type { CompareFormat } from './format-compare.js';
import type { ParetoAxis, ParetoFront, ParetoStanding } from './pareto-front.js';
import { formatPercent } from './verdict-sentence.js';

const METRIC_WIDTH = 18;

const FRONT_WIDTH = 11;

/** Three and more sides side by side, the winner of each metric marked, ending with a line end. */
export function formatRanking({ sides, rows, front }: Ranking, { width, color }: CompareFormat): string {
  const colors = picocolors.createColors(color);
  const legend = sides.flatMap(({ label, target }, index) =>
    wrapText(`${letterOf(index)}  ${label} (${target})`, { width, indent: '   ' }),
  );
  const columnWidth = Math.max(8, Math.floor((width - METRIC_WIDTH - 12) / sides.length));
  const head = [''.padEnd(METRIC_WIDTH), ...sides.map((_, index) => letterOf(index).padStart(columnWidth)), '  winner'];
  const groups = groupByCase(rows).map((group) => [
    colors.bold(cutText(caseTitle(group), width)),
    ...group.map((row) => cutText(rowLine(row, columnWidth), width)),
  ]);
  const body = [...legend, '', colors.dim(cutText(head.join(''), width)), ...groups.flat()];
  const note = wrapText('= marks sides that are not shown to be worse than the best median.', { width });
  return `${[...body, '', ...note, ...frontLines(front, { width, color })].join('\n')}\n`;
}

/** Speed, memory and quality of each side, and who is on the front. */
function frontLines(front: ParetoFront, { width, color }: CompareFormat): string[] {
  const { axes, standings } = front;
  if (axes.length === 0) return [];
  const colors = picocolors.createColors(color);
  const head = `All together${axes.map((axis) => axis.padStart(FRONT_WIDTH)).join('')}`;
  const lines = standings.map((standing, index) => {
    const cells = axes.map((axis) => standingText(standing, axis).padStart(FRONT_WIDTH));
    const text = cutText(`  ${letterOf(index).padEnd(10)}${cells.join('')}  ${frontText(standing)}`, width);
    return standing.onFront === true ? colors.green(text) : text;
  });
  return ['', colors.bold(cutText(head, width)), ...lines, ...wrapText(frontNote(front), { width })];
}

/** A side's value on an axis. */
export function standingText(standing: ParetoStanding, axis: ParetoAxis): string {
  const value = standing[axis];
  if (value === undefined) return '–';
  switch (axis) {
    case 'speed':
      return `${value.toPrecision(3)} ×`;
    case 'memory':
      return formatValue(value, 'bytes');
    case 'quality':
      return `${(value * 100).toFixed(1)} %`;
  }
}

/** Whether a side is worth choosing, and else because of which others not. */
export function frontText({ onFront, dominatedBy }: ParetoStanding): string {
  if (onFront === undefined) return 'not weighed: a value is missing';
  if (onFront) return 'on the front';
  return `dominated by ${dominatedBy.map((index) => letterOf(index)).join(', ')}`;
}

/** What the numbers mean. */
export function frontNote({ axes, commonCases, threshold }: ParetoFront): string {
  const missing = (['speed', 'memory', 'quality'] as const).filter((axis) => !axes.includes(axis));
  const meanings = {
    speed: 'speed is the geometric mean against A',
    memory: 'memory the highest peak',
    quality: 'quality the share of graded answers that passed',
  };
  const told = axes.map((axis) => meanings[axis]).join(', ');
  const absent = missing.length === 0 ? '' : ` Nothing was measured of ${missing.join(' and ')}.`;
  return `Over ${commonCases} common ${commonCases === 1 ? 'case' : 'cases'}: ${told}. Dominated: another side is more than ${formatPercent(threshold)} better in some of this, and in none of it more than that worse.${absent}`;
}

/** The winner of a row: one letter, or all that are level with the best median. */
export function winnerText({ best, level }: RankingRow): string {
  if (best === undefined) return '–';
  return level.length <= 1 ? letterOf(best) : `= ${level.map((side) => letterOf(side)).join(' ')}`;
}

/** Name of a side in the table: A, B, …, Z, then S27 and on. */
export function letterOf(index: number): string {
  return index < 26 ? String.fromCodePoint(65 + index) : `S${index + 1}`;
}

function rowLine(row: RankingRow, columnWidth: number): string {
  const cells = row.medians.map((value) => {
    const text = value === undefined ? '–' : formatValue(value, row.unit);
    return ' '.repeat(Math.max(1, columnWidth - displayWidth(text))) + text;
  });
  return `  ${row.metric.padEnd(METRIC_WIDTH - 2)}${cells.join('')}  ${winnerText(row)}`;
}

function groupByCase(rows: readonly RankingRow[]): RankingRow[][] {
  const groups = new Map<string, RankingRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.benchmark, row.parameters]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function caseTitle([first]: readonly RankingRow[]): string {
  if (first === undefined) return '';
  return plainLine(`${first.benchmark} ${describeParameters(first.parameters)}`);
}
