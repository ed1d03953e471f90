import picocolors from 'picocolors';
import { describeCase, describeParameters } from '../describe-parameters.js';
import { plainLine, wrapText } from '../wrap-text.js';
import type { Ranking, RankingRow } from './compare-many.js';
import type { GradedRanking } from './graded-ranking.js';
import type { CompareFormat } from './format-compare.js';
import { failedCasesSentences } from './failure-sentence.js';
import { frontLines } from './front-text.js';
import { metricLine, passRateLine, rankingTable } from './ranking-table.js';
import { letterOf } from './winner-text.js';

/** Three and more sides side by side, the winner of each metric marked, ending with a line end. */
export function formatRanking(
  { sides, rows, graded, front, failures }: Ranking,
  { width, color }: CompareFormat,
): string {
  const colors = picocolors.createColors(color);
  const legend = sides.flatMap(({ label, target }, index) =>
    wrapText(`${letterOf(index)}  ${label} (${target})`, { width, indent: '   ' }),
  );
  const groups = [
    ...groupByCase(rows).map((group) => ({ title: caseTitle(group), lines: group.map((row) => metricLine(row)) })),
    ...graded.map((each) => ({
      title: plainLine(`${describeCase(each)} (${each.items} items)`),
      lines: [passRateLine(each)],
      notes: undecidedLines(each, width),
    })),
  ];
  const table = rankingTable(groups, sides.length, { width, dim: colors.dim, bold: colors.bold });
  const names = sides.map(({ target }, index) => ({ short: letterOf(index), whole: `${letterOf(index)} (${target})` }));
  const note = wrapText('= marks sides that are not shown to be worse than the best median.', { width });
  const failed = failedCasesSentences(
    failures,
    sides.map((_, index) => letterOf(index)),
  ).flatMap((sentence) => wrapText(plainLine(sentence), { width, indent: '  ' }));
  const below = [...note, ...failed.map((line) => colors.yellow(line)), ...frontLines(front, names, { width, color })];
  return `${[...legend, '', ...table, '', ...below].join('\n')}\n`;
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
