import { compared, unparsed, type Finding } from './finding.js';
import { finalAnswer, unwrapped } from './final-answer.js';

/** One of some short texts is wanted, and nothing else. */
export interface ExactRule {
  readonly kind: 'exact';
  readonly accept: readonly string[];
  /** Upper and lower case differ; absent: they do not. */
  readonly sameCase?: true;
}

/** Compares the result of the answer, without quotes and full stop, with every accepted text. */
export function gradeExact(rule: ExactRule, answer: string): Finding {
  const { text, method } = finalAnswer(answer);
  const extracted = comparable(text, rule);
  if (extracted === '') return unparsed('The answer holds no text to compare.');
  const accepted = rule.accept.map((each) => comparable(each, rule));
  return compared({
    passed: accepted.includes(extracted),
    extracted,
    method,
    wanted: rule.accept.map((each) => `"${each}"`).join(' or '),
  });
}

function comparable(text: string, { sameCase }: ExactRule): string {
  const plain = unwrapped(text).normalize('NFC').replace(/\s+/g, ' ');
  return sameCase === true ? plain : plain.toLowerCase();
}
