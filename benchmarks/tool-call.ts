import type { GradeSubject } from '../src/grading/grading.js';
import { gradeConversation } from '../src/grading/tools/grade-conversation.js';
import { gradeToolCalls } from '../src/grading/tools/grade-tool-calls.js';
import { toolChat } from '../src/grading/tools/prompt-form.js';
import type { ToolMode } from '../src/grading/tools/tool-task.js';
import type { StoredAnswer } from '../src/protocol/answer.js';
import type { Verdict } from '../src/protocol/verdict.js';
import { modeOf } from '../src/plan/mode-of.js';
import { type AskContext, defineGradedBenchmark } from '../src/worker/graded-benchmark.js';
import { holdConversation } from '../src/worker/hold-conversation.js';
import { controlsOf } from './data/tool-call/controls.js';
import { TOOL_CALL_ITEMS } from './data/tool-call/items.js';
import { messagesOf } from './data/tool-call/messages-of.js';
import type { ToolCallItem } from './data/tool-call/tool-call-item.js';

const GRADER = { name: 'tool-call', version: 1 } as const;

/** Most tokens of one answer: room for some thought before a call. */
const MAX_TOKENS = 512;

/**
 * Room for the longest item and for a whole conversation, whose files are a few lines long. One size for all, so that an
 * embedded model keeps its context from item to item.
 */
const CONTEXT_TOKENS = 2_048;

/** Does the model call the right tools with the right arguments, and none when none fits? */
export const toolCall = defineGradedBenchmark<ToolCallItem>({
  name: 'tool-call',
  version: 1,
  question: 'Does the model call the right tools with the right arguments, and none when none fits?',
  grader: GRADER,
  modes: ['native', 'prompt'],
  items: () => TOOL_CALL_ITEMS,
  contextTokens: () => CONTEXT_TOKENS,
  ask,
  grade: (item, subject) => grade(item, subject),
  controls: (item, mode) => controlsOf(item, toolModeOf(mode)),
});

async function ask(item: ToolCallItem, context: AskContext): Promise<void> {
  const way = toolModeOf(context.mode);
  if (item.kind === 'conversation') {
    await holdConversation(item.task, { mode: way, maxTokens: MAX_TOKENS, ask: (chat) => context.ask(chat) });
  } else {
    await context.ask({ ...toolChat(messagesOf(item), item.tools, way), maxTokens: MAX_TOKENS });
  }
}

function grade(item: ToolCallItem, { parameters, answers }: GradeSubject): Verdict {
  const mode = toolModeOf(modeOf(parameters));
  if (item.kind === 'conversation') return gradeConversation({ task: item.task, mode, answers, grader: GRADER });
  const { tools, expect } = item;
  return gradeToolCalls({ task: { tools, expect }, mode, answer: onlyAnswer(answers), grader: GRADER });
}

function onlyAnswer(answers: readonly StoredAnswer[]): StoredAnswer {
  const [answer, ...others] = answers;
  if (answer === undefined || others.length > 0) throw new Error(`One answer is expected, not ${answers.length}.`);
  return answer;
}

function toolModeOf(mode: string | undefined): ToolMode {
  if (mode === 'native' || mode === 'prompt') return mode;
  throw new Error(`There is no mode "${String(mode)}" of asking for tool calls.`);
}
