import type { JsonObject, JsonValue } from '../../protocol/json.js';
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
const OPENING = /^\[\s*[A-Za-z_][\w.]*\(/;

/** Whether a text begins like a list of calls, `[name(`. */
export function looksLikePythonCalls(text: string): boolean {
  return OPENING.test(text);
}

/**
 * Reads a text that is as a whole a list of calls, `[f(x=1, y="a"), g()]`, in linear time. Arguments are literals by
 * name; nothing is evaluated. A float that looks like an integer is marked where the rules ask for it.
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

const SPACE = /\s*/y;
const NAME = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y;
const NUMBER = /[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?\d+)?/y;
const PLAIN = /[^"'\\\n]+/y;
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
  // What JSON writes, in a Python sentence: models mix the two up, and it can only mean one thing.
  ['true', true],
  ['false', false],
  ['null', null],
]);

class PythonReader {
  readonly #text: string;
  readonly #rules: ReadingRules;
  #at = 0;

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
    const name = this.#take(NAME);
    this.#skipSpace();
    if (name === undefined || this.#text[this.#at] !== '=') throw this.#problem('an argument has no name');
    if (members.has(name)) throw this.#problem(`the argument "${name.slice(0, 40)}" stands twice`);
    this.#at += 1;
    members.set(name, this.#value(0));
  }

  #value(depth: number): JsonValue {
    if (depth > MAX_DEPTH) throw this.#problem(`it is nested deeper than ${MAX_DEPTH} levels`);
    this.#skipSpace();
    const first = this.#text[this.#at];
    if (first === '"' || first === "'") return this.#string(first);
    if (first === '[') return this.#list(']', depth);
    if (first === '(') return this.#list(')', depth);
    if (first === '{') return this.#dictionary(depth);
    return this.#number() ?? this.#word();
  }

  #list(bracket: string, depth: number): JsonValue[] {
    this.#at += 1;
    return this.#sequence(bracket, () => this.#value(depth + 1));
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
    for (;;) {
      this.#skipSpace();
      if (this.#text[this.#at] === bracket) break;
      items.push(read());
      this.#skipSpace();
      if (this.#text[this.#at] !== ',') break;
      this.#at += 1;
    }
    this.#expect(bracket);
    return items;
  }

  #string(quote: string): string {
    this.#at += 1;
    const parts: string[] = [];
    for (;;) {
      const plain = this.#take(PLAIN);
      if (plain !== undefined) parts.push(plain);
      const next = this.#text[this.#at];
      if (next === undefined || next === '\n') throw this.#problem('a string does not end');
      this.#at += 1;
      if (next === quote) return parts.join('');
      parts.push(next === '\\' ? this.#escape() : next);
    }
  }

  /** An escape that Python does not know stands for itself, backslash included. */
  #escape(): string {
    const letter = this.#text[this.#at];
    if (letter === undefined) throw this.#problem('a string does not end');
    this.#at += 1;
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
    const value = word === undefined ? undefined : WORDS.get(word);
    if (value === undefined) throw this.#problem('a value is no literal');
    return value;
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
