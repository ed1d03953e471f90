import { parse as parseCsv } from 'csv-parse/sync';
import { isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { messageOf } from '../errors.js';
import { isJsonObject, type JsonObject } from '../protocol/json.js';

/** One record of a data set. */
export interface Row {
  /** The line it begins on, from 1. */
  readonly line: number;
  readonly value: JsonObject;
  /** As it was written, for readers that need more of it than JavaScript's numbers keep; absent where it is no JSON. */
  readonly source?: string;
}

/** Something that cannot be used, and why, in one sentence. */
export interface BadRow {
  readonly line: number;
  readonly message: string;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly bad: readonly BadRow[];
}

/**
 * The records of a file: CSV and YAML by the file's ending, JSON by its form: one array, or one record a line whatever the
 * ending says. A record that is none is named and left out; the others are there.
 */
export function readRows(file: string, text: string): Rows {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.csv')) return readCsv(text);
  if (/\.ya?ml$/.test(name)) return readYaml(text);
  return text.trimStart().startsWith('[') ? readArray(text) : readLines(text);
}

function readLines(text: string): Rows {
  const read = text
    .split('\n')
    .map((source, index) => ({ line: index + 1, source }))
    .filter(({ source }) => source.trim() !== '')
    .map(readRecord);
  return gather(read);
}

/** Each element of the array is read by itself, so that a bad one is named and the others are kept. */
function readArray(text: string): Rows {
  const elements = elementsOf(text);
  if (elements === undefined) {
    return { rows: [], bad: [{ line: lineAt(text, text.length), message: 'The array has no end.' }] };
  }
  return gather(elements.map(readRecord));
}

function readRecord({ line, source }: { readonly line: number; readonly source: string }): Row | BadRow {
  try {
    const value: unknown = JSON.parse(
      source.replaceAll(BARE_NUMBERS, (token) => (token.startsWith('"') ? token : 'null')),
    );
    if (isJsonObject(value)) return { line, value, source };
    return { line, message: 'The record is no JSON object.' };
  } catch (error) {
    return { line, message: `The record is no JSON: ${messageOf(error)}.` };
  }
}

/** What Python's writer of JSON leaves in it; {@link Row.source} has it as it was. */
const BARE_NUMBERS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/gs;

/** The elements of a JSON array by the depth of its brackets, in one walk; undefined when the array does not end. */
function elementsOf(text: string): { line: number; source: string }[] | undefined {
  const elements: { line: number; source: string }[] = [];
  let depth = 0;
  let start = 0;
  let line = 1;
  let counted = 0;
  const take = (end: number): void => {
    const source = text.slice(start, end);
    const first = start + source.length - source.trimStart().length;
    for (; counted < first; counted += 1) if (text[counted] === '\n') line += 1;
    if (source.trim() !== '') elements.push({ line, source });
    start = end + 1;
  };
  for (const { 0: token, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},]/gs)) {
    if (token === '[' || token === '{') {
      depth += 1;
      if (depth === 1) start = index + 1;
    } else if (token === ']' || token === '}') {
      depth -= 1;
      if (depth > 0) continue;
      take(index);
      return elements;
    } else if (token === ',' && depth === 1) take(index);
  }
  return undefined;
}

function readCsv(text: string): Rows {
  const bad: BadRow[] = [];
  try {
    const records = parseCsv(text, {
      columns: (names: string[]) => names.map((name) => name.trim()),
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as readonly { readonly record: Record<string, string>; readonly info: { readonly lines: number } }[];
    let before = 1;
    const rows = records.map(({ record, info }) => {
      const line = before + 1;
      before = info.lines;
      return { line, value: record };
    });
    return { rows, bad };
  } catch (error) {
    const { lines } = error as { lines?: number };
    return { rows: [], bad: [{ line: lines ?? 1, message: `The file is no CSV: ${messageOf(error)}.` }] };
  }
}

/** A list of records, or a map whose member `prompts` is one. */
function readYaml(text: string): Rows {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const bad = document.errors.map(({ message, pos }) => ({
    line: counter.linePos(pos[0]).line,
    message: `The file is no YAML: ${message.split(/ at line \d+/)[0]?.replace(/\.$/, '') ?? ''}.`,
  }));
  if (bad.length > 0) return { rows: [], bad };
  const prompts: unknown = isSeq(document.contents) ? document.contents : document.get('prompts');
  if (!isSeq<YAMLMap>(prompts)) return { rows: [], bad: [{ line: 1, message: 'The file is no list of records.' }] };
  return gather(
    prompts.items.map((item) => {
      const { line } = counter.linePos(item.range?.[0] ?? 0);
      const value: unknown = item.toJS(document);
      return isJsonObject(value) ? { line, value } : { line, message: 'The record is no map.' };
    }),
  );
}

function gather(read: readonly (Row | BadRow)[]): Rows {
  return {
    rows: read.filter((each): each is Row => 'value' in each),
    bad: read.filter((each): each is BadRow => 'message' in each),
  };
}

function lineAt(text: string, end: number): number {
  let line = 1;
  for (let at = 0; at < end; at += 1) if (text[at] === '\n') line += 1;
  return line;
}
