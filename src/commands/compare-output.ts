import { comparisonToJson, rankingToJson } from '../report/compare/compare-json.js';
import type { Comparison } from '../report/compare/compare-runs.js';
import { type CompareFormat, formatComparison } from '../report/compare/format-compare.js';
import { frontLines } from '../report/compare/front-text.js';
import { pairNames } from '../report/compare/pair-front.js';
import type { ParetoFront } from '../report/compare/pareto-front.js';
import { formatRanking } from '../report/compare/format-ranking.js';
import { comparisonToMarkdown, rankingToMarkdown } from '../report/formats/markdown-compare.js';
import type { Compared } from './compare-references.js';
import { colorOf, widthOf } from './terminal.js';
import { withoutHome } from './without-home.js';

/** A comparison for people at a terminal. */
export function compareText(compared: Compared, stream: NodeJS.WriteStream): string {
  const format = { width: widthOf(stream), color: colorOf(stream) };
  return compared.kind === 'pair'
    ? formatPair(compared.pair, compared.front, format)
    : formatRanking(compared.ranking, format);
}

function formatPair(pair: Comparison, front: ParetoFront | undefined, format: CompareFormat): string {
  const text = formatComparison(pair, format);
  return front === undefined ? text : `${text}${frontLines(front, pairNames(pair), format).join('\n')}\n`;
}

/** A comparison for a pull request. */
export function compareMarkdown(compared: Compared): string {
  return withoutHome(
    compared.kind === 'pair'
      ? comparisonToMarkdown(compared.pair, compared.front)
      : rankingToMarkdown(compared.ranking),
  );
}

/** A comparison for programs. */
export function compareJson(compared: Compared): string {
  const document =
    compared.kind === 'pair' ? comparisonToJson(compared.pair, compared.front) : rankingToJson(compared.ranking);
  return `${withoutHome(JSON.stringify(document, null, 2))}\n`;
}

/** Whether a side is worse than the first one. */
export function hasRegressed({ against }: Compared): boolean {
  return against.some(({ verdict }) => verdict === 'regressed');
}
