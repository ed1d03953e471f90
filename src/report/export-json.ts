import { storedJson } from '../journal/kept-sample.js';
import type { JudgedSample } from '../journal/records.js';
import type { RunRecord } from '../journal/run-record.js';
import type { RunSummary } from './run-summary.js';

/** Version of the document; `schemas/run.schema.json` describes it. */
const RUN_SCHEMA = 'acode-run/1';

/** What the document holds; `cases` are told in full. */
interface RunDocument {
  readonly [member: string]: unknown;
  readonly cases: readonly {
    readonly [member: string]: unknown;
    readonly samples: readonly JudgedSample[];
  }[];
  readonly summary: RunSummary;
}

/**
 * Everything the journal of a run holds, and its summary, as one JSON document. Complete: a summary can be computed from
 * it anew. Members stand in a fixed order, so that equal records give equal bytes.
 */
export function runToJson(record: RunRecord, summary: RunSummary): RunDocument {
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

/**
 * The document of `runToJson` as text, in pieces: each sample is a line of its own, all else is indented by two. A run of many
 * long answers is larger than any string may be.
 */
export function* runToJsonText(record: RunRecord, summary: RunSummary): Generator<string> {
  const { cases, summary: _, ...head } = runToJson(record, summary);
  yield `{\n${members(head, '  ')}  "cases": [`;
  for (const [index, { samples, ...each }] of cases.entries()) {
    yield `${index === 0 ? '' : ','}\n    {\n${members(each, '      ')}      "samples": [`;
    for (const [at, sample] of samples.entries()) yield `${at === 0 ? '' : ','}\n        ${storedJson(sample)}`;
    yield `${samples.length === 0 ? '' : '\n      '}]\n    }`;
  }
  yield `${cases.length === 0 ? '' : '\n  '}],\n  "summary": ${indented(summary, '  ')}\n}\n`;
}

/** Members with a comma behind each; one that is undefined has no place in JSON. */
function members(values: Readonly<Record<string, unknown>>, indent: string): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${indent}${JSON.stringify(name)}: ${indented(value, indent)},\n`)
    .join('');
}

function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}
