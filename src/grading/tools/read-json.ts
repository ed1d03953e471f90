import type { JsonObject, JsonValue } from '../../protocol/json.js';
import { deepEqual } from './deep-equal.js';

/** What had to be overlooked to read a text as JSON. The strict score overlooks none of it. */
export type Repair =
  | 'trailing-comma'
  | 'single-quotes'
  | 'unquoted-key'
  | 'code-fence'
  | 'python-literal'
  | 'raw-newline'
  | 'stray-quotes';

export type JsonReading =
  | { readonly ok: true; readonly value: JsonValue; readonly repairs: readonly Repair[] }
  | {
      readonly ok: false;
      /** What is wrong, and where, as the end of a sentence. */
      readonly reason: string;
    };

/** How a text is read. */
export interface ReadingRules {
  /** A float that looks like an integer (`5.0`) becomes {@link markedFloat}, for checkers that tell them apart. */
  readonly floats?: 'plain' | 'marked';
  /**
   * How calls in Python's notation are read: as calls with named literals, or as BFCL's decoder does, for which names are
   * texts, arguments without names are not looked at, and a whole text that lacks the list's brackets has them.
   */
  readonly python?: 'literals' | 'bfcl';
}

/** Deeper nesting is refused: recursion must end before the stack does. */
const MAX_DEPTH = 128;

/** A float with the value of an integer, kept apart from the integer: what Python's JSON reader does by itself. */
export function markedFloat(value: number): JsonObject {
  return { $float: value };
}

/**
 * Reads a whole text as JSON in linear time. Without repairs it accepts exactly what `JSON.parse` accepts of the trimmed
 * text, less duplicate keys with different values, numbers that overflow and very deep nesting. Text that ends too early,
 * two values in a row, NaN, Infinity and unknown escapes are never repaired.
 */
export function readJson(text: string, rules: ReadingRules = {}): JsonReading {
  const trimmed = text.trim();
  const inner = withoutFence(trimmed);
  const reader = new JsonReader(inner ?? trimmed, rules);
  if (inner !== undefined) reader.repairs.add('code-fence');
  try {
    const value = reader.value(0);
    reader.end(value);
    return { ok: true, value, repairs: [...reader.repairs] };
  } catch (error) {
    if (error instanceof JsonProblem) return { ok: false, reason: error.message };
    throw error;
  }
}

/** What {@link readJson} finds wrong; never leaves this room. */
export class JsonProblem extends Error {}

/** The content of a text that is one closed code fence as a whole. */
function withoutFence(text: string): string | undefined {
  if (!text.startsWith('```') || !text.endsWith('```')) return undefined;
  const firstLineEnd = text.indexOf('\n');
  if (firstLineEnd < 0 || firstLineEnd > text.length - 3) return undefined;
  return text.slice(firstLineEnd + 1, -3).trim();
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_$][\w$-]*/y;
const SPACE = /[ \t\n\r]*/y;
/** A run of string content that needs no look of its own. */
const PLAIN = /[^"'\\\p{Cc}]+/uy;
const HEX = /[0-9a-fA-F]{4}/y;
const STRAY = /^[\s"'`]*$/;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const LITERALS: ReadonlyMap<string, { readonly value: JsonValue; readonly python: boolean }> = new Map([
  ['true', { value: true, python: false }],
  ['false', { value: false, python: false }],
  ['null', { value: null, python: false }],
  ['True', { value: true, python: true }],
  ['False', { value: false, python: true }],
  ['None', { value: null, python: true }],
]);

/** A reader that walks over a text once, from a place that can be set. */
export class JsonReader {
  readonly repairs = new Set<Repair>();
  readonly #text: string;
  readonly #rules: ReadingRules;
  /** Where the next character is read. */
  at: number;

  constructor(text: string, rules: ReadingRules = {}, at = 0) {
    this.#text = text;
    this.#rules = rules;
    this.at = at;
  }

  /** Reads one value and stops behind it. @throws JsonProblem */
  value(depth: number): JsonValue {
    if (depth > MAX_DEPTH) throw this.#problem(`it is nested deeper than ${MAX_DEPTH} levels`);
    this.#skipSpace();
    const first = this.#text[this.at];
    if (first === undefined) throw new JsonProblem('it ends too early');
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#list(depth);
    if (first === '"' || first === "'") return this.#string(first);
    return this.#number() ?? this.#literal();
  }

  /** Holds that nothing follows a value but white space and, behind an object, stray quotes. @throws JsonProblem */
  end(value: JsonValue): void {
    this.#skipSpace();
    if (this.at === this.#text.length) return;
    const isStray = typeof value === 'object' && value !== null && STRAY.test(this.#text.slice(this.at));
    if (!isStray) throw this.#problem('something follows the value');
    this.repairs.add('stray-quotes');
  }

  #object(depth: number): JsonObject {
    const members = new Map<string, JsonValue>();
    this.at += 1;
    while (!this.#closes('}', members.size > 0)) {
      const key = this.#key();
      this.#skipSpace();
      if (this.#text[this.at] !== ':') throw this.#missing('":"');
      this.at += 1;
      const value = this.value(depth + 1);
      if (members.has(key) && !deepEqual(members.get(key), value)) {
        throw this.#problem(`the key "${key.slice(0, 40)}" stands twice with different values`);
      }
      members.set(key, value);
      this.#separator('}');
    }
    return Object.fromEntries(members);
  }

  #list(depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    this.at += 1;
    while (!this.#closes(']', items.length > 0)) {
      items.push(this.value(depth + 1));
      this.#separator(']');
    }
    return items;
  }

  /** Whether the bracket closes here. Behind a member this is only reached past a comma. */
  #closes(bracket: string, hasMembers: boolean): boolean {
    this.#skipSpace();
    if (this.#text[this.at] !== bracket) return false;
    if (hasMembers && this.#text[this.at - 1] !== undefined && this.#afterComma) this.repairs.add('trailing-comma');
    this.#afterComma = false;
    this.at += 1;
    return true;
  }

  #afterComma = false;

  #separator(bracket: string): void {
    this.#skipSpace();
    this.#afterComma = this.#text[this.at] === ',';
    if (this.#afterComma) this.at += 1;
    else if (this.#text[this.at] !== bracket) throw this.#missing(`"," or "${bracket}"`);
  }

  #key(): string {
    const first = this.#text[this.at];
    if (first === '"' || first === "'") return this.#string(first);
    const word = this.#take(WORD);
    if (word === undefined) throw this.#missing('a key');
    this.repairs.add('unquoted-key');
    return word;
  }

  #string(quote: string): string {
    if (quote === "'") this.repairs.add('single-quotes');
    this.at += 1;
    const parts: string[] = [];
    for (;;) {
      const plain = this.#take(PLAIN);
      if (plain !== undefined) parts.push(plain);
      const next = this.#text[this.at];
      if (next === undefined) throw new JsonProblem('it ends inside a string');
      this.at += 1;
      if (next === quote) return parts.join('');
      parts.push(next === '\\' ? this.#escape(quote) : this.#special(next));
    }
  }

  /** The other quote, or a control character that JSON wants escaped. */
  #special(character: string): string {
    if (character === '"' || character === "'") return character;
    if (character >= '\u007f') return character;
    if (!'\n\r\t'.includes(character)) throw this.#problem('a control character stands in a string');
    this.repairs.add('raw-newline');
    return character;
  }

  #escape(quote: string): string {
    const letter = this.#text[this.at];
    this.at += 1;
    if (letter === undefined) throw new JsonProblem('it ends inside a string');
    if (letter === 'u') {
      const hex = this.#take(HEX);
      if (hex === undefined) throw this.#problem('a \\u escape has no four hexadecimal digits');
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const meant = letter === "'" && quote === "'" ? "'" : ESCAPES.get(letter);
    if (meant === undefined) throw this.#problem(`"\\${letter}" is no escape`);
    return meant;
  }

  #number(): JsonValue | undefined {
    const digits = this.#take(NUMBER);
    if (digits === undefined) return undefined;
    const value = Number(digits);
    if (!Number.isFinite(value)) throw this.#problem('a number is too large');
    const isMarked = this.#rules.floats === 'marked' && Number.isInteger(value) && /[.eE]/.test(digits);
    return isMarked ? markedFloat(value) : value;
  }

  #literal(): JsonValue {
    const start = this.at;
    const word = this.#take(WORD);
    const literal = word === undefined ? undefined : LITERALS.get(word);
    if (literal === undefined) {
      this.at = start;
      throw this.#missing('a value');
    }
    if (literal.python) this.repairs.add('python-literal');
    return literal.value;
  }

  #skipSpace(): void {
    this.#take(SPACE);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }

  #missing(what: string): JsonProblem {
    if (this.at >= this.#text.length) return new JsonProblem('it ends too early');
    return this.#problem(`${what} is missing`);
  }

  #problem(what: string): JsonProblem {
    return new JsonProblem(`${what}, at character ${this.at + 1}`);
  }
}
