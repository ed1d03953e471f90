import picocolors from 'picocolors';
import { formatEnvironment } from './format-environment.js';
import { formatTarget } from './format-target.js';
import { formatDuration } from './format-value.js';
import { isMeasuring } from './case-summary.js';
import { drawTable } from './draw-table.js';
import { gradedLines, hasResult } from './graded/format-graded.js';
import type { PrimaryMetrics } from './headline.js';
import { formatNotes } from './format-notes.js';
import { quietnessText } from './quietness.js';
import type { RunSummary } from './run-summary.js';
import { COLUMNS, isEstimated, rowOf } from './table-columns.js';
import { wrapText } from './wrap-text.js';

/** How to show a summary. */
export interface FormatOptions {
  /** Columns of the terminal; no line is wider. */
  readonly width: number;
  readonly color: boolean;
  readonly primaryMetrics: PrimaryMetrics;
}

/** The summary of a run for people, ending with a line end. No line is wider than `width`; without `color` it is plain text. */
export function formatSummary(summary: RunSummary, options: FormatOptions): string {
  const { width } = options;
  const sections = [
    titleLines(summary, options),
    ...summary.targets.map((target) => targetSection(summary, target.name, options)),
    legendLines(summary, options),
    findingLines(summary, options),
    formatNotes(summary, options),
    [...quietnessLines(summary, options), ...formatEnvironment(summary.environment, width)],
  ];
  const shown = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

function titleLines(summary: RunSummary, { width, color }: FormatOptions): string[] {
  const { runId, status, durationMs, counts, cases, suites, seed } = summary;
  const colors = picocolors.createColors(color);
  const mark = status === 'completed' ? colors.green : colors.yellow;
  const text = [
    `Run ${runId} ${status === 'running' ? 'has not ended' : status}, ${formatDuration(durationMs)}`,
    `${counts.completed} of ${cases.length} cases`,
    ...(suites.length === 0 ? [] : [suites.join(', ')]),
    `seed ${seed}`,
  ].join(' · ');
  const reason = summary.reason === undefined ? [] : wrapText(summary.reason.message, { width });
  return [...wrapText(text, { width, indent: '  ' }).map((line) => mark(line)), ...reason];
}

/** How quiet the machine was, above what it is. */
function quietnessLines({ quietness }: RunSummary, { width }: FormatOptions): string[] {
  return quietness === undefined ? [] : wrapText(quietnessText(quietness), { width, indent: '  ' });
}

/** The measured cases of one target under its name; nothing for a target of which nothing was measured. */
function targetSection(summary: RunSummary, name: string, options: FormatOptions): string[] {
  const target = summary.targets.find((each) => each.name === name);
  const ofTarget = summary.cases.filter((each) => each.target === name && isMeasuring(each));
  const measured = ofTarget.filter((each) => each.iterations.measured > 0);
  const graded = summary.graded.filter((each) => each.target === name && hasResult(each));
  if (target === undefined || measured.length + graded.length === 0) return [];
  const bold = picocolors.createColors(options.color).bold;
  const heading = wrapText(formatTarget(target), { width: options.width, indent: '  ' });
  return [
    ...heading.map((line) => bold(line)),
    ...drawTable(
      COLUMNS,
      measured.map((each) => rowOf(each, options.primaryMetrics)),
      options,
    ),
    ...gradedLines(graded, { ...options, gap: measured.length > 0 }),
  ];
}

/** What the numbers answer, in sentences with the numbers below them; with several targets each under its own name. */
function findingLines(summary: RunSummary, { width, color }: FormatOptions): string[] {
  const several = summary.targets.length > 1;
  const { dim } = picocolors.createColors(color);
  return summary.findings.flatMap(({ target, sentence, evidence }) => [
    ...wrapText(`= ${several ? `${target}: ` : ''}${sentence}`, { width, indent: '  ' }),
    ...wrapText(evidence.join(' · '), { width: Math.max(1, width - 2) }).map((line) => dim(`  ${line}`)),
  ]);
}

/** What the marks in the table mean, where there are any. */
function legendLines({ cases }: RunSummary, { width }: FormatOptions): string[] {
  const measured = cases.filter((each) => isMeasuring(each) && each.iterations.measured > 0);
  const coarse = measured.some(({ metrics }) => Object.values(metrics).some((each) => each.coarse.includes('p95')));
  const notes = [
    ...(coarse ? ['* p95 of fewer than 20 values'] : []),
    ...(measured.some((each) => isEstimated(each)) ? ['~ over estimated token counts'] : []),
  ];
  return notes.length === 0 ? [] : wrapText(notes.join(' · '), { width });
}
