import { EVENT_VERSION, type RunEvent } from '../../protocol/run-events.js';
import { compileSchema } from './check-schema.js';
import { newerFile, refusal } from './refusal.js';
import { shippedSchema } from './shipped-schema.js';

/** By type, so that the compiler asks for one that is added; a type that is forgotten would be passed over like a later one. */
const KNOWN: Readonly<Record<RunEvent['type'], true>> = {
  'run-start': true,
  'run-end': true,
  'case-start': true,
  'case-end': true,
  sample: true,
  verdict: true,
  progress: true,
  warning: true,
  error: true,
  regression: true,
};

const KNOWN_TYPES: ReadonlySet<string> = new Set(Object.keys(KNOWN));

/**
 * The events of a stream, each checked against the schema of events. Types of later versions are passed over, as the
 * schema asks readers to.
 * @throws AcodeError naming the first line that is torn, is no event, or belongs to another run.
 */
export function readEventLines(text: string): RunEvent[] {
  const firstProblem = compileSchema(shippedSchema('events.schema.json'));
  const events = text.split('\n').flatMap((line, index) => {
    const value = line.trim() === '' ? undefined : parseLine(line, index + 1);
    if (value === undefined || !KNOWN_TYPES.has(String((value as { type?: unknown }).type))) return [];
    const version = Number((value as { v?: unknown }).v);
    if (version > EVENT_VERSION) throw newerFile(`its events have version ${version}`);
    const problem = firstProblem(value);
    if (problem !== undefined) throw refusal(`Line ${index + 1} of the file is damaged: ${problem}.`);
    return [value as RunEvent];
  });
  const ids = new Set(events.map(({ runId }) => runId));
  if (ids.size > 1)
    throw refusal(`The file holds events of ${ids.size} runs.`, 'Import each run from a file of its own.');
  return events;
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refusal(`Line ${number} of the file is damaged: it is no JSON.`);
  }
}
