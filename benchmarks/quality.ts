import { letteredOptions, optionLines } from '../src/grading/text/choice.js';
import { gradeText, TEXT_GRADER } from '../src/grading/text/grade-text.js';
import type { ChatMessage } from '../src/protocol/chat.js';
import { defineGradedBenchmark } from '../src/worker/graded-benchmark.js';
import { CODE } from './data/quality/code.js';
import { EXTRACTION } from './data/quality/extraction.js';
import { INSTRUCTIONS } from './data/quality/instructions.js';
import { LOGS } from './data/quality/logs.js';
import type { QualityItem } from './data/quality/quality-item.js';
import { REASONING } from './data/quality/reasoning.js';
import { recallItems } from './data/quality/recall.js';
import { UNKNOWN } from './data/quality/unknown.js';
import { qualityControls } from './quality-controls.js';

/** Room for the answer and for some thinking before it. */
const MAX_TOKENS = 1_024;

/** Every short question fits, with its answer; one size for all, since some servers load a model anew for another one. */
const SHORT_CONTEXT_TOKENS = 2_048;

/**
 * Characters of the long notes that a token stands for: 4.4 with vocabularies of a hundred thousand words, less with those
 * of thirty thousand, which write digits one by one.
 */
const CHARACTERS_PER_TOKEN = 3.6;

/**
 * Are its short answers right? Short questions of many kinds, each with one message and a rule that a program can judge:
 * form, extraction, arithmetic and logic, code, logs, recall, and questions that have no answer.
 */
export const quality = defineGradedBenchmark<QualityItem>({
  name: 'quality',
  version: 1,
  question: 'Are its short answers right: instructions, extraction, arithmetic and logic, code, logs, recall, honesty?',
  grader: TEXT_GRADER,
  items: () => [...INSTRUCTIONS, ...EXTRACTION, ...REASONING, ...CODE, ...LOGS, ...UNKNOWN, ...recallItems()],
  contextTokens: contextTokensOf,
  ask: async (item, context) => {
    await context.ask({ messages: messagesOf(item), maxTokens: MAX_TOKENS });
  },
  grade: (item, { answers }) => {
    const answer = answers.at(-1);
    if (answer === undefined) throw new Error(`The sample of ${item.id} holds no answer.`);
    return gradeText(item.rule, answer, item.id);
  },
  controls: (item) => qualityControls(item, { messages: messagesOf(item), maxTokens: MAX_TOKENS }),
});

function contextTokensOf({ category, prompt }: QualityItem): number {
  if (category !== 'recall') return SHORT_CONTEXT_TOKENS;
  const tokens = prompt.length / CHARACTERS_PER_TOKEN + MAX_TOKENS;
  return Math.max(SHORT_CONTEXT_TOKENS, Math.ceil(tokens / 1_024) * 1_024);
}

function messagesOf({ id, prompt, rule }: QualityItem): ChatMessage[] {
  if (rule.kind !== 'choice') return [{ role: 'user', content: prompt }];
  const options = optionLines(letteredOptions(rule, id));
  const form = 'Think if you need to, and end with a line of the form "Answer: <letter>".';
  return [{ role: 'user', content: `${prompt}\n\n${options}\n\n${form}` }];
}
