import type { StoredAnswer } from '../../protocol/answer.js';
import type { Verdict } from '../../protocol/verdict.js';
import { withoutReasoning } from '../reasoning.js';
import { unansweredVerdict } from '../unanswered.js';
import { gradeChoice, type ChoiceRule } from './choice.js';
import type { ConstraintsRule } from './constraint.js';
import { gradeConstraints } from './constraints.js';
import { gradeContains, type ContainsRule } from './contains.js';
import { isPieceOf, withoutEcho } from './echo.js';
import { gradeExact, type ExactRule } from './exact.js';
import { unparsed, type Finding } from './finding.js';
import { gradeJson, type JsonRule } from './json-answer.js';
import { gradeList, type ListRule } from './list.js';
import { gradeNumber, type NumberRule } from './number.js';
import { gradePattern, type PatternRule } from './pattern.js';
import { gradeRecall, type RecallRule } from './recall.js';
import { gradeUnknown, type UnknownRule } from './unknown.js';

/** How a text answer is judged; plain data. */
export type TextRule =
  | ExactRule
  | ChoiceRule
  | NumberRule
  | PatternRule
  | JsonRule
  | ContainsRule
  | ListRule
  | ConstraintsRule
  | UnknownRule
  | RecallRule;

/** Name and version of the grader. The version rises whenever it could judge an answer otherwise. */
export const TEXT_GRADER = { name: 'text', version: 2 } as const;

/** Rules for what is asked about a prompt; by the others a piece of the prompt may be the answer, such as a line to be copied. */
const ASKED: ReadonlySet<TextRule['kind']> = new Set(['choice', 'number', 'contains', 'unknown', 'recall']);

/** Judges one answer by a rule: a pure function of both. The item's id seeds the order of a choice's options. */
export function gradeText(rule: TextRule, answer: StoredAnswer, itemId: string): Verdict {
  const none = unansweredVerdict(answer, TEXT_GRADER);
  if (none !== undefined) return none;
  const prompt = answer.messages.map(({ content }) => content).join('\n');
  const text = withoutEcho(withoutReasoning(answer.text).text, answer.messages);
  const echoed = text === '' || (ASKED.has(rule.kind) && isPieceOf(text, answer.messages));
  const found = echoed ? unparsed('The answer only repeats the prompt.') : find(rule, text, { itemId, prompt });
  return {
    kind: found.passed ? 'pass' : found.unparsed === true ? 'unparsed' : 'wrong-answer',
    grader: TEXT_GRADER.name,
    graderVersion: TEXT_GRADER.version,
    ...(found.extracted === undefined ? {} : { extracted: found.extracted }),
    ...(found.method === undefined ? {} : { method: found.method }),
    why: found.why,
    checks: found.checks,
    ...(found.score === undefined ? {} : { score: found.score }),
    ...(found.lenient === undefined ? {} : { lenient: found.lenient }),
  };
}

function find(rule: TextRule, text: string, { itemId, prompt }: { itemId: string; prompt: string }): Finding {
  switch (rule.kind) {
    case 'exact':
      return gradeExact(rule, text);
    case 'choice':
      return gradeChoice(rule, text, itemId);
    case 'number':
      return gradeNumber(rule, text);
    case 'pattern':
      return gradePattern(rule, text);
    case 'json':
      return gradeJson(rule, text);
    case 'contains':
      return gradeContains(rule, text);
    case 'list':
      return gradeList(rule, text);
    case 'constraints':
      return gradeConstraints(rule, text);
    case 'unknown':
      return gradeUnknown(rule, text, prompt);
    case 'recall':
      return gradeRecall(rule, text);
  }
}
