import CliTable3 from 'cli-table3';
import picocolors from 'picocolors';
import { type Column, fitColumns } from './fit-columns.js';

/** cli-table3 draws boxes unless every character of theirs is taken away; one rule below the head is enough. */
const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
} as const;

/** Rows under their heads, no line wider than `width`; no lines for no rows. */
export function drawTable<Row>(
  wanted: readonly Column<Row>[],
  rows: readonly Row[],
  { width, color }: { readonly width: number; readonly color: boolean },
): string[] {
  if (rows.length === 0) return [];
  const { columns, gap } = fitColumns(wanted, rows, width);
  const table = new CliTable3({
    chars: { ...NO_BORDERS },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: columns.map((each, index) => each.width + (index === 0 ? 0 : gap)),
    colAligns: columns.map(({ column }) => column.align),
    wordWrap: true,
  });
  const dim = picocolors.createColors(color).dim;
  const indented = (text: string, index: number): string =>
    index === 0
      ? text
      : text
          .split('\n')
          .map((line) => `${' '.repeat(gap)}${line}`)
          .join('\n');
  table.push(columns.map(({ column }, index) => indented(column.head, index)));
  for (const row of rows) table.push(columns.map(({ column }, index) => indented(column.cell(row), index)));
  const [head = '', ...body] = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return [dim(head), ...body];
}
