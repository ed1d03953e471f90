import picocolors from 'picocolors';
import { describeParameters } from '../describe-parameters.js';
import { formatBeside, formatValue } from '../format-value.js';
import { cutText, displayWidth, plainLine, wrapText } from '../wrap-text.js';
import type { ForeignComparison, ForeignMetric, ForeignRow } from './compare-foreign.js';
import type { CompareFormat } from './format-compare.js';
import { formatChange } from './verdict-sentence.js';

/** Widths of metric, their median and ours; the ratio comes last. */
const WIDTHS = [18, 16, 16] as const;

const NOTE =
  'The definitions of these metrics agree. There is no verdict: a file of another tool tells neither the digest of the model nor the machine, so only you know whether both measured the same.';

/** A run beside another tool's file for people, ending with a line end. No line is wider than `width`. */
export function formatForeign(
  { side, tool, model, rows, unmatched }: ForeignComparison,
  { width, color }: CompareFormat,
): string {
  const colors = picocolors.createColors(color);
  const head = wrapText(`${side.label} (${side.target}) beside ${tool} (${model})`, { width, indent: '  ' });
  const table = [
    colors.dim(cutText(line(['', tool, 'acode'], 'acode against it [95 %]'), width)),
    ...casesOf(rows).flatMap((group) => [
      colors.bold(cutText(titleOf(group[0]), width)),
      ...group.map((row) => cutText(rowLine(row), width)),
    ]),
  ];
  const lines = [
    ...head,
    '',
    ...(rows.length === 0 ? wrapText('No completed case was measured at the sizes of the file.', { width }) : table),
    '',
    ...(unmatched.length === 0
      ? []
      : wrapText(`Without a counterpart in the run: ${unmatchedText(unmatched)}.`, { width, indent: '  ' })),
    ...wrapText(NOTE, { width }),
  ];
  return `${lines.join('\n')}\n`;
}

/** Metrics that were measured at the same sizes share the mention of these. */
function unmatchedText(unmatched: readonly ForeignMetric[]): string {
  const metrics = new Map<string, string[]>();
  for (const { metric, parameters } of unmatched) {
    const at = Object.entries(parameters)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
    metrics.set(at, [...new Set([...(metrics.get(at) ?? []), metric])]);
  }
  return [...metrics].map(([at, names]) => (at === '' ? names.join(', ') : `${names.join(', ')} (${at})`)).join('; ');
}

function casesOf(rows: readonly ForeignRow[]): ForeignRow[][] {
  const groups = new Map<string, ForeignRow[]>();
  for (const row of rows) groups.set(titleOf(row), [...(groups.get(titleOf(row)) ?? []), row]);
  return [...groups.values()];
}

function titleOf(row: ForeignRow | undefined): string {
  if (row === undefined) return '';
  const { benchmark, parameters, of } = row;
  return plainLine(`${benchmark} ${describeParameters(parameters)}${of === '' ? '' : ` · ${of}`}`);
}

function rowLine({ metric, unit, theirs, ours, effect }: ForeignRow): string {
  const label = formatValue(theirs.median, unit).split(' ').slice(1).join(' ');
  // One number for all requests has a ratio too, only no interval.
  const change =
    effect === undefined
      ? theirs.median > 0
        ? formatChange(ours.median / theirs.median)
        : '–'
      : `${formatChange(effect.estimate)} [${formatChange(effect.low).replace(' %', '')}, ${formatChange(effect.high).replace(' %', '')}]`;
  const cells = [
    metric,
    formatValue(theirs.median, unit),
    `${formatBeside(ours.median, theirs.median, unit)} ${label}`.trimEnd(),
  ];
  return line(cells, change);
}

function line(cells: readonly string[], last: string): string {
  const padded = cells.map((cell, index) => cell + ' '.repeat(Math.max(0, (WIDTHS[index] ?? 0) - displayWidth(cell))));
  return `  ${padded.join(' ')} ${last}`.trimEnd();
}
