import { EXPLANATION_GRADER, gradeExplanation } from '../src/grading/explanation/grade-explanation.js';
import { callText, predictionChecks } from '../src/grading/explanation/predictions.js';
import { judgeRoundTrip, wordsAlone } from '../src/grading/explanation/round-trip.js';
import type { Controls, GradePorts, GradeSubject } from '../src/grading/grading.js';
import { withoutReasoning } from '../src/grading/reasoning.js';
import type { StoredAnswer } from '../src/protocol/answer.js';
import type { ChatMessage } from '../src/protocol/chat.js';
import type { Verdict } from '../src/protocol/verdict.js';
import { defineGradedBenchmark, type AskContext } from '../src/worker/graded-benchmark.js';
import { CHANGES } from './data/explanation/changes.js';
import { ERRORS } from './data/explanation/errors.js';
import type { ExplainedFunction, ExplanationItem } from './data/explanation/explanation-item.js';
import { JAVASCRIPT_FUNCTIONS } from './data/explanation/javascript-functions.js';
import { PYTHON_FUNCTIONS } from './data/explanation/python-functions.js';

/** Everything that is to be explained. */
export const EXPLANATION_ITEMS: readonly ExplanationItem[] = [
  ...JAVASCRIPT_FUNCTIONS,
  ...PYTHON_FUNCTIONS,
  ...CHANGES,
  ...ERRORS,
];

/** Room for an explanation of 120 words and for some thinking before it. */
const EXPLAIN_TOKENS = 640;
const PREDICT_TOKENS = 512;
const WRITE_TOKENS = 640;
/** The longest exchange is the second one, which holds the first. */
const CONTEXT_TOKENS = 2_048;

/**
 * Does it understand what it reads? Explanations of functions, changes and errors are judged by their key facts; whoever
 * has explained a function then says what it returns, and writes it anew from the explanation alone.
 */
export const explanation = defineGradedBenchmark<ExplanationItem>({
  name: 'explanation',
  version: 1,
  question: 'Does it understand what it reads: functions, changes and errors, explained, predicted, written anew?',
  grader: EXPLANATION_GRADER,
  items: () => EXPLANATION_ITEMS,
  contextTokens: () => CONTEXT_TOKENS,
  ask: askItem,
  grade,
  controls,
});

async function askItem(item: ExplanationItem, context: AskContext): Promise<void> {
  const question = questionOf(item);
  const explained = await context.ask({ messages: [question], maxTokens: EXPLAIN_TOKENS });
  const said = withoutReasoning(explained.text).text;
  // Nothing can be done with an explanation that is none, and the rest is about functions.
  if (item.calls === undefined || said === '' || explained.finish === 'length') return;
  const predict: ChatMessage = { role: 'user', content: predictQuestion(item.calls) };
  const messages: ChatMessage[] = [question, { role: 'assistant', content: said }, predict];
  await context.ask({ messages, maxTokens: PREDICT_TOKENS });
  const words = wordsAlone(explained);
  if (words === '') return;
  await context.ask({ messages: [writeQuestion(item, item.calls, words)], maxTokens: WRITE_TOKENS });
}

async function grade(
  item: ExplanationItem,
  { answers, parameters }: GradeSubject,
  ports: GradePorts,
): Promise<Verdict> {
  const [explained, predicted, written] = answers;
  if (explained === undefined) throw new Error(`The sample of ${item.id} holds no answer.`);
  const { calls, id, language, material } = item;
  if (calls === undefined) return gradeExplanation(item, explained, { predictions: [] });
  const predictions = predictionChecks(calls.entryPoint, calls.predict, predicted);
  if (written === undefined) return gradeExplanation(item, explained, { predictions });
  const task = { id, language, entryPoint: calls.entryPoint, hidden: calls.hidden, reference: material };
  const roundTrip = await judgeRoundTrip(task, { parameters, answer: written }, ports);
  return gradeExplanation(item, explained, { predictions, roundTrip });
}

function controls(item: ExplanationItem): Controls {
  const messages = [questionOf(item)];
  const answered = (text: string): StoredAnswer[] => [
    { messages, maxTokens: EXPLAIN_TOKENS, text, finish: 'stop', outcome: { status: 'ok' } },
  ];
  return { right: item.right.map(answered), wrong: item.wrong.map(answered) };
}

const LANGUAGES = { javascript: 'JavaScript', python: 'Python' } as const;

const TASKS = {
  function:
    'Explain what this function does, in at most 120 words: what it returns, special cases, and what it does to its input. Name the function.',
  diff: 'Explain this change, in at most 120 words: how the program behaved before, how it behaves now, and why that matters. Name the function.',
  error:
    'Explain this error, in at most 120 words: what happened, why, and how to mend it. Name the identifiers that matter.',
} as const;

function questionOf({ kind, language, material }: ExplanationItem): ChatMessage {
  const block = `\`\`\`${kind === 'diff' ? 'diff' : language}\n${material}\n\`\`\``;
  return { role: 'user', content: `${TASKS[kind]}\n\n${LANGUAGES[language]}:\n${block}` };
}

function predictQuestion({ entryPoint, predict }: ExplainedFunction): string {
  const calls = predict.map((call, at) => `${at + 1}. ${callText(entryPoint, call)}`).join('\n');
  return `What do these calls of the function return?\n${calls}\nAnswer with one JSON list of the ${predict.length} results in this order, and nothing else.`;
}

function writeQuestion({ language }: ExplanationItem, { signature }: ExplainedFunction, words: string): ChatMessage {
  const content = `Write the ${LANGUAGES[language]} function \`${signature}\` that this text describes:\n\n${words}\n\nAnswer with the whole function in one fenced code block. Do not read input and do not print anything.`;
  return { role: 'user', content };
}
