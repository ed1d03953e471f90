import picocolors from 'picocolors';
import { type Column, fitColumns } from './fit-columns.js';
import { displayWidth, wrapText } from './wrap-text.js';

/** Rows under their heads, no line wider than `width`; no lines for no rows. */
export function drawTable<Row>(
  wanted: readonly Column<Row>[],
  rows: readonly Row[],
  { width, color }: { readonly width: number; readonly color: boolean },
): string[] {
  if (rows.length === 0) return [];
  const { columns, gap } = fitColumns(wanted, rows, width);
  const linesOf = (cellOf: (column: Column<Row>) => string): string[] => {
    const cells = columns.map((each) => ({ ...each, lines: fitted(cellOf(each.column), each.width) }));
    const height = Math.max(...cells.map(({ lines }) => lines.length));
    return Array.from({ length: height }, (_, at) =>
      cells
        .map((each) => padded(each.lines[at] ?? '', each.width, each.column.align))
        .join(' '.repeat(gap))
        .trimEnd(),
    );
  };
  const dim = picocolors.createColors(color).dim;
  const heads = linesOf(({ head }) => head).map((line) => dim(line));
  return [...heads, ...rows.flatMap((row) => linesOf(({ cell }) => cell(row)))];
}

/** The lines of a cell, those that are too long broken. */
function fitted(cell: string, width: number): string[] {
  return cell.split('\n').flatMap((line) => (displayWidth(line) <= width ? [line] : wrapText(line, { width })));
}

function padded(text: string, width: number, align: Column<never>['align']): string {
  const room = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? `${text}${room}` : `${room}${text}`;
}
