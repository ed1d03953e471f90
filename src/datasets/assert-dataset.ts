import type { AssertItem } from '../grading/code/assert-item.js';
import type { CodeLanguage } from '../grading/code/code-item.js';
import { gradeAssertProgram } from '../grading/code/grade-assert-program.js';
import { CODE_GRADER } from '../grading/code/grade-code.js';
import type { Controls } from '../grading/grading.js';
import { type Chat, defineGradedBenchmark, type GradedBenchmark, type GradedItem } from '../worker/graded-benchmark.js';
import { answerTo } from './answers.js';
import { type QuestionTemplate, questionChat, questionTokens } from './code-question.js';
import type { About } from './dataset-format.js';

/** A task that is judged by the data set's own assertions. */
export interface AssertQuestion extends GradedItem {
  /** Hash of the template that it is asked by. */
  readonly template: string;
  /** The data set's own words. */
  readonly asked: string;
  readonly task: AssertItem;
}

/** The benchmark of a data set with assertions. */
export function assertBenchmark(
  items: readonly AssertQuestion[],
  { name, question }: About,
  templateOf: (item: AssertQuestion) => QuestionTemplate,
): GradedBenchmark {
  const chatOf = (item: AssertQuestion): Chat => questionChat(templateOf(item), item.asked);
  return defineGradedBenchmark<AssertQuestion>({
    name,
    version: 1,
    question,
    grader: CODE_GRADER,
    items: () => items,
    contextTokens: (item) => questionTokens(chatOf(item)),
    ask: async (item, context) => void (await context.ask(chatOf(item))),
    grade: ({ task }, subject, ports) => gradeAssertProgram(task, subject, ports),
    controls: (item) => controls(item.task, chatOf(item)),
  });
}

/** The data set's solution passes where there is one; functions that throw or return something else do not. */
function controls({ language, prompt, entryPoint, reference }: AssertItem, chat: Chat): Controls {
  const answer = (code: string): Controls['right'][number] => [answerTo(chat, `\`\`\`${language}\n${code}\n\`\`\``)];
  return {
    right: reference === undefined ? [] : [answer(`${prompt}${reference}`)],
    wrong: DAMAGED[language].map((body) => answer(body.replaceAll('NAME', entryPoint))),
  };
}

const SCRIPT = [
  'function NAME() { throw new Error("damaged"); }',
  'function NAME() { return "certainly not this"; }',
] as const;

const DAMAGED: Readonly<Record<CodeLanguage, readonly string[]>> = {
  python: [
    'def NAME(*args, **kwargs):\n    raise RuntimeError("damaged")',
    'def NAME(*args, **kwargs):\n    return "certainly not this"',
  ],
  javascript: SCRIPT,
  typescript: SCRIPT,
};
