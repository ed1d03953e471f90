import { compared, unparsed, type Finding } from './finding.js';
import { markedAnswer } from './final-answer.js';

/** A number is wanted. */
export interface NumberRule {
  readonly kind: 'number';
  readonly value: number;
  /** Largest difference that still counts as equal; absent: 1e-9 of the value. */
  readonly tolerance?: number;
  /** The value is a percentage: "12 %" and "12" are then both 12. Without it a percentage never equals a plain number. */
  readonly percent?: true;
}

/** A number as it was read out of a text. */
export interface ReadNumber {
  readonly value: number;
  readonly percent: boolean;
  /** As it was written. */
  readonly text: string;
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * Digits with separators of thousands (comma, thin or no-break space, underscore) or without, a decimal part, an
 * exponent. Every part has one way to match, so that the time is linear in the text.
 */
const NUMBER =
  /(?<![\p{L}\p{N}_.])([-−+]?)[$€£¥]?([-−]?)(\d{1,3}(?:[,\u2009\u202f\u00a0_]\d{3})+(?!\d)|\d{1,40}|(?=\.\d))(\.\d{1,40})?(e[-+]?\d{1,3})?(?![\p{L}\d_])([ \t]?%| percent\b)?/giu;

/** All numbers of a text in order. Those inside words and longer than forty digits are none. */
export function readNumbers(text: string): ReadNumber[] {
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const [written, before = '', behind = '', whole = '', fraction, power, unit] = match;
    const digits = `${whole.replace(/[,\u2009\u202f\u00a0_]/g, '')}${fraction ?? ''}${power ?? ''}`;
    const size = Number(digits);
    if (digits === '' || !Number.isFinite(size)) return [];
    const negative = /[-−]/.test(before) !== /[-−]/.test(behind);
    const place = { start: match.index, end: match.index + written.length };
    return [{ value: negative ? -size : size, percent: unit !== undefined, text: written.trim(), ...place }];
  });
}

/** Compares the number behind a mark, or else the last number of the answer, by its value. Who offers several means none. */
export function gradeNumber(rule: NumberRule, answer: string): Finding {
  const marked = markedAnswer(answer);
  const behindMark = marked === undefined ? [] : readNumbers(marked);
  const isMarked = behindMark.length > 0;
  const numbers = isMarked ? behindMark : readNumbers(answer);
  const found = isMarked ? numbers[0] : numbers.at(-1);
  if (found === undefined) return unparsed('The answer holds no number.');
  const offered = offeredIn(isMarked ? (marked ?? '') : answer, numbers);
  if (offered.includes(found) && offered.some(({ value }) => value !== found.value)) {
    return unparsed(`The answer offers several numbers: ${offered.map(({ text }) => text).join(', ')}.`);
  }
  return compared({
    passed: equals(rule, found),
    extracted: found.text,
    method: isMarked ? 'marked' : 'last-number',
    wanted: `${rule.value}${rule.percent === true ? ' %' : ''}`,
  });
}

/** What may stand between two numbers of which one is meant. */
const OR = /^[\s,*$`]*\bor\b(?:[\s*$`]|maybe|perhaps|possibly)*$/i;

const COMMA = /^[*$`]*,[\s*$`]*$/;

/** The numbers of the last "41, 42 or 43" of a text; none where nothing is offered. */
function offeredIn(text: string, numbers: readonly ReadNumber[]): readonly ReadNumber[] {
  const before = (at: number): string => text.slice(numbers[at - 1]?.end, numbers[at]?.start);
  const last = numbers.findLastIndex((_, at) => at > 0 && OR.test(before(at)));
  if (last === -1) return [];
  let first = last - 1;
  while (first > 0 && COMMA.test(before(first))) first -= 1;
  return numbers.slice(first, last + 1);
}

function equals({ value, tolerance = Math.abs(value) * 1e-9, percent }: NumberRule, found: ReadNumber): boolean {
  if (found.percent && percent !== true) return false;
  return Math.abs(found.value - value) <= tolerance;
}
