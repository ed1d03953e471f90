import { SATURATED_REASON } from '../../journal/records.js';
import { isMeasuring, type CaseStatus, type CaseSummary } from '../case-summary.js';
import { describeParameters } from '../describe-parameters.js';
import { environmentText } from '../environment-text.js';
import { formatTarget } from '../format-target.js';
import { formatDuration, formatInterval, formatValue } from '../format-value.js';
import { GRADED_COLUMNS, hasResult } from '../graded/format-graded.js';
import type { GradedSummary } from '../graded/graded-summary.js';
import type { PrimaryMetrics } from '../headline.js';
import { quietnessText } from '../quietness.js';
import type { RunSummary } from '../run-summary.js';
import type { Column } from '../fit-columns.js';
import { COLUMNS, isEstimated, rowOf, type Row } from '../table-columns.js';
import { plainLine } from '../wrap-text.js';

/** Columns of the table on screen that a pull request shows beside case and headline. */
const SHOWN_COLUMNS: ReadonlySet<string> = new Set(['n', 'p95', 'tok/s', 'TTFT', 'Peak', 'err']);

/**
 * A run as GitHub-flavoured Markdown for a pull request: how it ended, a table per target, what went wrong, warnings and
 * the machine. Text of foreign origin cannot format anything, mention anybody or refer to an issue.
 */
export function runToMarkdown(summary: RunSummary, primaryMetrics: PrimaryMetrics): string {
  const sections = [
    titleLines(summary),
    ...summary.targets.map((target) => targetLines(summary, target.name, primaryMetrics)),
    legendLines(summary),
    findingLines(summary),
    failureLines(summary),
    warningLines(summary),
    machineLines(summary),
  ];
  const shown = sections.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function machineLines({ environment, quietness }: RunSummary): string[] {
  const quiet = quietness === undefined ? '' : `${markdownText(quietnessText(quietness))}<br>`;
  return [`<sub>${quiet}${markdownText(environmentText(environment))}</sub>`];
}

/** Text of foreign origin on one line, shown as it is: no formatting, no HTML, no mention, no reference. */
export function markdownText(text: string): string {
  return plainLine(text)
    .replaceAll(/[\\`*_{}[\]<>|~&]/g, (character) => (character === '&' ? '&amp;' : `\\${character}`))
    .replaceAll(/[@#](?=[\p{L}\p{N}])/gu, (character) => `${character}\u200b`)
    .replace(/^(?=[#+-])/, '\\')
    .replace(/^\d+(?=[.)])/, '$&\\');
}

function titleLines(summary: RunSummary): string[] {
  const { runId, status, durationMs, counts, cases, suites } = summary;
  const facts = [
    `${status === 'running' ? 'has not ended' : status} after ${formatDuration(durationMs)}`,
    `${counts.completed} of ${cases.length} cases completed`,
    ...suites.map((suite) => markdownText(suite)),
  ];
  const mark = status === 'completed' && counts.completed === cases.length ? '✅' : '⚠️';
  return [
    `## ${mark} Benchmark run ${markdownText(runId)}`,
    '',
    facts.join(' · '),
    ...(summary.reason === undefined ? [] : ['', markdownText(summary.reason.message)]),
  ];
}

function targetLines(summary: RunSummary, name: string, primaryMetrics: PrimaryMetrics): string[] {
  const target = summary.targets.find((each) => each.name === name);
  const ofTarget = summary.cases.filter((each) => each.target === name && isMeasuring(each));
  const measured = ofTarget.filter((each) => each.iterations.measured > 0);
  const graded = summary.graded.filter((each) => each.target === name && hasResult(each));
  if (target === undefined || measured.length + graded.length === 0) return [];
  const columns = COLUMNS.filter(({ head }) => SHOWN_COLUMNS.has(head));
  const rows = measured.map((each) => tableRow(rowOf(each, primaryMetrics), columns));
  return [
    `### ${markdownText(formatTarget(target))}`,
    ...(measured.length === 0 ? [] : ['', ...caseTable(rows, columns)]),
    ...(graded.length === 0 ? [] : ['', ...gradedTable(graded)]),
  ];
}

function caseTable(rows: readonly string[], columns: readonly Column<Row>[]): string[] {
  return [
    `| Case | Median \\[95 %\\] | ${columns.map(({ head }) => head).join(' | ')} |`,
    `| :--- | :--- | ${columns.map(() => '---:').join(' | ')} |`,
    ...rows,
  ];
}

function gradedTable(graded: readonly GradedSummary[]): string[] {
  return [
    `| ${GRADED_COLUMNS.map(({ head }) => cellText(head.replaceAll('[', String.raw`\[`).replaceAll(']', String.raw`\]`))).join(' | ')} |`,
    `| ${GRADED_COLUMNS.map(({ align }) => (align === 'left' ? ':---' : '---:')).join(' | ')} |`,
    ...graded.map((each) => `| ${GRADED_COLUMNS.map(({ cell }) => cellText(cell(each))).join(' | ')} |`),
  ];
}

function tableRow(row: Row, columns: readonly Column<Row>[]): string {
  const { subject, headline } = row;
  const name = [`**${markdownText(subject.benchmark)}**`, markdownText(describeParameters(subject.parameters))];
  const median = headline === undefined ? '–' : medianText(headline);
  const cells = columns.map(({ cell }) => cellText(cell(row)));
  return `| ${[name.filter((part) => part !== '').join(' '), median, ...cells].join(' | ')} |`;
}

function medianText({ id, unit, value, interval }: NonNullable<Row['headline']>): string {
  const range = interval === undefined ? '' : ` \\[${formatInterval(interval, value, unit)}\\]`;
  return `${markdownText(id)} **${formatValue(value, unit)}**${range}`;
}

/** Cells of the table on screen hold marks (`~`, `*`) that Markdown would take for formatting. */
function cellText(text: string): string {
  return text.replaceAll(/[*~|]/g, String.raw`\$&`).replaceAll('\n', ' ');
}

function legendLines({ cases }: RunSummary): string[] {
  const measured = cases.filter((each) => each.iterations.measured > 0);
  const coarse = measured.some(({ metrics }) => Object.values(metrics).some((each) => each.coarse.includes('p95')));
  const notes = [
    ...(coarse ? [String.raw`\* p95 of fewer than 20 values`] : []),
    ...(measured.some((each) => isEstimated(each)) ? [String.raw`\~ over estimated token counts`] : []),
  ];
  return notes.length === 0 ? [] : [`<sub>${notes.join(' · ')}</sub>`];
}

/** What the numbers answer, with the numbers that each sentence rests on. */
function findingLines({ findings, targets }: RunSummary): string[] {
  return findings.map(({ target, sentence, evidence }) => {
    const about = targets.length > 1 ? `${target}: ` : '';
    return `- ${markdownText(`${about}${sentence}`)} <sub>${markdownText(evidence.join(' · '))}</sub>`;
  });
}

const STATUS_WORDS: Readonly<Record<Exclude<CaseStatus, 'completed'>, string>> = {
  planned: 'not begun',
  started: 'cut off',
  failed: 'failed',
  'timed-out': 'timed out',
  skipped: 'skipped',
  interrupted: 'interrupted',
  damaged: 'damaged',
};

function failureLines({ cases }: RunSummary): string[] {
  const lines = cases.flatMap((each) => failureLine(each));
  return lines.length === 0 ? [] : ['### Cases without a whole result', '', ...lines];
}

function failureLine({ status, reason, benchmark, parameters, target }: CaseSummary): string[] {
  if (status === 'completed' || reason?.code === SATURATED_REASON) return [];
  const name = [benchmark, describeParameters(parameters), `on ${target}`].filter((part) => part !== '').join(' ');
  const why = reason === undefined ? '' : `: ${reason.message}${reason.hint === undefined ? '' : ` ${reason.hint}`}`;
  return [`- **${STATUS_WORDS[status]}** – ${markdownText(`${name}${why}`)}`];
}

function warningLines({ warnings }: RunSummary): string[] {
  if (warnings.length === 0) return [];
  const count = `${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`;
  const lines = warnings.flatMap(({ message, remedy }) => [
    `- ${markdownText(message)}`,
    `  <br>→ ${markdownText(remedy)}`,
  ]);
  return ['<details>', `<summary>${count}</summary>`, '', ...lines, '', '</details>'];
}
