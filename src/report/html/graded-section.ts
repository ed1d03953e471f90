import { describeParameters } from '../describe-parameters.js';
import { formatShare } from '../format-value.js';
import { GRADED_COLUMNS, gradedNotes, hasResult, titleOf } from '../graded/format-graded.js';
import type { GradedSummary } from '../graded/graded-summary.js';
import type { CaseSummary } from '../case-summary.js';
import type { RunSummary } from '../run-summary.js';
import { gradedMetric } from './graded-definitions.js';
import { metricAttribute, metricLink } from './metric-link.js';
import { htmlText } from './page.js';
import { scrollRegion } from './scroll-region.js';
import { type Cell, sortableTable, type TableRow } from './sortable-table.js';

/** What the graded benchmarks came to, stage by stage, and every answer with its verdict and reason. */
export function gradedSection(summary: RunSummary): string {
  const graded = summary.graded.filter(hasResult);
  if (graded.length === 0) return '';
  return `<section><h2 id="graded">Graded answers</h2>
${summaryTable(graded, summary.targets.length > 1)}
${graded
  .flatMap(gradedNotes)
  .map((note) => `<p class="soft">${htmlText(note)}</p>`)
  .join('\n')}
<p class="soft">Pass rates with 95 % intervals (Wilson, clustered by item); right tok/s counts the tokens of passed answers over the time of all.</p>
<h3 id="answers">Every answer</h3>
${answerTable(summary)}</section>`;
}

/** What the cards show. */
const PASS = 'graded.Pass [95 %]';

/** One card per graded benchmark, for the top of the page. */
export function gradedCards({ graded, targets }: RunSummary): string[] {
  return graded.flatMap((each) => {
    const { passRate, answers, target } = each;
    if (passRate === undefined) return [];
    const of = [
      `${answers.passed} of ${answers.passed + answers.failed}`,
      ...(targets.length > 1 ? [target] : []),
    ].join(' · ');
    return [
      `<li class="card"><div class="name">${htmlText(titleOf(each))} · <a href="#graded">passed</a></div>
<div class="value"${metricAttribute(PASS)} tabindex="0">${htmlText(formatShare(passRate.value).replace(' %', ''))} <span class="unit">%</span></div><span class="sub">95 %: ${htmlText(`${formatShare(passRate.low)} – ${formatShare(passRate.high)}`)}</span><span class="sub">${htmlText(of)}</span></li>`,
    ];
  });
}

function summaryTable(graded: readonly GradedSummary[], withTarget: boolean): string {
  const heads = GRADED_COLUMNS.map(
    ({ head, align }) => `<th scope="col"${align === 'left' ? ' class="text"' : ''}>${headText(head)}</th>`,
  );
  const rows = graded.map((each) => {
    const [first, ...others] = GRADED_COLUMNS.map(({ head, cell, align }) => ({
      markup: lines(cell(each)),
      align,
      metric: gradedMetric(head),
    }));
    const target = withTarget ? `<span class="sub">${htmlText(each.target)}</span>` : '';
    const cells = others.map(
      ({ markup, align, metric }) =>
        `<td${align === 'left' ? ' class="text"' : ''}${metric === undefined ? '' : metricAttribute(metric)}>${markup}</td>`,
    );
    return `<tr><th scope="row">${first?.markup ?? ''}${target}</th>${cells.join('')}</tr>`;
  });
  const table = `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return scrollRegion(table, { labelledBy: 'graded', sticky: true });
}

function headText(head: string): string {
  const metric = gradedMetric(head);
  return metric === undefined ? htmlText(head) : metricLink(metric, head);
}

function lines(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  return `${htmlText(first)}${rest.map((line) => `<span class="sub">${htmlText(line)}</span>`).join('')}`;
}

function answerTable({ cases, targets }: RunSummary): string {
  const rows = cases.flatMap((each) => answerRows(each, targets.length > 1));
  return sortableTable({
    id: 'answer-table',
    labelledBy: 'answers',
    heads: [
      { markup: 'Item', text: true },
      ...(targets.length > 1 ? [{ markup: 'Model', text: true }] : []),
      { markup: 'Verdict', text: true },
      { markup: 'Why', text: true },
    ],
    rows,
    filter: { example: 'quality wrong', list: 'Verdict', words: {} },
  });
}

function answerRows({ benchmark, parameters, target, verdicts = [] }: CaseSummary, withTarget: boolean): TableRow[] {
  const described = describeParameters(parameters);
  return verdicts.map(({ iteration, kind, why }) => {
    const sample = verdicts.length > 1 ? ` · sample ${iteration + 1}` : '';
    const name: Cell = {
      markup: `${htmlText(described)}<span class="sub">${htmlText(`${benchmark}${sample}`)}</span>`,
      sort: `${benchmark} ${described} ${String(iteration).padStart(4, '0')}`,
    };
    const model: Cell = { markup: htmlText(target), sort: target, kind: 'wrap' };
    const kindClass =
      kind === 'pass'
        ? 'verdict-improved'
        : kind === 'invalid' || kind === 'skipped'
          ? 'status-skipped'
          : 'status-failed';
    return {
      status: kind,
      cells: [
        name,
        ...(withTarget ? [model] : []),
        { markup: htmlText(kind), sort: kind, kind: kindClass },
        { markup: `<span class="why">${htmlText(why)}</span>`, sort: why },
      ],
    };
  });
}
