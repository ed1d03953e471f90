/** The place of an answer that holds its result. */
export interface FinalAnswer {
  readonly text: string;
  /** `marked`: behind a word such as "Answer:"; `whole`: the answer is one line; `last-line`: the last of several. */
  readonly method: 'marked' | 'whole' | 'last-line';
}

/** "Answer:", "the answer is", "final answer =": what follows on the line is the result. */
const MARK = /\banswer(?: is)?[ \t]{0,4}[:=]|\banswer is\b/gi;

/** A marked result; the last mark wins. `#### x` and `\boxed{x}` are marks as well. Undefined where nothing is marked. */
export function markedAnswer(answer: string): string | undefined {
  const lines = linesOf(withoutEmphasis(answer));
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    const marked = boxed(line) ?? hashed(line) ?? behindMark(line);
    if (marked === undefined) continue;
    // A mark at the end of a line stands before the line that holds the result.
    const result = marked === '' ? (lines[at + 1] ?? '') : marked;
    if (result !== '') return result;
  }
  return undefined;
}

/** What stands behind the last mark, over several lines; the whole answer where nothing is marked. */
export function behindLastMark(answer: string): string {
  const plain = withoutEmphasis(answer);
  let end = 0;
  for (const match of plain.matchAll(MARK)) end = match.index + match[0].length;
  return plain.slice(end);
}

/** The result of an answer: marked, or the whole answer where it has one line, else its last line. */
export function finalAnswer(answer: string): FinalAnswer {
  const marked = markedAnswer(answer);
  if (marked !== undefined) return { text: marked, method: 'marked' };
  const lines = linesOf(withoutEmphasis(answer)).filter((line) => !/^[`~]{3}/.test(line));
  return { text: lines.at(-1) ?? '', method: lines.length > 1 ? 'last-line' : 'whole' };
}

/** Lines with something on them, trimmed. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Without the signs of bold print, which stand around results and marks. */
export function withoutEmphasis(text: string): string {
  return text.replaceAll('**', '').replaceAll('__', '');
}

/** Without quotation marks, code marks and a full stop around it. */
export function unwrapped(text: string): string {
  let inner = text.trim();
  for (let round = 0; round < 3; round += 1) {
    const before = inner;
    if (inner.endsWith('.') && !inner.endsWith('..')) inner = inner.slice(0, -1).trimEnd();
    const [first, last] = [inner.at(0) ?? '', inner.at(-1) ?? ''];
    if (inner.length >= 2 && PAIRS.get(first) === last) inner = inner.slice(1, -1).trim();
    if (inner === before) break;
  }
  return inner;
}

const PAIRS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['*', '*'],
  ['_', '_'],
  ['“', '”'],
  ['‘', '’'],
  ['«', '»'],
]);

function boxed(line: string): string | undefined {
  const at = line.lastIndexOf('\\boxed{');
  if (at === -1) return undefined;
  const inside = line.slice(at + '\\boxed{'.length);
  const [, worded] = /^\\(?:text|mathrm|textbf|mathbf)\{([^}]*)\}/.exec(inside) ?? [];
  const end = inside.indexOf('}');
  return end === -1 ? undefined : (worded ?? inside.slice(0, end)).trim();
}

function hashed(line: string): string | undefined {
  return line.startsWith('#### ') ? line.slice('#### '.length).trim() : undefined;
}

function behindMark(line: string): string | undefined {
  let end: number | undefined;
  for (const match of line.matchAll(MARK)) end = match.index + match[0].length;
  return end === undefined ? undefined : line.slice(end).trim();
}
