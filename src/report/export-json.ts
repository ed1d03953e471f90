import type { RunRecord } from '../journal/run-record.js';
import type { RunSummary } from './run-summary.js';

/** Version of the document; `schemas/run.schema.json` describes it. */
const RUN_SCHEMA = 'acode-run/1';

/**
 * Everything the journal of a run holds, and its summary, as one JSON document. Complete: a summary can be computed from
 * it anew. Members stand in a fixed order, so that equal records give equal bytes.
 */
export function runToJson(record: RunRecord, summary: RunSummary): unknown {
  const { environment, ...meta } = record.meta;
  return {
    schema: RUN_SCHEMA,
    meta,
    environment,
    state: record.state,
    targets: record.targets,
    generations: record.generations,
    notes: record.notes,
    damage: record.damage,
    cases: record.cases.map(({ planned, state, complete, discardedSamples, samples }) => ({
      planned,
      state,
      complete,
      discardedSamples,
      samples,
    })),
    summary,
  };
}
