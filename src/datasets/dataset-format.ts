import type { GradedBenchmark, GradedItem } from '../worker/graded-benchmark.js';
import type { JsonObject } from '../protocol/json.js';
import type { DatasetFiles } from './dataset-files.js';
import { RowProblem } from './fields.js';
import type { BadRow, Row } from './rows.js';

/** What a benchmark of a data set is called, and the question it answers. */
export interface About {
  readonly name: string;
  readonly question: string;
}

/** What a format made of a file's records. */
export interface ReadDataset {
  readonly count: number;
  readonly bad: readonly BadRow[];
  benchmark(about: About): GradedBenchmark;
}

/** One format of data sets. */
export interface DatasetFormat {
  /** As people call it, such as `HumanEval+`. */
  readonly title: string;
  /** Whether a record looks like one of this format. Formats are asked in their order; the first that says yes reads. */
  matches(value: JsonObject): boolean;
  /** @throws RowProblem when the file as a whole cannot be used. */
  read(rows: readonly Row[], files: DatasetFiles): Promise<ReadDataset>;
}

/**
 * Makes an item of each record. One that the reader refuses with a {@link RowProblem}, or that has the id of an earlier
 * one, is named and left out.
 */
export function readItems<Item extends GradedItem>(
  rows: readonly Row[],
  itemOf: (row: Row, index: number) => Item,
): { readonly items: readonly Item[]; readonly bad: readonly BadRow[] } {
  const items = new Map<string, { readonly item: Item; readonly line: number }>();
  const bad: BadRow[] = [];
  for (const [index, row] of rows.entries()) {
    try {
      const item = itemOf(row, index);
      const other = items.get(item.id);
      if (other !== undefined) throw new RowProblem(`The id "${item.id}" is that of line ${other.line} already.`);
      items.set(item.id, { item, line: row.line });
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      bad.push({ line: row.line, message: error.message });
    }
  }
  return { items: [...items.values()].map(({ item }) => item), bad };
}
