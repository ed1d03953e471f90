import { scatterChart } from '../charts/scatter-chart.js';
import type { Ranking, RankingRow } from '../compare/compare-many.js';
import { frontNote, frontText, letterOf, standingText, winnerText } from '../compare/format-ranking.js';
import type { ParetoFront } from '../compare/pareto-front.js';
import { describeParameters } from '../describe-parameters.js';
import { formatValue, scaleOf } from '../format-value.js';
import { definitionsSection } from './definitions.js';
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
    frontSection(ranking),
    `<section><h2 id="rows">Every metric</h2>${rankingTable(ranking)}<p class="soft">Medians. = marks sides that are not shown to be worse than the best one.</p></section>`,
    definitionsSection(ranking.rows.map(({ metric }) => metric)),
    '</main>',
  ];
  return htmlPage({ title: `${ranking.sides.length} benchmarked models compared`, body: body.join('\n') });
}

function header({ sides, front }: Ranking): string {
  const names = sides.map(
    ({ label, target }, index) =>
      `<dt>${letterOf(index)}</dt><dd>${htmlText(target)} <span class="soft">${htmlText(label)}</span></dd>`,
  );
  const best = front.standings.flatMap(({ onFront }, index) =>
    onFront === true ? [`${letterOf(index)} (${sides[index]?.target ?? ''})`] : [],
  );
  const by = `By ${front.axes.join(' and ')}`;
  const verdict =
    best.length === 0
      ? 'Nothing was measured by which all could be weighed together.'
      : best.length === 1
        ? `${by}: ${best.join('')}.`
        : `${by}: ${best.slice(0, -1).join(', ')} or ${best.at(-1) ?? ''}, none of which is better than the others in everything that counts.`;
  return `<header><h1>${sides.length} benchmarked models compared</h1>
<dl class="facts">${names.join('')}</dl>
<div class="verdict${best.length === 0 ? ' warn' : ''}"><strong>${htmlText(verdict)}</strong></div></header>`;
}

function frontSection({ sides, front }: Ranking): string {
  const { axes, standings } = front;
  if (axes.length === 0) return '';
  const heads = axes.map((axis) => `<th scope="col">${axis}</th>`).join('');
  const rows = standings.map((standing, index) => {
    const cells = axes.map((axis) => `<td>${htmlText(standingText(standing, axis))}</td>`).join('');
    return `<tr><th scope="row">${letterOf(index)} ${htmlText(sides[index]?.target ?? '')}</th>${cells}<td class="text verdict-${standing.onFront === true ? 'improved' : 'inconclusive'}">${frontText(standing)}</td></tr>`;
  });
  return `<section><h2 id="front">All together</h2><div class="charts"><div><div class="scroll"><table><thead><tr><th scope="col" class="text">Model</th>${heads}<th scope="col" class="text">Verdict</th></tr></thead><tbody>${rows.join('')}</tbody></table></div><p class="soft">${htmlText(frontNote(front))}</p></div>${frontFigure(front)}</div></section>`;
}

/** Speed over memory, or quality over speed where nothing is known of memory; nothing for a single axis. */
function frontFigure({ axes, standings }: ParetoFront): string {
  const [first, second] = axes.includes('memory') ? (['memory', 'speed'] as const) : (['speed', 'quality'] as const);
  if (!axes.includes(first) || !axes.includes(second)) return '';
  const bytes = scaleOf(Math.max(...standings.map(({ memory }) => memory ?? 0)), 'bytes');
  const names = {
    memory: `peak memory, ${bytes.label} (left is better)`,
    speed: 'speed against A',
    quality: 'share passed, %',
  };
  const divisors = { memory: bytes.divisor, speed: 1, quality: 0.01 };
  const points = standings.flatMap((standing, index) => {
    const [x, y] = [standing[first], standing[second]];
    if (x === undefined || y === undefined) return [];
    return [
      { name: letterOf(index), x: x / divisors[first], y: y / divisors[second], marked: standing.onFront === true },
    ];
  });
  const drawn = scatterChart({
    title: `${second} over ${first}`,
    points,
    x: names[first],
    y: `${names[second]} (up is better)`,
  });
  return `<figure><figcaption>Filled: on the front</figcaption>${drawn}</figure>`;
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
