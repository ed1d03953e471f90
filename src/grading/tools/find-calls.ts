import type { StoredAnswer } from '../../protocol/answer.js';
import type { ToolCall } from '../../protocol/chat.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../protocol/json.js';
import { withoutReasoning } from '../reasoning.js';
import { type JsonReading, JsonProblem, JsonReader, readJson, type ReadingRules, type Repair } from './read-json.js';
import { looksLikePythonCalls, readPythonCalls } from './read-python-calls.js';

/** Where a call stood. Only some channels count in a headline; the others are told apart from no call at all. */
export type CallChannel = 'native' | 'content' | 'reasoning';

/** What a call in a text looked like. */
export type CallForm = 'native' | 'tagged' | 'fenced' | 'bare' | 'python';

/** A call as it was found, readable or not. */
export interface FoundCall {
  readonly channel: CallChannel;
  readonly form: CallForm;
  readonly reading: CallReading;
}

export type CallReading =
  | {
      readonly ok: true;
      readonly name: string;
      readonly arguments: JsonObject;
      readonly repairs: readonly CallRepair[];
    }
  | { readonly ok: false; readonly name?: string; readonly reason: string };

/** Repairs of JSON, and of what stands around it. */
export type CallRepair = Repair | 'unclosed-tag' | 'list-in-tag';

/** More calls than this in one answer are not looked at: no item wants as many, so the answer is wrong already. */
const MAX_CALLS = 64;

/** Every call of an answer, in every channel. Linear in the answer's length. */
export function findCalls(answer: StoredAnswer, rules: ReadingRules = {}): FoundCall[] {
  const { reasoning, content } = apart(answer);
  const native = (answer.toolCalls ?? []).slice(0, MAX_CALLS).map((call) => readNative(call, rules));
  return [
    ...native.map((reading): FoundCall => ({ channel: 'native', form: 'native', reading })),
    ...inText(content, rules).map((found): FoundCall => ({ channel: 'content', ...found })),
    ...inText(reasoning, rules).map((found): FoundCall => ({ channel: 'reasoning', ...found })),
  ];
}

/** An answer's content without the reasoning that stands inline before it. */
export function contentOf(answer: StoredAnswer): string {
  return apart(answer).content;
}

function apart({ text, reasoning = '' }: StoredAnswer): { readonly reasoning: string; readonly content: string } {
  const answer = withoutReasoning(text);
  return { reasoning: `${reasoning}${answer.reasoning ?? ''}`, content: answer.text };
}

interface TextCall {
  readonly form: CallForm;
  readonly reading: CallReading;
}

/** The first form that yields anything is the one the model meant. */
function inText(text: string, rules: ReadingRules): TextCall[] {
  if (text.trim() === '') return [];
  for (const form of [tagged, fenced, python, bare]) {
    const found = form(text, rules);
    if (found.length > 0) return found.slice(0, MAX_CALLS);
  }
  return [];
}

/** Arguments of a call through the server's interface; missing ones are none. */
function readNative({ name, arguments: text }: ToolCall, rules: ReadingRules): CallReading {
  const read = text.trim() === '' ? { ok: true as const, value: {}, repairs: [] } : readJson(text, rules);
  if (!read.ok) return { ok: false, name, reason: `its arguments cannot be read: ${read.reason}` };
  return callOf(name, read.value, { repairs: read.repairs, rules });
}

interface SoFar {
  readonly repairs: readonly CallRepair[];
  readonly rules: ReadingRules;
}

/** An object, or a string that holds one: both are legal transport. */
function callOf(name: string, value: JsonValue, { repairs, rules }: SoFar): CallReading {
  if (value === null) return { ok: true, name, arguments: {}, repairs };
  if (isJsonObject(value)) return { ok: true, name, arguments: value, repairs };
  if (typeof value !== 'string') return { ok: false, name, reason: 'its arguments are no object' };
  if (value.trim() === '') return { ok: true, name, arguments: {}, repairs };
  const inner = readJson(value, rules);
  if (!inner.ok) return { ok: false, name, reason: `its arguments cannot be read: ${inner.reason}` };
  if (!isJsonObject(inner.value)) return { ok: false, name, reason: 'its arguments are no object' };
  return { ok: true, name, arguments: inner.value, repairs: [...repairs, ...inner.repairs] };
}

const OPEN_TAG = /<(tool_call|function_call|tool_calls)>/g;

function tagged(text: string, rules: ReadingRules): TextCall[] {
  const opens = [...text.matchAll(OPEN_TAG)].slice(0, MAX_CALLS + 1);
  return opens.flatMap((open, at) => {
    const start = open.index + open[0].length;
    const nextOpen = opens[at + 1]?.index ?? text.length;
    const close = text.slice(start, nextOpen).indexOf(`</${open[1]}>`);
    const body = close < 0 ? text.slice(start, nextOpen) : text.slice(start, start + close);
    const around: CallRepair[] = close < 0 ? ['unclosed-tag'] : [];
    return readBody(body, around, rules).map((reading): TextCall => ({ form: 'tagged', reading }));
  });
}

/** What stands between tags: one call, or in an odd hand a list of them. */
function readBody(body: string, around: readonly CallRepair[], rules: ReadingRules): CallReading[] {
  const read = readJson(body, rules);
  if (!read.ok) return [{ ok: false, reason: `it cannot be read: ${read.reason}` }];
  const isList = Array.isArray(read.value);
  const repairs: CallRepair[] = [...around, ...read.repairs, ...(isList ? (['list-in-tag'] as const) : [])];
  const values: readonly JsonValue[] = isList ? (read.value as readonly JsonValue[]) : [read.value];
  return values.map((value) => readNamed(value, { repairs, rules }));
}

function readNamed(value: JsonValue, soFar: SoFar): CallReading {
  if (!isJsonObject(value)) return { ok: false, reason: 'it is no object' };
  const inner = isJsonObject(value['function']) ? value['function'] : value;
  const { name } = inner;
  if (typeof name !== 'string') return { ok: false, reason: 'it has no name' };
  return callOf(name, inner['arguments'] ?? inner['parameters'] ?? {}, soFar);
}

const FENCE = /^[ \t]{0,3}(`{3,}|~{3,})[^\n]*$/gm;

/** Closed fences whose whole content is a call, or a list of calls. */
function fenced(text: string, rules: ReadingRules): TextCall[] {
  const fences = [...text.matchAll(FENCE)];
  const found: TextCall[] = [];
  for (let at = 0; at + 1 < fences.length && found.length <= MAX_CALLS; at += 2) {
    const [open, close] = [fences[at], fences[at + 1]];
    if (open === undefined || close === undefined) break;
    const body = text.slice(open.index + open[0].length, close.index).trim();
    const readings = looksLikePythonCalls(body) ? readPython(body, rules) : readLoose(body, rules);
    found.push(...readings.map((reading): TextCall => ({ form: 'fenced', reading })));
  }
  return found;
}

/** A text that is a list of calls in Python's notation as a whole. */
function python(text: string, rules: ReadingRules): TextCall[] {
  const trimmed = text.trim();
  const readings = looksLikePythonCalls(trimmed) ? readPython(trimmed, rules) : [];
  const asList = rules.python === 'bfcl' && !readings.some(({ ok }) => ok) ? readPython(withBrackets(text), rules) : [];
  const found = asList.some(({ ok }) => ok) ? asList : readings;
  return found.map((reading) => ({ form: 'python', reading }));
}

/** What BFCL's decoder makes of a text before it reads it: without the backquotes around it, and with the list's brackets. */
function withBrackets(text: string): string {
  const around = '`\n ';
  let [start, end] = [0, text.length];
  while (start < end && around.includes(text.charAt(start))) start += 1;
  while (end > start && around.includes(text.charAt(end - 1))) end -= 1;
  const inner = text.slice(start, end);
  return `${inner.startsWith('[') ? '' : '['}${inner}${inner.endsWith(']') ? '' : ']'}`;
}

function readPython(text: string, rules: ReadingRules): CallReading[] {
  const read = readPythonCalls(text, rules);
  if (!read.ok) return [{ ok: false, reason: `it cannot be read: ${read.reason}` }];
  return read.calls.map((call) => ({ ok: true, ...call, repairs: [] }));
}

/** A text that begins a line like a call: an object whose first member is its name, alone or first in a list. */
const CALL_START =
  /^[ \t]*(?:\[\s*)?\{\s*(?:["']?(?:type|id)["']?\s*:\s*["'][^"'\n]*["']\s*,\s*)*["']?(?:name|function)["']?\s*:/gm;

function bare(text: string, rules: ReadingRules): TextCall[] {
  return readLoose(text, rules).map((reading) => ({ form: 'bare', reading }));
}

/**
 * Reads values from every place that looks like the start of a call. Behind a failure the search goes on where reading
 * stopped, so that no text is read twice.
 */
function readLoose(text: string, rules: ReadingRules): CallReading[] {
  const found: CallReading[] = [];
  CALL_START.lastIndex = 0;
  for (let start = CALL_START.exec(text); start !== null && found.length <= MAX_CALLS; start = CALL_START.exec(text)) {
    const reader = new JsonReader(text, rules, start.index);
    found.push(...readAt(reader, rules));
    CALL_START.lastIndex = Math.max(reader.at, start.index + start[0].length);
  }
  CALL_START.lastIndex = 0;
  return found;
}

function readAt(reader: JsonReader, rules: ReadingRules): CallReading[] {
  let read: JsonReading;
  try {
    const value = reader.value(0);
    read = { ok: true, value, repairs: [...reader.repairs] };
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    return [{ ok: false, reason: `it cannot be read: ${error.message}` }];
  }
  const values: readonly JsonValue[] = Array.isArray(read.value) ? read.value : [read.value];
  const { repairs } = read;
  return values.filter(isCall).map((value) => readNamed(value, { repairs, rules }));
}

/** A tool's definition has a name and parameters as well, and is no call. */
function isCall(value: JsonValue): boolean {
  if (!isJsonObject(value)) return false;
  const inner = isJsonObject(value['function']) ? value['function'] : value;
  if (Object.hasOwn(inner, 'description')) return false;
  return Object.hasOwn(inner, 'arguments') || Object.hasOwn(inner, 'parameters');
}
