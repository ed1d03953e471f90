import { describeParameters } from '../describe-parameters.js';
import { formatValue } from '../format-value.js';
import type { ComparisonRow } from '../compare/compare-runs.js';
import { formatChange, formatP, verdictReason } from '../compare/verdict-sentence.js';
import { metricLink } from './metric-link.js';
import { htmlText } from './page.js';
import { ABSENT, type Cell, type Head, sortableTable, type TableRow } from './sortable-table.js';

const VERDICTS = { regressed: 'regressed', improved: 'improved', unchanged: 'unchanged', inconclusive: 'inconclusive' };

const HEADS: readonly Head[] = [
  { markup: 'Case', text: true },
  { markup: 'Metric', text: true },
  { markup: 'Before' },
  { markup: 'After' },
  { markup: 'Change [95 %]' },
  { markup: 'p' },
  { markup: 'Verdict', text: true },
  { markup: 'Why', text: true },
];

/** Every row of a comparison with its numbers and the reason of its verdict. */
export function compareTable(rows: readonly ComparisonRow[]): string {
  return sortableTable({
    id: 'compare-table',
    labelledBy: 'rows',
    heads: HEADS,
    rows: rows.map((row) => tableRow(row)),
    filter: { example: 'latency ttft', list: 'Verdict', words: VERDICTS },
  });
}

function tableRow(row: ComparisonRow): TableRow {
  const { benchmark, parameters, metric, adjustedP, verdict, needed, effect } = row;
  const described = describeParameters(parameters);
  const sub = described === '' ? '' : `<span class="sub">${htmlText(described)}</span>`;
  const need = needed === undefined ? '' : `<span class="sub">need n ≥ ${needed}</span>`;
  return {
    status: verdict,
    cells: [
      { markup: `${htmlText(benchmark)}${sub}`, sort: `${benchmark} ${described}` },
      { markup: metricLink(metric), sort: metric },
      medianCell(row, 'before'),
      medianCell(row, 'after'),
      changeCell(row),
      effect === undefined
        ? ABSENT
        : { markup: htmlText(formatP(adjustedP).replace(/^p(?: =)? ?/, '')), sort: adjustedP },
      { markup: `${verdict}${need}`, sort: verdict, kind: `verdict-${verdict}` },
      { markup: `<span class="why">${htmlText(`${verdictReason(row)}.`)}</span>`, kind: 'wrap' },
    ],
  };
}

function medianCell({ metric, unit, ...sides }: ComparisonRow, side: 'before' | 'after'): Cell {
  const { median, n } = sides[side];
  return { markup: `${htmlText(formatValue(median, unit))}<span class="sub">n ${n}</span>`, sort: median, metric };
}

function changeCell({ effect, metric }: ComparisonRow): Cell {
  if (effect === undefined) return ABSENT;
  const { estimate, low, high } = effect;
  const range = `${formatChange(low)} to ${formatChange(high)}`;
  return {
    markup: `<strong>${htmlText(formatChange(estimate))}</strong><span class="sub">${htmlText(range)}</span>`,
    sort: estimate,
    metric,
  };
}
