import { gradeToolCalls } from '../grading/tools/grade-tool-calls.js';
import { toolChat } from '../grading/tools/prompt-form.js';
import { wireTools } from '../grading/tools/tool-names.js';
import type { ToolExpectation, ToolMode, ToolTask } from '../grading/tools/tool-task.js';
import { messageOf } from '../errors.js';
import { canonicalJson } from '../plan/canonical-json.js';
import type { ChatMessage, ToolDefinition } from '../protocol/chat.js';
import { isJsonObject, type JsonObject } from '../protocol/json.js';
import { type Chat, defineGradedBenchmark, type GradedBenchmark, type GradedItem } from '../worker/graded-benchmark.js';
import { acceptedCalls, type BfclAnswers, readBfclAnswers } from './bfcl-answers.js';
import { bfclControls } from './bfcl-controls.js';
import { type About, type DatasetFormat, readItems } from './dataset-format.js';
import { has, idOf, listOf, own, RowProblem, textOf } from './fields.js';
import { readMessages } from './messages.js';
import { chatTokens } from './prompt-size.js';
import type { Row } from './rows.js';

/** A question of the Berkeley Function-Calling Leaderboard. */
export interface BfclItem extends GradedItem {
  readonly category: string;
  readonly messages: readonly ChatMessage[];
  readonly task: ToolTask;
}

/** Name and version of the judgement of such files; raised whenever the same answer could be judged otherwise. */
const GRADER = { name: 'bfcl', version: 2 } as const;

const MAX_TOKENS = 512;

const MODES: readonly ToolMode[] = ['native', 'prompt'];

/** Categories whose answers are lists of calls, with every word for the same in all editions of the files. */
const CALLS = /^(live_)?(simple(_python)?|multiple|parallel|parallel_multiple)$/;
const NO_CALL = /^(live_)?irrelevance$/;
const ANY_CALL = /^(live_)?relevance$/;

/** Categories that cannot be judged here, and why. */
const UNSUPPORTED: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^multi_turn/, 'its questions need the simulated services that BFCL runs, which are no part of the file'],
  [/java/, 'its answers are written in the notation of Java or JavaScript, which is not converted here'],
  [/^(memory|web_search|exec|rest)/, 'its questions need services that BFCL runs, which are no part of the file'],
  [/^(sql|chatable|format_sensitivity)/, 'it has no answers that could be compared'],
];

/** Files of questions; the answers lie in `possible_answer/NAME` beside them. */
export const BFCL: DatasetFormat = {
  title: 'BFCL',
  matches: (value) => has(value, 'id', 'question', 'function') || has(value, 'id', 'question', 'involved_classes'),
  async read(rows, files) {
    refuseUnsupported(rows);
    const text = await files.answers();
    const answers = text === undefined ? undefined : readBfclAnswers(text);
    if (answers === undefined && rows.some(({ value }) => CALLS.test(categoryOf(value)))) {
      throw new RowProblem(`The file with the answers is not there: ${files.answerPath}.`);
    }
    const { items, bad } = readItems(rows, ({ value }) => itemOf(value, answers));
    return { count: items.length, bad, benchmark: (about) => benchmarkOf(items, about) };
  },
};

/** A file that is unsupported as a whole says so once. */
function refuseUnsupported(rows: readonly Row[]): void {
  const reasons = rows.map(({ value }) => reasonAgainst(categoryOf(value)));
  if (reasons.every((reason) => reason !== undefined)) throw new RowProblem(reasons[0] ?? 'The file is empty.');
}

function reasonAgainst(category: string): string | undefined {
  if ([CALLS, NO_CALL, ANY_CALL].some((pattern) => pattern.test(category))) return undefined;
  const known = UNSUPPORTED.find(([pattern]) => pattern.test(category))?.[1];
  return `The BFCL category "${category}" cannot be graded here: ${known ?? 'it is not known'}.`;
}

/** `live_multiple_3-2-0` is of the category `live_multiple`. */
function categoryOf(value: JsonObject): string {
  const id = own(value, 'id');
  return typeof id === 'string' ? id.replace(/_\d+(-\d+)*$/, '') : '';
}

function itemOf(value: JsonObject, answers: BfclAnswers | undefined): BfclItem {
  const id = idOf(value, 'id');
  const category = categoryOf(value);
  const reason = reasonAgainst(category);
  if (reason !== undefined) throw new RowProblem(reason);
  const tools = toolsOf(value);
  const turns = listOf(value, 'question');
  if (turns.length !== 1) throw new RowProblem(`"question" has ${turns.length} turns, where one is expected.`);
  return {
    id,
    category,
    messages: readMessages(turns[0], '"question"'),
    task: { tools, expect: expectationOf(category, { id, tools, answers }) },
  };
}

function toolsOf(value: JsonObject): readonly ToolDefinition[] {
  const given = own(value, 'function');
  const list = isJsonObject(given) ? [given] : listOf(value, 'function');
  // A function that is listed twice, word for word, is one function.
  const different = [...new Map(list.map((each) => [canonicalJson(each), each])).values()];
  const tools = different.map((each) => {
    if (!isJsonObject(each)) throw new RowProblem('"function" has to be a list of objects.');
    const { description, parameters } = each;
    return {
      name: textOf(each, 'name'),
      description: typeof description === 'string' ? description : '',
      parameters: isJsonObject(parameters) ? parameters : { type: 'dict', properties: {} },
    };
  });
  try {
    wireTools(tools);
  } catch (error) {
    throw new RowProblem(messageOf(error), { cause: error });
  }
  return tools;
}

function expectationOf(
  category: string,
  given: {
    readonly id: string;
    readonly tools: readonly ToolDefinition[];
    readonly answers: BfclAnswers | undefined;
  },
): ToolExpectation {
  if (NO_CALL.test(category)) return { kind: 'bfcl-irrelevance' };
  if (ANY_CALL.test(category)) return { kind: 'bfcl-relevance' };
  const answer = given.answers?.get(given.id);
  if (answer === undefined) throw new RowProblem(`The file with the answers has none for "${given.id}".`);
  return { kind: 'bfcl', calls: acceptedCalls(answer, given.tools) };
}

function benchmarkOf(items: readonly BfclItem[], { name, question }: About): GradedBenchmark {
  return defineGradedBenchmark<BfclItem>({
    name,
    version: 1,
    question,
    grader: GRADER,
    modes: MODES,
    items: () => items,
    // The longer of the two forms.
    contextTokens: (item) => chatTokens(chatOf(item, 'prompt').messages, MAX_TOKENS),
    ask: async (item, context) => void (await context.ask(chatOf(item, toolMode(context.mode)))),
    grade: ({ task }, { answers, parameters }) => {
      const answer = answers.at(-1);
      if (answer === undefined) throw new Error('the sample has no answer');
      return gradeToolCalls({ task, mode: toolMode(parameters['mode']), answer, grader: GRADER });
    },
    controls: (item, mode) => bfclControls(item.task, chatOf(item, toolMode(mode)), toolMode(mode)),
  });
}

function toolMode(mode: unknown): ToolMode {
  return mode === 'prompt' ? 'prompt' : 'native';
}

function chatOf({ messages, task }: BfclItem, mode: ToolMode): Chat {
  return { ...toolChat(messages, task.tools, mode), maxTokens: MAX_TOKENS };
}
