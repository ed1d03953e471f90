import type { JsonObject, JsonValue } from '../../protocol/json.js';
import { deepEqual } from './deep-equal.js';
import { markedFloat, type ReadingRules } from './read-json.js';

/** A call in Python's notation. */
export interface PythonCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

export type PythonReading =
  | { readonly ok: true; readonly calls: readonly PythonCall[] }
  | { readonly ok: false; readonly reason: string };

const MAX_DEPTH = 64;

/** A list of calls begins here; also the way to see that a text is one. */
const OPENING = /^\[\s*[\p{ID_Start}_][\p{ID_Continue}.]*\(/u;

/** Whether a text begins like a list of calls, `[name(`. */
export function looksLikePythonCalls(text: string): boolean {
  return OPENING.test(text);
}

/**
 * Reads a text that is as a whole a list of calls, `[f(x=1, y="a"), g()]`, in linear time. Arguments are literals by
 * name; nothing is evaluated. A float that looks like an integer is marked where the rules ask for it, and they may ask for
 * what BFCL's decoder takes besides.
 */
export function readPythonCalls(text: string, rules: ReadingRules = {}): PythonReading {
  try {
    return { ok: true, calls: new PythonReader(text.trim(), rules).calls() };
  } catch (error) {
    if (error instanceof PythonProblem) return { ok: false, reason: error.message };
    throw error;
  }
}

class PythonProblem extends Error {}

/** White space and comments. */
const SPACE = /(?:\s|#[^\n]*)*/y;
const NAME = /[\p{ID_Start}_]\p{ID_Continue}*(?:\.[\p{ID_Start}_]\p{ID_Continue}*)*/uy;
const NUMBER = /[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?/y;
const PLAIN = /[^"'\\\n]+/y;
const QUOTE = /[rR]?(?:"{3}|'{3}|["'])/y;
const HEX: Readonly<Record<string, RegExp>> = { x: /[0-9a-fA-F]{2}/y, u: /[0-9a-fA-F]{4}/y };

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

const WORDS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

const JSON_WORDS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  // What JSON writes, in a Python sentence: models mix the two up, and it can only mean one thing.
  ['true', true],
  ['false', false],
  ['null', null],
]);

class PythonReader {
  readonly #text: string;
  readonly #rules: ReadingRules;
  #at = 0;
  /** Whether the last sequence that was read ended with a comma. */
  #hadComma = false;

  constructor(text: string, rules: ReadingRules) {
    this.#text = text;
    this.#rules = rules;
  }

  calls(): PythonCall[] {
    this.#expect('[');
    const calls = this.#sequence(']', () => this.#call());
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#problem('something follows the list of calls');
    return calls;
  }

  #call(): PythonCall {
    const name = this.#take(NAME);
    if (name === undefined) throw this.#problem('a name is missing');
    this.#expect('(');
    const members = new Map<string, JsonValue>();
    this.#sequence(')', () => this.#argument(members));
    return { name, arguments: Object.fromEntries(members) };
  }

  #argument(members: Map<string, JsonValue>): void {
    const start = this.#at;
    const name = this.#take(NAME);
    this.#skipSpace();
    if (name === undefined || this.#text[this.#at] !== '=') {
      if (this.#rules.python !== 'bfcl') throw this.#problem('an argument has no name');
      this.#at = start;
      this.#value(0);
      return;
    }
    this.#at += 1;
    const value = this.#value(0);
    const other = members.get(name);
    if (other !== undefined && !deepEqual(other, value)) {
      throw this.#problem(`the argument "${name.slice(0, 40)}" stands twice`);
    }
    members.set(name, value);
  }

  #value(depth: number): JsonValue {
    if (depth > MAX_DEPTH) throw this.#problem(`it is nested deeper than ${MAX_DEPTH} levels`);
    this.#skipSpace();
    const first = this.#text[this.#at];
    const opening = this.#take(QUOTE);
    if (opening !== undefined) return this.#strings(opening);
    if (first === '[') return this.#list(']', depth);
    if (first === '(') return this.#inBrackets(depth);
    if (first === '{') return this.#dictionary(depth);
    return this.#number() ?? this.#word();
  }

  #list(bracket: string, depth: number): JsonValue[] {
    this.#at += 1;
    return this.#sequence(bracket, () => this.#value(depth + 1));
  }

  /** A tuple, or one value between brackets: only a comma makes it a tuple. */
  #inBrackets(depth: number): JsonValue {
    const items = this.#list(')', depth);
    const [only] = items;
    if (items.length !== 1 || only === undefined) return items;
    return this.#hadComma ? items : only;
  }

  #dictionary(depth: number): JsonObject {
    const members = new Map<string, JsonValue>();
    this.#at += 1;
    this.#sequence('}', () => {
      const key = this.#value(depth + 1);
      if (typeof key !== 'string') throw this.#problem('a key is no string');
      this.#expect(':');
      members.set(key, this.#value(depth + 1));
    });
    return Object.fromEntries(members);
  }

  #sequence<T>(bracket: string, read: () => T): T[] {
    const items: T[] = [];
    let hadComma = false;
    for (;;) {
      this.#skipSpace();
      if (this.#text[this.#at] === bracket) break;
      items.push(read());
      this.#skipSpace();
      hadComma = this.#text[this.#at] === ',';
      if (!hadComma) break;
      this.#at += 1;
    }
    this.#expect(bracket);
    this.#hadComma = hadComma;
    return items;
  }

  /** Strings that follow each other are one. */
  #strings(opening: string): string {
    const parts: string[] = [];
    for (let quote: string | undefined = opening; quote !== undefined; quote = this.#take(QUOTE)) {
      parts.push(this.#string(quote));
      this.#skipSpace();
    }
    return parts.join('');
  }

  #string(opening: string): string {
    const isRaw = /^r/i.test(opening);
    const quote = isRaw ? opening.slice(1) : opening;
    const parts: string[] = [];
    for (;;) {
      const plain = this.#take(PLAIN);
      if (plain !== undefined) parts.push(plain);
      const next = this.#text[this.#at];
      if (next === undefined || (next === '\n' && quote.length === 1)) throw this.#problem('a string does not end');
      if (this.#text.startsWith(quote, this.#at)) {
        this.#at += quote.length;
        return parts.join('');
      }
      this.#at += 1;
      parts.push(next === '\\' ? this.#escape(isRaw) : next);
    }
  }

  /** An escape that Python does not know stands for itself, backslash included; in a raw string every one does. */
  #escape(isRaw: boolean): string {
    const letter = this.#text[this.#at];
    if (letter === undefined) throw this.#problem('a string does not end');
    this.#at += 1;
    if (isRaw) return `\\${letter}`;
    const hex = HEX[letter];
    if (hex === undefined) return ESCAPES[letter] ?? `\\${letter}`;
    const digits = this.#take(hex);
    if (digits === undefined) throw this.#problem(`a \\${letter} escape lacks digits`);
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #number(): JsonValue | undefined {
    const digits = this.#take(NUMBER);
    if (digits === undefined) return undefined;
    const value = Number(digits.replaceAll('_', ''));
    if (!Number.isFinite(value)) throw this.#problem('a number cannot be read');
    const isMarked = this.#rules.floats === 'marked' && Number.isInteger(value) && /[.eE]/.test(digits);
    return isMarked ? markedFloat(value) : value;
  }

  #word(): JsonValue {
    const word = this.#take(NAME);
    const value = word === undefined ? undefined : this.#meaningOf(word);
    if (value === undefined) throw this.#problem('a value is no literal');
    return value;
  }

  #meaningOf(word: string): JsonValue | undefined {
    const known = WORDS.get(word);
    if (known !== undefined) return known;
    if (this.#rules.python !== 'bfcl') return JSON_WORDS.get(word);
    return word.includes('.') ? undefined : word;
  }

  #expect(character: string): void {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) throw this.#problem(`"${character}" is missing`);
    this.#at += 1;
    this.#skipSpace();
  }

  #skipSpace(): void {
    this.#take(SPACE);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }

  #problem(what: string): PythonProblem {
    return new PythonProblem(
      this.#at >= this.#text.length ? 'it ends too early' : `${what}, at character ${this.#at + 1}`,
    );
  }
}
