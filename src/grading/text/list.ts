import type { Check } from '../../protocol/verdict.js';
import { behindLastMark, linesOf, unwrapped } from './final-answer.js';
import { ofChecks, quoted, unparsed, type Finding } from './finding.js';

/** A list is wanted, one entry a line or with commas. */
export interface ListRule {
  readonly kind: 'list';
  readonly entries: readonly string[];
  /** The order matters. */
  readonly ordered?: true;
}

/** Compares the entries of the answer, without list marks, code marks and full stops; case does not matter. */
export function gradeList(rule: ListRule, answer: string): Finding {
  const found = entriesOf(answer);
  if (found.length === 0) return unparsed('The answer holds no entries.');
  const wanted = rule.entries.map(comparable);
  const missing = wanted.filter((entry) => !found.includes(entry));
  const beyond = found.filter((entry) => !wanted.includes(entry));
  const checks: Check[] = [
    check('no entry is missing', missing),
    check('no entry is one too many', beyond),
    { name: `there are ${wanted.length} entries`, passed: found.length === wanted.length, detail: `${found.length}` },
  ];
  if (rule.ordered === true)
    checks.push({ name: 'the order is right', passed: found.join('\n') === wanted.join('\n') });
  return ofChecks(checks, { extracted: quoted(found.join(', ')), method: 'entries' });
}

function entriesOf(answer: string): string[] {
  const lines = linesOf(behindLastMark(answer)).filter((line) => !/^[`~]{3}/.test(line));
  const [only] = lines;
  const parts = lines.length === 1 && only !== undefined ? withoutBrackets(only).split(',') : lines;
  return parts.map(comparable).filter((entry) => entry !== '');
}

function withoutBrackets(line: string): string {
  const [, inner] = /^`?\[(.*)\]`?\.?$/s.exec(line) ?? [];
  return inner ?? line;
}

function comparable(entry: string): string {
  return unwrapped(
    entry
      .trim()
      .replace(/^(?:[-+*•]|\d{1,3}[.)])[ \t]+/, '')
      .replace(/,$/, ''),
  )
    .toLowerCase()
    .replace(/\s+/g, ' ');
}

function check(name: string, wrong: readonly string[]): Check {
  return wrong.length === 0 ? { name, passed: true } : { name, passed: false, detail: quoted(wrong.join(', ')) };
}
