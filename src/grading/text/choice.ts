import { createHash } from 'node:crypto';
import { createRandom } from '../../statistics/random.js';
import { compared, unparsed, type Finding } from './finding.js';
import { linesOf, markedAnswer, unwrapped, withoutEmphasis } from './final-answer.js';

/** One of some options is wanted, by its letter. */
export interface ChoiceRule {
  readonly kind: 'choice';
  /** In the order of the item; the model sees them shuffled. The first one is right. */
  readonly options: readonly [right: string, ...wrong: string[]];
}

/** An option as the model sees it. */
export interface Lettered {
  readonly letter: string;
  readonly text: string;
  readonly right: boolean;
}

const LETTERS = 'ABCDEFGH';

/** The options in the order a model sees them: shuffled by a seed from the item's id, the same in every run. */
export function letteredOptions({ options }: ChoiceRule, itemId: string): Lettered[] {
  const random = createRandom(createHash('sha256').update(itemId).digest().readInt32LE(0));
  const order = options.map((text, index) => ({ text, right: index === 0 }));
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random.nextBelow(last + 1);
    const [a, b] = [order[last], order[other]];
    if (a === undefined || b === undefined) continue;
    order[last] = b;
    order[other] = a;
  }
  return order.map((option, index) => ({ ...option, letter: LETTERS[index] ?? '?' }));
}

/** Lines such as "B) text" for a prompt. */
export function optionLines(options: readonly Lettered[]): string {
  return options.map(({ letter, text }) => `${letter}) ${text}`).join('\n');
}

/** Only an unambiguous final letter counts; leniently also an option's text that is the whole result. */
export function gradeChoice(rule: ChoiceRule, answer: string, itemId: string): Finding {
  const options = letteredOptions(rule, itemId);
  const found = finalLetter(answer, options);
  const wanted = options.find(({ right }) => right);
  if (found === undefined) {
    const result = unwrapped(markedAnswer(answer) ?? linesOf(withoutEmphasis(answer)).at(-1) ?? '').toLowerCase();
    const lenient = wanted !== undefined && result === unwrapped(wanted.text).toLowerCase();
    return unparsed('The answer does not end with one letter that is meant beyond doubt.', lenient);
  }
  const chosen = options.find(({ letter }) => letter === found.letter);
  return compared({
    passed: chosen?.right === true,
    extracted: `${found.letter} (${chosen?.text ?? ''})`,
    method: found.method,
    wanted: `${wanted?.letter ?? ''} (${wanted?.text ?? ''})`,
    lenient: chosen?.right === true,
  });
}

function finalLetter(
  answer: string,
  options: readonly Lettered[],
): { readonly letter: string; readonly method: string } | undefined {
  const marked = markedAnswer(answer);
  if (marked !== undefined) {
    const letter = letterOf(marked, options);
    return letter === undefined ? undefined : { letter, method: 'marked' };
  }
  const lines = linesOf(withoutEmphasis(answer));
  const letter = letterOf(lines.at(-1) ?? '', options);
  if (letter === undefined || endsWithList(lines, options)) return undefined;
  return { letter, method: lines.length > 1 ? 'last-line' : 'whole' };
}

/** Whether the last two lines are options said back: a list of them chooses none, whichever stands last. */
function endsWithList(lines: readonly string[], options: readonly Lettered[]): boolean {
  const [before, last] = lines.slice(-2).map((line) => options.find((option) => isOptionLine(line, option)));
  return before !== undefined && last !== undefined && before !== last;
}

function isOptionLine(line: string, { letter, text }: Lettered): boolean {
  const [, marked, rest = ''] = /^(?:[-*>]\s*)?\(?([A-Ha-h])[).:]\s*(.*)$/s.exec(line) ?? [];
  return marked?.toUpperCase() === letter && unwrapped(rest).toLowerCase() === unwrapped(text).toLowerCase();
}

/** The letter of a line that is a letter, or a letter with its option's own text behind it. */
function letterOf(line: string, options: readonly Lettered[]): string | undefined {
  const bare = unwrapped(line)
    .replace(/^(?:option|choice)\s+/i, '')
    .replace(/^([$<])(.)[$>]$/, '$2');
  const [, letter = '', rest = ''] = /^\(?([A-Ha-h])(?:[).:,]+|\s*$|\s+[-–—]\s)(.*)$/s.exec(bare) ?? [];
  const option = options.find((each) => each.letter === letter.toUpperCase());
  if (option === undefined) return undefined;
  const said = unwrapped(rest.replace(/^[-–—\s]+/, '')).toLowerCase();
  if (said === '' || said === unwrapped(option.text).toLowerCase()) return option.letter;
  // A reason may follow a letter, but no second letter: "B or C" is no answer.
  return /(?:^|[^a-z])(?:[b-h]|a(?=[).,;:]|$))(?:[^a-z]|$)/i.test(said) ? undefined : option.letter;
}
