/** What a cell may hold; undefined is an empty cell. Numbers are written so that reading them back gives the same number. */
export type CsvCell = string | number | boolean | null | undefined;

/** Beginnings that spreadsheets take for a formula; the wide forms are read as the plain ones by some. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A text that is nothing but a number is no formula, whatever its sign. */
const PLAIN_NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The same behind a sign at which spreadsheets of other languages begin a new cell; within a record of commas they take no
 * quotes for such.
 */
const FORMULA_WITHIN = /(?<=[;\t])(?=[=+\-@＝＋－＠])/gu;

const NEEDS_QUOTES = /["\n\r,]|^\s|\s$/;

/** Names, moments and the like, which are most texts of a large table: nothing in them needs care. */
const PLAIN_TEXT = /^\w[\w.:-]*$/;

/**
 * One record as RFC 4180 has it, with its CRLF. Text that a spreadsheet would run as a formula gets an apostrophe in
 * front of it, which spreadsheets show as plain text; numbers, negative ones too, stay as they are.
 */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${csvCells(cells)}\r\n`;
}

/** Part of a record: the cells, made safe and quoted as {@link csvRow} does, without the line end. */
export function csvCells(cells: readonly CsvCell[]): string {
  return cells.map((cell) => csvCell(cell)).join(',');
}

function csvCell(cell: CsvCell): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  if (PLAIN_TEXT.test(cell)) return cell;
  const text = cell.replaceAll(FORMULA_WITHIN, "'");
  const safe = FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
