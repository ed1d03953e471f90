import picocolors from 'picocolors';
import { describeCase } from '../describe-parameters.js';
import { formatBeside, formatValue } from '../format-value.js';
import { cutText, displayWidth, plainLine, wrapText } from '../wrap-text.js';
import { describeDifference } from './comparable.js';
import type { Comparison, ComparisonRow, PassRateRow } from './compare-runs.js';
import type { FailureRow } from './failure-rates.js';
import { failureSentence } from './failure-sentence.js';
import { passText } from './pass-text.js';
import { type UnmatchedCase, unmatchedText } from './unmatched-cases.js';
import { overallSentence, unguardedNote } from './overall-sentence.js';
import { equalAnswersSentence } from './equal-answers.js';
import type { Verdict } from './verdict.js';
import { groupedReasons, isTold, openNote } from './grouped-reasons.js';
import { formatChange, formatP } from './verdict-sentence.js';

/** How to show a comparison. */
export interface CompareFormat {
  /** Columns of the terminal; no line is wider. */
  readonly width: number;
  readonly color: boolean;
}

/** The heads of metric, both medians and ratio with interval; the verdict stands behind them. */
const HEADS = ['metric', 'before → after', 'change [95 %]'] as const;

/** Columns that the name of a metric gets at most. */
const MOST_NAME = 22;

/** The comparison for people, verdict first, ending with a line end. No line is wider than `width`. */
export function formatComparison(comparison: Comparison, format: CompareFormat): string {
  const sections = [
    headLines(comparison, format),
    differenceLines(comparison, format),
    ...tableSections(comparison, format),
    passRateLines(comparison.passRates, format),
    failureLines(comparison.failures, format),
    answerLines(comparison, format),
    reasonLines(comparison.rows, format),
    unmatchedLines(comparison.unmatched, format),
  ];
  const shown = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

/** A verdict in its colour. */
function paintVerdict(text: string, verdict: Verdict, color: boolean): string {
  const colors = picocolors.createColors(color);
  switch (verdict) {
    case 'regressed':
      return colors.red(text);
    case 'improved':
      return colors.green(text);
    case 'unchanged':
      return text;
    case 'inconclusive':
      return colors.yellow(text);
  }
}

/** The verdict of a row with the number of values that would decide it. */
function verdictText({ verdict, needed }: Pick<ComparisonRow, 'verdict' | 'needed'>): string {
  return needed === undefined ? verdict : `${verdict} (need n ≥ ${needed})`;
}

function headLines(comparison: Comparison, { width, color }: CompareFormat): string[] {
  const { verdict, before, after } = comparison;
  return [
    ...wrapText(overallSentence(comparison), { width, indent: '  ' }).map((each) => paintVerdict(each, verdict, color)),
    ...wrapText(`before ${before.label} (${before.target})`, { width, indent: '  ' }),
    ...wrapText(`after  ${after.label} (${after.target})`, { width, indent: '  ' }),
  ];
}

function differenceLines({ differences }: Comparison, { width, color }: CompareFormat): string[] {
  if (differences.length === 0) return [];
  const mark = picocolors.createColors(color).yellow;
  const lines = differences.flatMap((each) => {
    const wrapped = wrapText(`${each.scope === 'note' ? '·' : '≠'} ${describeDifference(each)}`, {
      width,
      indent: '    ',
    });
    return each.scope === 'note' ? wrapped : wrapped.map((text) => mark(text));
  });
  return [cutText('What differs', width), ...lines];
}

function answerLines({ answers }: Comparison, { width, color }: CompareFormat): string[] {
  if (answers === undefined) return [];
  const lines = wrapText(`= ${equalAnswersSentence(answers)}`, { width, indent: '  ' });
  return answers.different === 0 ? lines : lines.map((text) => picocolors.createColors(color).yellow(text));
}

/** One table per case. */
function tableSections({ rows }: Comparison, format: CompareFormat): string[][] {
  const cases = new Map<string, ComparisonRow[]>();
  for (const row of rows) cases.set(row.caseIds.before, [...(cases.get(row.caseIds.before) ?? []), row]);
  const widths = widthsOf(rows);
  return [...cases.values()].map((group) => caseLines(group, widths, format));
}

/** One width per column for all cases, so that their tables stand below each other. */
function widthsOf(rows: readonly ComparisonRow[]): number[] {
  const cells = rows.map((row) => cellsOf(row));
  return HEADS.map((head, column) => Math.max(...[head, ...cells.map((row) => row[column] ?? '')].map(displayWidth)));
}

function caseLines(
  rows: readonly ComparisonRow[],
  widths: readonly number[],
  { width, color }: CompareFormat,
): string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const colors = picocolors.createColors(color);
  const head = line(HEADS, 'verdict', widths);
  return [
    colors.bold(cutText(caseTitle(first), width)),
    colors.dim(cutText(head, width)),
    ...rows.map((row) => rowLine(row, widths, { width, color })),
  ];
}

function rowLine(row: ComparisonRow, widths: readonly number[], { width, color }: CompareFormat): string {
  const cells = cellsOf(row);
  const whole = verdictText(row);
  const verdict = displayWidth(line(cells, whole, widths)) <= width ? whole : whole.replace('need ', '');
  const text = cutText(line(cells, verdict, widths), width);
  return text.endsWith(verdict) ? text.slice(0, -verdict.length) + paintVerdict(verdict, row.verdict, color) : text;
}

function cellsOf(row: ComparisonRow): string[] {
  const { metric, unit, before, after, effect } = row;
  return [
    cutText(plainLine(metric), MOST_NAME),
    `${formatBeside(before.median, before.median, unit)} → ${beside(after.median, row)}`,
    effect === undefined
      ? '–'
      : `${formatChange(effect.estimate)} [${percentOf(effect.low)}, ${percentOf(effect.high)}]`,
  ];
}

/** A value in the scale of the row's baseline, with its unit. */
function beside(value: number, { before, unit }: ComparisonRow): string {
  const label = formatValue(before.median, unit).split(' ').slice(1).join(' ');
  return `${formatBeside(value, before.median, unit)} ${label}`.trimEnd();
}

function percentOf(ratio: number): string {
  return formatChange(ratio).replace(' %', '');
}

function line(cells: readonly string[], last: string, widths: readonly number[]): string {
  const padded = cells.map((cell, index) => {
    const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(cell)));
    return `${cell}${gap}`;
  });
  return `  ${padded.join(' ')} ${last}`.trimEnd();
}

function passRateLines(rows: readonly PassRateRow[], { width, color }: CompareFormat): string[] {
  return rows.flatMap(({ before, after, difference, paired, verdict, ...subject }) => {
    const points = (share: number): string => `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)}`;
    const pairedText =
      paired === undefined
        ? ''
        : `; passed before alone: ${paired.onlyBefore}, after alone: ${paired.onlyAfter}, ${formatP(paired.p)}`;
    const text =
      `${caseTitle(subject)}: passed ${passText(before)} before, ${passText(after)} after, ` +
      `${points(difference.difference)} points [${points(difference.low)}, ${points(difference.high)}]${pairedText}: ${verdict}`;
    return wrapText(text, { width, indent: '  ' }).map((each) => paintVerdict(each, verdict, color));
  });
}

function failureLines(rows: readonly FailureRow[], { width, color }: CompareFormat): string[] {
  return rows.flatMap((row) => {
    const text = plainLine(`${failureSentence(row)}: ${row.verdict}`);
    return wrapText(text, { width, indent: '  ' }).map((each) => paintVerdict(each, row.verdict, color));
  });
}

/** Why everything is as it is that is decided or that more values would not decide; the rest shares one sentence. */
function reasonLines(rows: readonly ComparisonRow[], { width }: CompareFormat): string[] {
  const note = openNote(rows);
  return [
    ...groupedReasons(rows.filter(isTold)).flatMap((reason) => wrapText(plainLine(reason), { width, indent: '  ' })),
    ...(note === undefined ? [] : wrapText(note, { width, indent: '  ' })),
    ...wrapText(unguardedNote(rows) ?? '', { width, indent: '  ' }).filter((text) => text !== ''),
  ];
}

function unmatchedLines(cases: readonly UnmatchedCase[], { width }: CompareFormat): string[] {
  const items = new Map<string, number>();
  const named: string[] = [];
  for (const each of cases) {
    const ofGraded = `${plainLine(each.benchmark)} (${unmatchedText(each)})`;
    if (each.parameters['item'] === undefined) named.push(`${caseTitle(each)} (${unmatchedText(each)})`);
    else items.set(ofGraded, (items.get(ofGraded) ?? 0) + 1);
  }
  named.push(...[...items].map(([ofGraded, count]) => `${count} items of ${ofGraded}`));
  return named.length === 0 ? [] : wrapText(`Not compared: ${named.join('; ')}.`, { width, indent: '  ' });
}

function caseTitle(subject: Pick<ComparisonRow, 'benchmark' | 'parameters'>): string {
  return plainLine(describeCase(subject));
}
