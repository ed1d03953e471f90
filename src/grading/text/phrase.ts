/**
 * Phrases that are looked for in prose, sentence by sentence. A phrase is words with a space between them:
 *
 * - `null|undefined` one of several words;
 * - `return~` any word that begins so;
 * - `...` up to eight words that do not matter.
 *
 * Case, emphasis, code marks, quotes and commas do not matter. Words behind a negation do not count: "does not return
 * null" does not say "return~ ... null", unless the phrase has a negation of its own.
 */
export interface Phrase {
  readonly source: string;
  readonly parts: readonly Part[];
  readonly negated: boolean;
}

type Part = { readonly kind: 'gap' } | { readonly kind: 'word'; readonly forms: readonly Form[] };

interface Form {
  readonly text: string;
  readonly prefix: boolean;
}

/** A sentence as words in lower case. */
export interface Sentence {
  readonly words: readonly string[];
  /** Whether a comma or colon stands before the word of the same index. */
  readonly paused: readonly boolean[];
}

const MAX_GAP = 8;

/** So many words before a phrase are looked at for a negation; a pause ends the look. */
const LOOK_BACK = 2;

const NEGATIONS: ReadonlySet<string> = new Set([
  'not',
  'never',
  'no',
  'neither',
  'nor',
  'without',
  'cannot',
  'instead',
  'rather',
  'unlike',
]);

/** @throws Error when the phrase has no word, or begins or ends with a gap. */
export function parsePhrase(source: string): Phrase {
  const parts = source.trim().split(/\s+/).map(parsePart);
  if (parts.at(0)?.kind !== 'word' || parts.at(-1)?.kind !== 'word') {
    throw new Error(`The phrase "${source}" has to begin and end with a word.`);
  }
  const negated = parts.some((part) => part.kind === 'word' && part.forms.some(({ text }) => isNegation(text)));
  return { source, parts, negated };
}

/** Takes a text apart into sentences; a blank line, a list mark or a full stop with a space behind it ends one. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: { words: string[]; paused: boolean[] }[] = [];
  let current: { words: string[]; paused: boolean[] } = { words: [], paused: [] };
  let pause = false;
  for (const [token] of plain(text).matchAll(TOKEN)) {
    if (isEnd(token)) {
      if (current.words.length > 0) sentences.push(current);
      current = { words: [], paused: [] };
      pause = false;
    } else if (token === ',' || token === ':' || token === '(' || token === ')') {
      pause = true;
    } else {
      current.words.push(token);
      current.paused.push(pause);
      pause = false;
    }
  }
  if (current.words.length > 0) sentences.push(current);
  return sentences;
}

/** The first sentence that says the phrase, as words; undefined when none does. */
export function findPhrase(sentences: readonly Sentence[], phrase: Phrase): string | undefined {
  const found = sentences.find((sentence) => says(sentence, phrase));
  return found?.words.join(' ');
}

/** Whether a sentence says a phrase. The time is linear in the sentence: each part moves a set of places along. */
function says(sentence: Sentence, phrase: Phrase): boolean {
  const { words } = sentence;
  const free = phrase.negated;
  /** Places behind what has matched so far. */
  let places = words.map((_, at) => at).filter((at) => free || !deniedBefore(sentence, at));
  let gap = false;
  for (const part of phrase.parts) {
    if (part.kind === 'gap') gap = true;
    else {
      const from = gap ? reach(words, places, free) : places;
      places = from.filter((at) => matches(words[at], part.forms)).map((at) => at + 1);
      gap = false;
    }
    if (places.length === 0) return false;
  }
  return true;
}

/** Every place that can be reached over at most {@link MAX_GAP} words, none of which is a negation. In order, no place twice. */
function reach(words: readonly string[], places: readonly number[], free: boolean): number[] {
  const reached: number[] = [];
  let next = 0;
  for (const place of places) {
    for (let at = place; at <= place + MAX_GAP && at < words.length; at += 1) {
      if (at >= next) reached.push(at);
      if (!free && isNegation(words[at] ?? '')) break;
    }
    next = Math.max(next, (reached.at(-1) ?? -1) + 1);
  }
  return reached;
}

function deniedBefore({ words, paused }: Sentence, at: number): boolean {
  for (let back = 1; back <= LOOK_BACK; back += 1) {
    if (paused[at - back + 1] === true) return false;
    if (isNegation(words[at - back] ?? '')) return true;
  }
  return false;
}

function matches(word: string | undefined, forms: readonly Form[]): boolean {
  return word !== undefined && forms.some(({ text, prefix }) => (prefix ? word.startsWith(text) : word === text));
}

function isNegation(word: string): boolean {
  return NEGATIONS.has(word) || word.endsWith("n't");
}

function parsePart(source: string): Part {
  if (source === '...') return { kind: 'gap' };
  const forms = source
    .toLowerCase()
    .split('|')
    .map((form) => (form.endsWith('~') ? { text: form.slice(0, -1), prefix: true } : { text: form, prefix: false }));
  if (forms.some(({ text }) => text === '')) throw new Error(`"${source}" is no word of a phrase.`);
  return { kind: 'word', forms };
}

/** A number, a word or name, an end, a pause, or a sign of a formula. */
const TOKEN =
  /[-]?\d+(?:[.,]\d+)*[\p{L}_%]*|[\p{L}_$][\p{L}\p{M}\p{N}_$]*(?:'\p{L}+)*|\n\s*\n|\n[ \t]*(?:[-+•]|\d+[.)]|#+) |[.!?;](?=\s|$)|[,:()]|[<>=!&|+/%]+/gu;

function isEnd(token: string): boolean {
  return token.startsWith('\n') || /^[.!?;]$/.test(token);
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/\n[ \t]*\*[ \t]/g, '\n- ')
    .replace(/["“”`*]/g, '');
}
