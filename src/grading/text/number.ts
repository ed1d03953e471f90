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
}

/**
 * Digits with separators of thousands (comma, thin or no-break space, underscore) or without, a decimal part, an
 * exponent. Every part has one way to match, so that the time is linear in the text.
 */
const NUMBER =
  /(?<![\p{L}\p{N}_.])([-−+]?)[$€£¥]?([-−]?)(\d{1,3}(?:[,\u2009\u202f\u00a0_]\d{3})+(?!\d)|\d{1,40}|(?=\.\d))(\.\d{1,40})?(e[-+]?\d{1,3})?(?![\p{L}\d_])([ \t]?%| percent\b)?/giu;

/** All numbers of a text in order. Those inside words and longer than forty digits are none. */
export function readNumbers(text: string): ReadNumber[] {
  return [...text.matchAll(NUMBER)].flatMap(
    ([written, before = '', behind = '', whole = '', fraction, power, unit]) => {
      const digits = `${whole.replace(/[,\u2009\u202f\u00a0_]/g, '')}${fraction ?? ''}${power ?? ''}`;
      const size = Number(digits);
      if (digits === '' || !Number.isFinite(size)) return [];
      const negative = /[-−]/.test(before) !== /[-−]/.test(behind);
      return [{ value: negative ? -size : size, percent: unit !== undefined, text: written.trim() }];
    },
  );
}

/** Compares the number behind a mark, or else the last number of the answer, by its value. */
export function gradeNumber(rule: NumberRule, answer: string): Finding {
  const marked = markedAnswer(answer);
  const behindMark = marked === undefined ? undefined : readNumbers(marked)[0];
  const found = behindMark ?? readNumbers(answer).at(-1);
  if (found === undefined) return unparsed('The answer holds no number.');
  return compared({
    passed: equals(rule, found),
    extracted: found.text,
    method: behindMark === undefined ? 'last-number' : 'marked',
    wanted: `${rule.value}${rule.percent === true ? ' %' : ''}`,
  });
}

function equals({ value, tolerance = Math.abs(value) * 1e-9, percent }: NumberRule, found: ReadNumber): boolean {
  if (found.percent && percent !== true) return false;
  return Math.abs(found.value - value) <= tolerance;
}
