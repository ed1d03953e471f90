import type { Ranking, RankingRow } from '../compare/compare-many.js';
import { letterOf, winnerText } from '../compare/winner-text.js';
import { failedCasesSentences } from '../compare/failure-sentence.js';
import { type FrontName, frontSentence } from '../compare/front-text.js';
import { describeParameters } from '../describe-parameters.js';
import { formatValue } from '../format-value.js';
import { definitionsSection } from './definitions.js';
import { frontSection } from './front-section.js';
import { metricLink } from './metric-link.js';
import { htmlPage, htmlText } from './page.js';
import { ABSENT, type Cell, sortableTable } from './sortable-table.js';

/**
 * Three and more sides as one HTML document that needs nothing else: who is worth choosing, who wins each metric, and the
 * definitions. The same ranking gives the same bytes.
 */
export function rankingReport(ranking: Ranking): string {
  const body = [
    header(ranking),
    '<main>',
    failedSection(ranking),
    frontSection(ranking.front, namesOf(ranking.sides)),
    `<section><h2 id="rows">Every metric</h2>${rankingTable(ranking)}<p class="soft">Medians. = marks sides that are not shown to be worse than the best one.</p></section>`,
    definitionsSection(ranking.rows.map(({ metric }) => metric)),
    '</main>',
  ];
  return htmlPage({
    title: `${ranking.sides.length} benchmarked models compared`,
    body: body.filter((part) => part !== '').join('\n'),
  });
}

function header({ sides, front }: Ranking): string {
  const names = sides.map(
    ({ label, target }, index) =>
      `<dt>${letterOf(index)}</dt><dd>${htmlText(target)} <span class="soft">${htmlText(label)}</span></dd>`,
  );
  const chosen = front.standings.some(({ onFront }) => onFront === true);
  return `<header><h1>${sides.length} benchmarked models compared</h1>
<dl class="facts">${names.join('')}</dl>
<div class="verdict${chosen ? '' : ' warn'}"><strong>${htmlText(frontSentence(front, namesOf(sides)))}</strong></div></header>`;
}

function failedSection({ sides, failures }: Ranking): string {
  const names = namesOf(sides).map(({ whole }) => whole);
  const items = failedCasesSentences(failures, names).map((each) => `<li class="bad">${htmlText(each)}</li>`);
  return items.length === 0 ? '' : `<section><h2>What failed</h2><ul class="notes">${items.join('')}</ul></section>`;
}

function namesOf(sides: Ranking['sides']): FrontName[] {
  return sides.map(({ target }, index) => ({ short: letterOf(index), whole: `${letterOf(index)} (${target})` }));
}

function rankingTable({ sides, rows }: Ranking): string {
  const heads = [
    { markup: 'Case', text: true },
    { markup: 'Metric', text: true },
    ...sides.map((_, index) => ({ markup: letterOf(index) })),
    { markup: 'Winner', text: true },
  ];
  const words = Object.fromEntries(sides.map((_, index) => [letterOf(index), letterOf(index)]));
  return sortableTable({
    id: 'ranking-table',
    labelledBy: 'rows',
    heads,
    rows: rows.map((row) => ({ status: row.best === undefined ? '–' : letterOf(row.best), cells: cellsOf(row) })),
    filter: { example: 'latency ttft', list: 'Winner', words },
  });
}

function cellsOf(row: RankingRow): Cell[] {
  const { benchmark, parameters, metric, unit, medians, best } = row;
  const described = describeParameters(parameters);
  const sub = described === '' ? '' : `<span class="sub">${htmlText(described)}</span>`;
  return [
    { markup: `${htmlText(benchmark)}${sub}`, sort: `${benchmark} ${described}` },
    { markup: metricLink(metric), sort: metric },
    ...medians.map((value, side): Cell => {
      if (value === undefined) return ABSENT;
      const text = htmlText(formatValue(value, unit));
      return { markup: side === best ? `<strong>${text}</strong>` : text, sort: value, metric };
    }),
    { markup: winnerText(row), sort: winnerText(row) },
  ];
}
