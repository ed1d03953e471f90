import { comparisonToJson, rankingToJson } from '../report/compare/compare-json.js';
import { formatComparison } from '../report/compare/format-compare.js';
import { formatRanking } from '../report/compare/format-ranking.js';
import { comparisonToMarkdown, rankingToMarkdown } from '../report/formats/markdown-compare.js';
import type { Compared } from './compare-references.js';
import { colorOf, widthOf } from './terminal.js';

/** A comparison for people at a terminal. */
export function compareText(compared: Compared, stream: NodeJS.WriteStream): string {
  const format = { width: widthOf(stream), color: colorOf(stream) };
  return compared.kind === 'pair' ? formatComparison(compared.pair, format) : formatRanking(compared.ranking, format);
}

/** A comparison for a pull request. */
export function compareMarkdown(compared: Compared): string {
  return compared.kind === 'pair' ? comparisonToMarkdown(compared.pair) : rankingToMarkdown(compared.ranking);
}

/** A comparison for programs. */
export function compareJson(compared: Compared): string {
  const document = compared.kind === 'pair' ? comparisonToJson(compared.pair) : rankingToJson(compared.ranking);
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Whether a side is worse than the first one. */
export function hasRegressed({ against }: Compared): boolean {
  return against.some(({ verdict }) => verdict === 'regressed');
}
