import type { RunRecord } from '../../journal/run-record.js';
import { isRunDocument, runFromJson } from './import-json.js';
import { runFromEvents, UNTOLD_BY_EVENTS, type ToldRun } from './import-ndjson.js';
import { refusal } from './refusal.js';

/** A run from a file, whole and checked. */
export interface ImportedRun {
  readonly record: RunRecord;
  readonly form: 'json' | 'ndjson';
  /** What the form of the file cannot tell, in sentences; empty for a complete one. */
  readonly unknown: readonly string[];
}

/**
 * Reads a run from the text of our JSON or NDJSON export. Pure: nothing is written, and a file that is damaged in any
 * part gives no run at all.
 * @returns undefined for a text that is no file of ours, such as another tool's result.
 * @throws AcodeError (`IMPORT_REFUSED` for a damaged file, `IMPORT_NEWER` for one of a newer version).
 */
export function importRun(text: string): ImportedRun | undefined {
  const document = parsed(text);
  if (isRunDocument(document)) return { record: requireRunId(runFromJson(document)), form: 'json', unknown: [] };
  if (isEvent(document) || isEvent(parsed(text.slice(0, firstLineEnd(text))))) {
    const told = runFromEvents(text);
    return { record: requireRunId(told.record), form: 'ndjson', unknown: untoldOf(told) };
  }
  if (/"acode-run\/\d+"/.test(text.slice(0, 200))) throw refusal('The file is damaged: it is no whole JSON document.');
  return undefined;
}

/** A stream that was cut off at the end of a line looks like that of a run that was. */
const WITHOUT_END =
  'The stream stops before the end of its run: either the run never ended, or a part of the file is missing.';

function untoldOf({ record, hasUnbegun }: ToldRun): string[] {
  return [
    ...UNTOLD_BY_EVENTS,
    ...(hasUnbegun ? [WITHOUT_START] : []),
    ...(record.state.status === 'running' ? [WITHOUT_END] : []),
  ];
}

const WITHOUT_START = 'Of cases that ended before they began it does not tell the parameters.';

/** Form of run ids (orchestrator/run-id.ts); an id becomes the name of a folder, so that nothing else may pass. */
const RUN_ID = /^\d{8}-\d{6}-[a-z0-9]{4}$/;

function requireRunId(record: RunRecord): RunRecord {
  if (RUN_ID.test(record.meta.runId)) return record;
  throw refusal(`The file is damaged: ${JSON.stringify(record.meta.runId)} is no run id.`);
}

function isEvent(value: unknown): boolean {
  const event = value as { v?: unknown; type?: unknown; runId?: unknown } | null | undefined;
  return typeof event?.v === 'number' && typeof event.type === 'string' && typeof event.runId === 'string';
}

function firstLineEnd(text: string): number {
  const end = text.indexOf('\n');
  return end === -1 ? text.length : end;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // Text that is no JSON document may still be lines of them, or nothing of ours.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
