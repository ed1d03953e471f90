import type { RunRecord } from '../../journal/run-record.js';
import { inDocumentedOrder } from '../../metrics/documented-order.js';
import { caseStatus } from '../case-summary.js';
import { caseCells, caseHeads, parameterNames } from './csv-case-columns.js';
import { csvCells, csvRow } from './csv-row.js';
import { FACT_HEADS } from './sample-cells.js';
import { type MetricIds, SampleRows } from './sample-rows.js';

/**
 * Every sample of a run, warm-ups included, as a table in pieces: one row per sample, or one per request where a sample has
 * several. Metrics of the iteration as a whole stand in columns `iteration.…` and are repeated on each of its requests.
 */
export function* samplesToCsv(record: RunRecord): Generator<string> {
  const parameters = parameterNames(record.cases.map(({ planned }) => planned));
  const samples = new SampleRows();
  const cases = record.cases.map((each) => ({ ...each, rows: each.samples.flatMap((one) => samples.rowsOf(one)) }));
  const columns = {
    request: inDocumentedOrder(samples.found.flatMap(({ request }) => request)),
    iteration: inDocumentedOrder(samples.found.flatMap(({ iteration }) => iteration)),
  };
  const heads = [...columns.request, ...columns.iteration.map((id) => `iteration.${id}`)];
  const placed = new Map(samples.found.map((ids) => [ids, placing(ids, columns)]));
  yield csvRow([...caseHeads(parameters), ...FACT_HEADS, ...heads]);
  for (const { rows, ...each } of cases) {
    const facts = { ...each.planned, caseId: each.planned.id, status: caseStatus(each) };
    // Written once for all of its samples: a run may have a hundred thousand.
    const caseText = csvCells(caseCells(facts, { runId: record.meta.runId, parameters }));
    for (const { facts: cells, ids, metrics } of rows) {
      const values = placed.get(ids)?.(metrics) ?? metrics;
      yield `${caseText},${cells}${heads.length === 0 ? '' : `,${values}`}\r\n`;
    }
  }
}

/** Puts the metrics of rows with these ids into the columns of all; most rows have them all, and stay as they are. */
function placing(ids: MetricIds, columns: MetricIds): (metrics: string) => string {
  const places = [
    ...columns.request.map((id) => ids.request.indexOf(id)),
    ...columns.iteration.map((id) => {
      const place = ids.iteration.indexOf(id);
      return place === -1 ? -1 : ids.request.length + place;
    }),
  ];
  if (places.every((place, column) => place === column)) return (metrics) => metrics;
  return (metrics) => {
    const values = metrics.split(',');
    return places.map((place) => values[place]).join(',');
  };
}
