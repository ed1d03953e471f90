/** What texts of JSON look like that differ from one another in numbers, lengths of lists of numbers and some plain words only. */
export interface TextForm {
  /** Matches the whole of such a text. */
  readonly pattern: RegExp;
  /** The groups of the pattern by the path of the value that each holds, members joined by slashes. */
  readonly groups: ReadonlyMap<string, number>;
}

/** Which values of a text are of interest, and which texts in it differ from one to the next; all by their path. */
export interface FormWishes {
  /** Numbers and words to be held in a group. */
  readonly held: RegExp;
  /** Texts that may be another word each time; all others are part of the form. */
  readonly words: RegExp;
}

/** A number as JSON has it; what it could match besides does not occur in JSON. */
const NUMBER = String.raw`-?\d[\d.eE+-]*`;

/** A text without anything that JSON would escape, or a table quote. */
const WORD = String.raw`\w[\w.:-]*`;

const NUMBERS = String.raw`\[[-\d.eE+,]+\]`;

/**
 * The form of a text of JSON, from the value that was read from it. Undefined where writing the value would not give the
 * text back: its form would be that of another text.
 */
export function textForm(text: string, value: unknown, { held, words }: FormWishes): TextForm | undefined {
  if (JSON.stringify(value) !== text) return undefined;
  const groups = new Map<string, number>();
  const grouped = (pattern: string, path: string): string => {
    if (!held.test(path)) return pattern;
    groups.set(path, groups.size + 1);
    return `(${pattern})`;
  };
  const formOf = (each: unknown, path: string): string => {
    if (typeof each === 'number') return grouped(NUMBER, path);
    if (typeof each === 'string' && words.test(path) && isWord(each)) return `"${grouped(WORD, path)}"`;
    if (typeof each !== 'object' || each === null) return literal(JSON.stringify(each));
    if (Array.isArray(each)) {
      if (each.length > 0 && each.every((element) => typeof element === 'number')) return NUMBERS;
      return String.raw`\[${each.map((element, index) => formOf(element, `${path}/${index}`)).join(',')}\]`;
    }
    const members = Object.entries(each).map(
      ([name, member]) => `${literal(JSON.stringify(name))}:${formOf(member, path === '' ? name : `${path}/${name}`)}`,
    );
    return String.raw`\{${members.join(',')}\}`;
  };
  return { pattern: new RegExp(`^${formOf(value, '')}$`), groups };
}

function isWord(text: string): boolean {
  return new RegExp(`^${WORD}$`).test(text);
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
