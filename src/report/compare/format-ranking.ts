import picocolors from 'picocolors';
import { describeCase, describeParameters } from '../describe-parameters.js';
import { formatShare, formatValue } from '../format-value.js';
import { cutText, displayWidth, plainLine, wrapText } from '../wrap-text.js';
import type { Ranking, RankingRow } from './compare-many.js';
import type { GradedRanking } from './graded-ranking.js';
import type { CompareFormat } from './format-compare.js';
import { failedCasesSentences } from './failure-sentence.js';
import { frontLines } from './front-text.js';

const METRIC_WIDTH = 18;

/** Three and more sides side by side, the winner of each metric marked, ending with a line end. */
export function formatRanking(
  { sides, rows, graded, front, failures }: Ranking,
  { width, color }: CompareFormat,
): string {
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
  const judged = graded.flatMap((each) => [
    colors.bold(cutText(plainLine(`${describeCase(each)} (${each.items} items)`), width)),
    cutText(gradedLine(each, columnWidth), width),
    ...undecidedLines(each, width),
  ]);
  const body = [...legend, '', colors.dim(cutText(head.join(''), width)), ...groups.flat(), ...judged];
  const names = sides.map(({ target }, index) => ({ short: letterOf(index), whole: `${letterOf(index)} (${target})` }));
  const note = wrapText('= marks sides that are not shown to be worse than the best median.', { width });
  const failed = failedCasesSentences(
    failures,
    sides.map((_, index) => letterOf(index)),
  ).flatMap((sentence) => wrapText(plainLine(sentence), { width, indent: '  ' }));
  return `${[...body, '', ...note, ...failed.map((line) => colors.yellow(line)), ...frontLines(front, names, { width, color })].join('\n')}\n`;
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

/** Pass rates with the places that each side may have; the winners are those that may be first. */
function gradedLine({ rates, ranks }: GradedRanking, columnWidth: number): string {
  const cells = rates.map((rate, side) => {
    const { best, worst } = ranks[side] ?? { best: 1, worst: rates.length };
    const text = `${formatShare(rate)} #${best === worst ? String(best) : `${best}–${worst}`}`;
    return ' '.repeat(Math.max(1, columnWidth - displayWidth(text))) + text;
  });
  const first = ranks.flatMap(({ best }, side) => (best === 1 ? [letterOf(side)] : []));
  return `  ${'passRate'.padEnd(METRIC_WIDTH - 2)}${cells.join('')}  ${first.length === 1 ? first[0] : `= ${first.join(' ')}`}`;
}

function undecidedLines({ toldApart }: GradedRanking, width: number): string[] {
  return toldApart ? [] : wrapText('  No two of them are told apart by these items.', { width, indent: '  ' });
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
