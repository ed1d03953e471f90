import type { JsonValue } from '../../protocol/json.js';

/** A JSON value as it was found in an answer. */
export interface ReadJson {
  readonly value: JsonValue;
  readonly text: string;
  /** `whole`: the answer is the value; `fence`: the last fenced block that is one; `inside`: the last one in the text. */
  readonly method: 'whole' | 'fence' | 'inside';
}

/** Deeper values are no answers; they would only exhaust the stack of what compares them. */
const MAX_DEPTH = 100;

/** So many beginnings are tried at most, so that a text of brackets is read in linear time. */
const MAX_TRIES = 16;

/** Finds a value in an answer. Nothing is repaired. Undefined where there is none. */
export function readJson(answer: string): ReadJson | undefined {
  const whole = answer.trim();
  const value = parse(whole);
  if (value !== undefined) return { value, text: whole, method: 'whole' };
  return lastFence(whole) ?? lastInside(whole);
}

function lastFence(answer: string): ReadJson | undefined {
  const blocks: string[] = [];
  let open: { readonly mark: string; readonly lines: string[] } | undefined;
  for (const line of answer.split('\n')) {
    const [mark] = /^(?:`{3,}|~{3,})/.exec(line.trimStart()) ?? [];
    if (open === undefined) {
      if (mark !== undefined) open = { mark, lines: [] };
    } else if (mark !== undefined && mark.startsWith(open.mark) && line.trim() === mark) {
      blocks.push(open.lines.join('\n').trim());
      open = undefined;
    } else open.lines.push(line);
  }
  for (const text of blocks.reverse().slice(0, MAX_TRIES)) {
    const value = parse(text);
    if (value !== undefined) return { value, text, method: 'fence' };
  }
  return undefined;
}

/** The last object or list that is complete: its brackets are matched in one walk, outside of strings. */
function lastInside(answer: string): ReadJson | undefined {
  for (const text of balanced(answer).reverse().slice(0, MAX_TRIES)) {
    const value = parse(text);
    if (value !== undefined) return { value, text, method: 'inside' };
  }
  return undefined;
}

/** Outermost bracketed pieces, in order. */
function balanced(text: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = depth > 0;
    else if (sign === '{' || sign === '[') {
      if (depth === 0) start = at;
      depth += 1;
    } else if ((sign === '}' || sign === ']') && depth > 0) {
      depth -= 1;
      if (depth === 0) pieces.push(text.slice(start, at + 1));
    }
  }
  return pieces;
}

function parse(text: string): JsonValue | undefined {
  if (text === '' || tooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Counts brackets without regard to strings: a text with so many in a row is refused either way. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (const [sign] of text.matchAll(/[{}[\]]/g)) {
    depth += sign === '{' || sign === '[' ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
