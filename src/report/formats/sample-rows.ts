import { readStored, storedText } from '../../journal/kept-sample.js';
import type { JudgedSample, StoredSample } from '../../journal/records.js';
import { inDocumentedOrder } from '../../metrics/documented-order.js';
import { csvCells } from './csv-row.js';
import { type PlacedCell, type RowCells, ROW_WISHES, rowCells } from './sample-cells.js';
import { textForm, type TextForm } from './text-form.js';

/** Metrics of one row or of all, in the documented order: those of the requests, then those of the whole iteration. */
export interface MetricIds {
  readonly request: readonly string[];
  readonly iteration: readonly string[];
}

/** A row but for what all samples of its case share; which columns the metrics stand in is known only at the end. */
export interface SampleRow {
  readonly facts: string;
  /** Rows with the same metrics share one object, so that a place is looked for once. */
  readonly ids: MetricIds;
  /** The metrics' cells in the order of their ids; none of them has a comma or quotes. */
  readonly metrics: string;
}

/** How the rows of samples whose texts have one form are put together from the groups that its pattern finds. */
interface RowForm {
  readonly form: TextForm;
  readonly rows: readonly { readonly ids: MetricIds; readonly facts: CellPlan; readonly metrics: CellPlan }[];
}

/** For each cell the group that holds it, or the cell itself. */
type CellPlan = readonly (number | string)[];

/** Forms that are tried: the samples of a run have few, with or without a label, a failure, another count of requests. */
const MAX_FORMS = 8;

/** So many more samples than fitted a form may fit none until a run's samples are held to have no form worth looking for. */
const PATIENCE = 100;

/** Longer forms are of samples with very many requests, of which hardly two end in the same way. */
const MAX_FORM_LENGTH = 1 << 15;

/**
 * Makes rows of samples. Most samples of a run differ in numbers only: from the text of one the form of the others is known,
 * and their cells are taken out of the text as they stand, which takes half the time of parsing it. Whatever has another
 * form is parsed.
 */
export class SampleRows {
  /** Every set of metrics that a row had. */
  readonly found: MetricIds[] = [];
  readonly #forms: RowForm[] = [];
  #misses = 0;

  rowsOf(stored: JudgedSample): SampleRow[] {
    const text = storedText(stored);
    const cut = text === undefined ? undefined : this.#cut(text);
    if (cut !== undefined) return cut;
    const read = readStored(stored);
    const rows = rowCells(read);
    // An answer is written once; the form of a sample that holds one is that of no other.
    if (text !== undefined && read.sample.answers === undefined) this.#learn(text, read, rows);
    return rows.map((row) => ({ facts: textOf(row.facts), ids: this.#idsOf(row), metrics: textOf(metricsOf(row)) }));
  }

  #cut(text: string): SampleRow[] | undefined {
    if (this.#misses >= PATIENCE) return undefined;
    for (const [place, { form, rows }] of this.#forms.entries()) {
      const groups = form.pattern.exec(text);
      if (groups === null) continue;
      if (place > 0) this.#forms.unshift(...this.#forms.splice(place, 1));
      this.#misses = Math.max(0, this.#misses - 1);
      return rows.map(({ ids, facts, metrics }) => ({
        ids,
        facts: filled(facts, groups),
        metrics: filled(metrics, groups),
      }));
    }
    return undefined;
  }

  /** The one that was of use last comes first; the one that was not for the longest time goes. */
  #learn(text: string, read: StoredSample, rows: readonly RowCells[]): void {
    if (this.#misses >= PATIENCE) return;
    this.#misses += 1;
    const form = textForm(text, read, ROW_WISHES);
    if (form === undefined || form.pattern.source.length > MAX_FORM_LENGTH) return;
    const plans = rows.map((row) => ({
      ids: this.#idsOf(row),
      facts: planOf(row.facts, form),
      metrics: planOf(metricsOf(row), form),
    }));
    this.#forms.unshift({ form, rows: plans });
    this.#forms.splice(MAX_FORMS);
  }

  #idsOf({ request, iteration }: RowCells): MetricIds {
    const ids = { request: inDocumentedOrder(request.keys()), iteration: inDocumentedOrder(iteration.keys()) };
    // The newest first: most rows have the metrics of the one before.
    const known = this.found.findLast(
      (each) => isSame(each.request, ids.request) && isSame(each.iteration, ids.iteration),
    );
    if (known !== undefined) return known;
    this.found.push(ids);
    return ids;
  }
}

function metricsOf({ request, iteration }: RowCells): PlacedCell[] {
  return [request, iteration].flatMap((cells) => inDocumentedOrder(cells.keys()).flatMap((id) => cells.get(id) ?? []));
}

function textOf(cells: readonly PlacedCell[]): string {
  return csvCells(cells.map(({ value }) => value));
}

function planOf(cells: readonly PlacedCell[], { groups }: TextForm): CellPlan {
  return cells.map(({ value, path }) => (path === undefined ? undefined : groups.get(path)) ?? csvCells([value]));
}

function filled(plan: CellPlan, groups: readonly string[]): string {
  return plan.map((cell) => (typeof cell === 'number' ? groups[cell] : cell)).join(',');
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at]);
}
