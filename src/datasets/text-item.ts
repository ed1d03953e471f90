import { gradeText, TEXT_GRADER, type TextRule } from '../grading/text/grade-text.js';
import { withoutEcho } from '../grading/text/echo.js';
import { withoutReasoning } from '../grading/reasoning.js';
import { unansweredVerdict } from '../grading/unanswered.js';
import type { GraderIdentity } from '../plan/plan.js';
import type { StoredAnswer } from '../protocol/answer.js';
import type { ChatMessage } from '../protocol/chat.js';
import type { Check, Verdict } from '../protocol/verdict.js';
import { type Chat, defineGradedBenchmark, type GradedBenchmark, type GradedItem } from '../worker/graded-benchmark.js';
import { answerTo } from './answers.js';
import type { About } from './dataset-format.js';
import { chatTokens } from './prompt-size.js';

/** One condition on an answer. Pieces of text are looked for as they are, without regard to case. */
export type TextCheck =
  | { readonly kind: 'rule'; readonly rule: TextRule }
  /** The result of the answer, or the answer as a whole, is one of these texts. */
  | { readonly kind: 'one-of'; readonly accept: readonly string[] }
  | { readonly kind: 'includes'; readonly text: string }
  | { readonly kind: 'excludes'; readonly text: string };

/** A question whose answer is a text. All checks have to hold. */
export interface TextItem extends GradedItem {
  readonly messages: readonly ChatMessage[];
  readonly maxTokens: number;
  readonly checks: readonly TextCheck[];
  /** An answer that has to pass; undefined where the checks name none. */
  readonly example?: string;
}

/** Its version follows that of the rules it uses. */
const GRADER: GraderIdentity = { name: 'dataset-text', version: TEXT_GRADER.version };

/** The benchmark of a file of texts. */
export function textBenchmark(items: readonly TextItem[], { name, question }: About): GradedBenchmark {
  return defineGradedBenchmark<TextItem>({
    name,
    version: 1,
    question,
    grader: GRADER,
    items: () => items,
    contextTokens: ({ messages, maxTokens }) => chatTokens(messages, maxTokens),
    ask: async (item, context) => void (await context.ask(chatOf(item))),
    grade: (item, { answers }) => {
      const answer = answers.at(-1);
      if (answer === undefined) throw new Error('the sample has no answer');
      return gradeChecks(item, answer);
    },
    controls: (item) => ({
      right: item.example === undefined ? [] : [[answerTo(chatOf(item), item.example)]],
      wrong: [[answerTo(chatOf(item), 'certainly not this')]],
    }),
  });
}

function chatOf({ messages, maxTokens }: TextItem): Chat {
  return { messages, maxTokens };
}

/** Judges an answer by every check; what the first one that fails says is said of the whole. */
function gradeChecks({ id, checks }: TextItem, answer: StoredAnswer): Verdict {
  const unanswered = unansweredVerdict(answer, GRADER);
  if (unanswered !== undefined) return unanswered;
  const text = withoutReasoning(answer.text).text;
  // Short prompts, too: a text that is looked for often stands in the question.
  if (answer.messages.some(({ content }) => content.trim() === text)) {
    return verdictOf({ name: 'is more than the prompt said back', passed: false }, text);
  }
  const verdicts = checks.map((check) => judge(check, answer, id));
  const decisive = verdicts.find(({ kind }) => kind !== 'pass') ?? verdicts[0];
  if (decisive === undefined) throw new Error('the item has no check');
  return {
    ...decisive,
    grader: GRADER.name,
    graderVersion: GRADER.version,
    checks: verdicts.flatMap((verdict) => verdict.checks),
    score: verdicts.filter(({ kind }) => kind === 'pass').length / verdicts.length,
  };
}

function judge(check: TextCheck, answer: StoredAnswer, id: string): Verdict {
  if (check.kind === 'rule') return gradeText(check.rule, answer, id);
  const bare = withoutReasoning(answer.text).text;
  if (check.kind === 'one-of') {
    const whole = check.accept.find((each) => collapsed(each) === collapsed(bare));
    if (whole === undefined) return gradeText({ kind: 'exact', accept: check.accept }, answer, id);
    return verdictOf({ name: `is "${whole.slice(0, 80)}" as a whole`, passed: true }, bare);
  }
  const text = withoutEcho(bare, answer.messages);
  const found = folded(text).includes(folded(check.text));
  const wanted = check.kind === 'includes';
  const passed = text !== '' && found === wanted;
  const name = `${wanted ? 'has' : 'has not'} "${check.text}"`;
  return verdictOf({ name, passed }, text);
}

function verdictOf(check: Check, text: string): Verdict {
  const { name, passed } = check;
  return {
    kind: passed ? 'pass' : 'wrong-answer',
    grader: GRADER.name,
    graderVersion: GRADER.version,
    extracted: text.slice(0, 300),
    method: 'whole',
    why: passed ? `The answer ${name}.` : `It is not so that the answer ${name}.`,
    checks: [check],
  };
}

function collapsed(text: string): string {
  return folded(text).trim().replace(/\s+/g, ' ');
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
