import { withoutReasoning } from '../reasoning.js';

/** What a judge said in one chat. */
export interface ReadJudgement {
  /** The last grade counts. Undefined where none is written. */
  readonly grade: 'good' | 'bad' | undefined;
  /** Questions answered with yes or no. */
  readonly answered: number;
  /** Quotes that stand in the explanation, and all quotes. A judge that makes up its evidence is not to be trusted. */
  readonly quotes: { readonly found: number; readonly all: number };
}

const GRADE = /\bGRADE\s{0,4}:\s{0,4}[*_`"]{0,4}\s?(GOOD|BAD)\b/gi;

const ANSWER = /^\s{0,8}[*_]{0,2}\d{1,2}[.)][*_]{0,2}\s{1,4}[*_]{0,2}(yes|no)\b(.{0,600})/gim;

/** Reads a judge's answer. Reasoning before it does not count. */
export function readJudgement(answer: string, explanation: string): ReadJudgement {
  const { text } = withoutReasoning(answer);
  let grade: ReadJudgement['grade'];
  for (const [, found = ''] of text.matchAll(GRADE)) grade = found.toUpperCase() === 'GOOD' ? 'good' : 'bad';
  const answers = [...text.matchAll(ANSWER)];
  const quotes = answers.flatMap(([, , rest = '']) => /["“](.{1,400})["”]/.exec(rest)?.[1] ?? []);
  const within = plain(explanation);
  return {
    grade,
    answered: answers.length,
    quotes: { found: quotes.filter((quote) => within.includes(plain(quote))).length, all: quotes.length },
  };
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The judgement of both orders: `undecided` where they differ or one of them has no grade. */
export type Decision = 'good' | 'bad' | 'undecided';

/** What two readings of the same explanation come to. */
export function decide(first: ReadJudgement['grade'], second: ReadJudgement['grade']): Decision {
  return first !== undefined && first === second ? first : 'undecided';
}
