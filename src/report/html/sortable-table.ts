import { escapeMarkup } from '../charts/svg.js';
import { metricAttribute } from './metric-link.js';
import { htmlText } from './page.js';
import { nameAttribute, scrollRegion } from './scroll-region.js';

/** What stands in a cell: markup, the value it is sorted by, and the metric it is a value of. */
export interface Cell {
  readonly markup: string;
  readonly sort?: string | number;
  /** Id of the metric whose definition is shown over the cell. */
  readonly metric?: string;
  /** Class of the cell. */
  readonly kind?: string;
}

/** A cell without a value. */
export const ABSENT: Cell = { markup: '<span class="absent">–</span>' };

/** The head of a column. */
export interface Head {
  readonly markup: string;
  /** Id of the metric that the column is of, whose definition is shown over the head. */
  readonly metric?: string;
  /** Text stands left, numbers right. */
  readonly text?: boolean;
  /** Class of the head and of all cells below it. */
  readonly kind?: string;
}

/** A row; its first cell is its head. */
export interface TableRow {
  /** What the list of the filter chooses by. */
  readonly status: string;
  readonly cells: readonly Cell[];
}

/** A table that the script sorts by each column and filters by words and status. */
export interface SortableTable {
  readonly id: string;
  /** Id of the heading that names it. */
  readonly labelledBy: string;
  readonly heads: readonly Head[];
  readonly rows: readonly TableRow[];
  readonly filter: {
    /** Example of what to type. */
    readonly example: string;
    /** What the list chooses: its name, and its words by status. */
    readonly list: string;
    readonly words: Readonly<Record<string, string>>;
  };
}

/** The table with its filter. */
export function sortableTable({ id, labelledBy, heads, rows, filter }: SortableTable): string {
  const shownHeads = heads.map(
    ({ markup, metric, text, kind }) =>
      `<th scope="col"${classAttribute([text === true && 'text', kind])}><button type="button"${metric === undefined ? '' : metricAttribute(metric)}>${markup}</button></th>`,
  );
  const table = `<table id="${id}" class="sortable"${nameAttribute({ labelledBy })}>
<thead><tr>${shownHeads.join('')}</tr></thead>
<tbody>
${rows.map((row) => tableRow(row, heads)).join('\n')}
</tbody></table>`;
  return `${filterForm(id, rows, filter)}
${scrollRegion(table, { labelledBy, sticky: true })}`;
}

function filterForm(id: string, rows: readonly TableRow[], { example, list, words }: SortableTable['filter']): string {
  const statuses = [...new Set(rows.map(({ status }) => status))];
  const options = statuses.map(
    (status) => `<option value="${escapeMarkup(status)}">${htmlText(words[status] ?? status)}</option>`,
  );
  return `<div class="filter" data-filter="${id}"><input type="search" placeholder="Filter, such as ${htmlText(example)}" aria-label="Filter the rows"><select aria-label="${htmlText(list)}"><option value="">every ${htmlText(list.toLowerCase())}</option>${options.join('')}</select><output class="soft"></output></div>`;
}

function tableRow({ status, cells }: TableRow, heads: readonly Head[]): string {
  const [first, ...others] = cells;
  const written = others.map(({ markup, sort, metric, kind }, index) => {
    const head = heads[index + 1];
    return `<td${classAttribute([head?.text === true && 'text', kind, head?.kind])}${sortAttribute(sort)}${metric === undefined ? '' : metricAttribute(metric)}>${markup}</td>`;
  });
  return `<tr data-status="${escapeMarkup(status)}"><th scope="row"${sortAttribute(first?.sort)}>${first?.markup ?? ''}</th>${written.join('')}</tr>`;
}

function sortAttribute(sort: string | number | undefined): string {
  return sort === undefined ? '' : ` data-v="${escapeMarkup(String(sort))}"`;
}

function classAttribute(classes: readonly (string | false | undefined)[]): string {
  const named = classes.filter((each) => each !== false && each !== undefined);
  return named.length === 0 ? '' : ` class="${named.join(' ')}"`;
}
