import { displayWidth } from './wrap-text.js';

/** A column of a table over rows of one kind. A cell may have several lines. */
export interface Column<Row> {
  readonly head: string;
  readonly align: 'left' | 'right';
  /** Columns of a lower rank go first when the terminal is too narrow for all of them; those up to 10 are extras. */
  readonly rank: number;
  readonly cell: (row: Row) => string;
}

/** A column with the width of its content, in characters. */
interface FittedColumn<Row> {
  readonly column: Column<Row>;
  readonly width: number;
}

/** Columns that fit side by side, and the empty characters between two of them. */
export interface FittedColumns<Row> {
  readonly columns: readonly FittedColumn<Row>[];
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
export function fitColumns<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): FittedColumns<Row> {
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

function contentWidth<Row>({ head, cell }: Column<Row>, rows: readonly Row[]): number {
  const lines = rows.flatMap((row) => cell(row).split('\n'));
  return Math.max(...[head, ...lines].map(displayWidth));
}

/** The columns in `room` characters, the first one as wide as that leaves; undefined when it leaves too little. */
function squeezeFirst<Row>(
  columns: readonly FittedColumn<Row>[],
  room: number,
  hasExtras: boolean,
): FittedColumn<Row>[] | undefined {
  const [first, ...others] = columns;
  if (first === undefined) return undefined;
  const left = room - others.reduce((sum, { width }) => sum + width, 0);
  const least = hasExtras ? first.width : Math.min(first.width, MIN_FIRST_WIDTH);
  return left < least ? undefined : [{ ...first, width: Math.min(first.width, left) }, ...others];
}

function withoutLeast<Row>(columns: readonly FittedColumn<Row>[]): FittedColumn<Row>[] {
  const least = Math.min(...columns.map(({ column }) => column.rank));
  return columns.filter(({ column }) => column.rank !== least);
}
