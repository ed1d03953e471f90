import type { Column, Row } from './table-columns.js';
import { displayWidth } from './wrap-text.js';

/** A column with the width of its content, in characters. */
interface FittedColumn {
  readonly column: Column;
  readonly width: number;
}

/** Columns that fit side by side, and the empty characters between two of them. */
export interface FittedColumns {
  readonly columns: readonly FittedColumn[];
  readonly gap: number;
}

/** The first column wraps; below this width its words break. */
const MIN_FIRST_WIDTH = 18;

/** Wanted between columns, and what is enough when space is short. */
const GAPS = [2, 1] as const;

/** Columns of a rank up to this one are extras: the first column is not squeezed for them. */
const EXTRA_RANK = 10;

/**
 * Chooses the columns a table of this width can hold: extras go first, then the gaps and the first column shrink, then
 * columns of low rank go. At least the first column stays, cut to the width.
 */
export function fitColumns(columns: readonly Column[], rows: readonly Row[], width: number): FittedColumns {
  const natural = columns.map((column) => ({ column, width: contentWidth(column, rows) }));
  for (let chosen = natural; chosen.length > 1; chosen = withoutLeast(chosen)) {
    const hasExtras = chosen.some(({ column }) => column.rank <= EXTRA_RANK);
    for (const gap of hasExtras ? [GAPS[0]] : GAPS) {
      const fitted = squeezeFirst(chosen, width - gap * (chosen.length - 1), hasExtras);
      if (fitted !== undefined) return { columns: fitted, gap };
    }
  }
  return {
    columns: natural.slice(0, 1).map((first) => ({ ...first, width: Math.min(first.width, Math.max(1, width)) })),
    gap: 0,
  };
}

function contentWidth({ head, cell }: Column, rows: readonly Row[]): number {
  const lines = rows.flatMap((row) => cell(row).split('\n'));
  return Math.max(...[head, ...lines].map(displayWidth));
}

/** The columns in `room` characters, the first one as wide as that leaves; undefined when it leaves too little. */
function squeezeFirst(columns: readonly FittedColumn[], room: number, hasExtras: boolean): FittedColumn[] | undefined {
  const [first, ...others] = columns;
  if (first === undefined) return undefined;
  const left = room - others.reduce((sum, { width }) => sum + width, 0);
  const least = hasExtras ? first.width : Math.min(first.width, MIN_FIRST_WIDTH);
  return left < least ? undefined : [{ ...first, width: Math.min(first.width, left) }, ...others];
}

function withoutLeast(columns: readonly FittedColumn[]): FittedColumn[] {
  const least = Math.min(...columns.map(({ column }) => column.rank));
  return columns.filter(({ column }) => column.rank !== least);
}
