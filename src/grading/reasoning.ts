/** An answer's text without the reasoning that stands before it. */
export interface BareAnswer {
  /** What follows the reasoning, trimmed. Empty where the reasoning was never closed. */
  readonly text: string;
  /** The reasoning that was removed, trimmed; absent where there was none. */
  readonly reasoning?: string;
  /** The reasoning began and did not end: the answer was cut before there was one. */
  readonly unclosed: boolean;
}

const OPENING = /^\s*<(think|thinking|thought|reasoning)>/i;

/** A template may have written the opening itself; the answer then begins within the reasoning. */
const CLOSING = /<\/(?:think|thinking|thought|reasoning)>/i;

/**
 * Removes reasoning that a model wrote before its answer, in one walk over the text: every leading `<think>…</think>`
 * and one that was opened by the template. Such tags further down belong to the answer.
 */
export function withoutReasoning(answer: string): BareAnswer {
  const removed: string[] = [];
  let rest = answer;
  for (;;) {
    const opening = OPENING.exec(rest);
    if (opening === null) break;
    const inside = rest.slice(opening[0].length);
    const closing = `</${(opening[1] ?? '').toLowerCase()}>`;
    const end = indexOfTag(inside, closing);
    if (end === -1) return { text: '', reasoning: [...removed, inside.trim()].join('\n'), unclosed: true };
    removed.push(inside.slice(0, end).trim());
    rest = inside.slice(end + closing.length);
    if (removed.length === MAX_BLOCKS) break;
  }
  const closing = removed.length === 0 ? CLOSING.exec(rest) : null;
  if (closing !== null && !rest.slice(0, closing.index).includes('<think')) {
    removed.push(rest.slice(0, closing.index).trim());
    rest = rest.slice(closing.index + closing[0].length);
  }
  const text = rest.trim();
  return removed.length === 0 ? { text, unclosed: false } : { text, reasoning: removed.join('\n'), unclosed: false };
}

/** A hostile answer of nothing but tags is read in pieces, each of which copies the rest; models write one or two. */
const MAX_BLOCKS = 32;

function indexOfTag(text: string, tag: string): number {
  const exact = text.indexOf(tag);
  return exact === -1 ? text.search(new RegExp(tag.replace('/', '\\/'), 'i')) : exact;
}
