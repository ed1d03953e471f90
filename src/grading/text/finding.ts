import type { Check } from '../../protocol/verdict.js';

/** What one rule found in one answer; {@link gradeText} makes a verdict of it. */
export interface Finding {
  readonly passed: boolean;
  /** Nothing could be read out of the answer that might be compared. */
  readonly unparsed?: true;
  readonly extracted?: string;
  readonly method?: string;
  readonly why: string;
  readonly checks: readonly Check[];
  readonly score?: number;
  readonly lenient?: boolean;
}

/** Longest piece of an answer that a verdict repeats, in characters. */
const MAX_QUOTED = 300;

/** A piece of an answer, cut to what a verdict may hold. */
export function quoted(text: string): string {
  return text.length <= MAX_QUOTED ? text : `${text.slice(0, MAX_QUOTED)}… (${text.length} characters)`;
}

/** A finding that rests on one comparison. */
export function compared(found: {
  readonly passed: boolean;
  readonly extracted: string;
  readonly method: string;
  readonly wanted: string;
  readonly lenient?: boolean;
}): Finding {
  const { passed, method, wanted, lenient } = found;
  const extracted = quoted(found.extracted);
  return {
    passed,
    extracted,
    method,
    why: passed ? `The answer is ${wanted}, as it should be.` : `Read "${extracted}", where ${wanted} is right.`,
    checks: [{ name: `is ${wanted}`, passed, detail: extracted }],
    ...(lenient === undefined ? {} : { lenient }),
  };
}

/** A finding about an answer in which there is nothing to compare. */
export function unparsed(why: string, lenient?: boolean): Finding {
  return {
    passed: false,
    unparsed: true,
    why,
    checks: [{ name: 'an answer can be read', passed: false, detail: why }],
    ...(lenient === undefined ? {} : { lenient }),
  };
}

/** A finding that rests on several checks, all of which have to hold; the score is the share that does. */
export function ofChecks(checks: readonly Check[], found: Pick<Finding, 'extracted' | 'method'>): Finding {
  const wrong = checks.filter(({ passed }) => !passed);
  return {
    ...found,
    passed: checks.length > 0 && wrong.length === 0,
    why: whyOf(checks.length, wrong),
    checks,
    score: checks.length === 0 ? 0 : (checks.length - wrong.length) / checks.length,
  };
}

function whyOf(count: number, wrong: readonly Check[]): string {
  if (wrong.length === 0) return `All ${count} checks hold.`;
  const [first] = wrong;
  const detail = first?.detail === undefined ? '' : ` (${first.detail})`;
  return `${wrong.length} of ${count} checks do not hold, the first being: ${first?.name ?? ''}${detail}.`;
}
