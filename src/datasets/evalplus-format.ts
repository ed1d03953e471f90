import type { CallTest, WriteItem } from '../grading/code/code-item.js';
import type { CodeValue } from '../grading/code/code-value.js';
import { completeProgram } from '../grading/code/complete-program.js';
import { isIdentifier } from '../grading/code/entry-point.js';
import { extractCode } from '../grading/code/extract-code.js';
import { CODE_GRADER } from '../grading/code/grade-code.js';
import { inSandbox, nothing } from '../grading/code/in-sandbox.js';
import type { Controls, Grade } from '../grading/grading.js';
import { unansweredVerdict } from '../grading/unanswered.js';
import type { GraderIdentity } from '../plan/plan.js';
import { isJsonObject, type JsonObject } from '../protocol/json.js';
import { defineGradedBenchmark, type GradedBenchmark, type GradedItem } from '../worker/graded-benchmark.js';
import { answerTo } from './answers.js';
import { COMPLETION, type QuestionTemplate, questionChat, questionTokens, TASK } from './code-question.js';
import { type About, type DatasetFormat, readItems } from './dataset-format.js';
import { type Oracle, oracleOf } from './evalplus-oracles.js';
import { parseExactJson } from './exact-json.js';
import { has, idOf, listOf, own, RowProblem, textOf } from './fields.js';
import { judgeEvalplus } from './judge-evalplus.js';
import { restoreMbppArguments } from './mbpp-values.js';
import type { Row } from './rows.js';

/** A task of HumanEval+ or MBPP+: a reference, and inputs on which its values are the right ones. */
interface EvalplusItem extends GradedItem {
  readonly dataset: 'humaneval' | 'mbpp';
  readonly template: string;
  readonly prompt: string;
  readonly atol: number;
  readonly task: WriteItem;
}

/** Its version follows that of the code grader, which runs and compares. */
const GRADER: GraderIdentity = { name: 'evalplus', version: CODE_GRADER.version };

/** HumanEval+ and MBPP+ as EvalPlus publishes them. */
export const EVALPLUS: DatasetFormat = {
  title: 'HumanEval+ and MBPP+',
  matches: (value) => has(value, 'task_id', 'entry_point', 'canonical_solution', 'base_input', 'plus_input'),
  async read(rows) {
    const { items, bad } = readItems(rows, itemOf);
    return { count: items.length, bad, benchmark: (about) => benchmarkOf(items, about) };
  },
};

function itemOf({ value, source }: Row): EvalplusItem {
  const id = idOf(value, 'task_id');
  const prompt = textOf(value, 'prompt');
  const entryPoint = textOf(value, 'entry_point');
  if (!isIdentifier(entryPoint)) throw new RowProblem('"entry_point" has to be the name of a function.');
  const dataset = /^mbpp\//i.test(id) ? 'mbpp' : 'humaneval';
  const atol = own(value, 'atol') ?? 0;
  if (typeof atol !== 'number' || !(atol >= 0)) throw new RowProblem('"atol" has to be a number of at least 0.');
  const tests = testsOf(
    source === undefined ? value : exactly(source),
    dataset === 'mbpp' ? taskNumber(id) : undefined,
  );
  return {
    id,
    dataset,
    template: templateOf(dataset).hash,
    prompt,
    atol,
    task: {
      id,
      kind: 'function',
      language: 'python',
      prompt,
      entryPoint,
      tests,
      ...(atol === 0 ? {} : { equality: { atol } }),
      reference: `${prompt}${textOf(value, 'canonical_solution')}`,
      wrong: [],
    },
  };
}

/** Inputs as Python wrote them: floats stay floats, and whole numbers keep their digits. */
function exactly(source: string): JsonObject {
  const value = parseExactJson(source, 'code');
  return isJsonObject(value) ? value : {};
}

function testsOf(value: JsonObject, task: number | undefined): readonly CallTest[] {
  const inputs = [...listOf(value, 'base_input'), ...plusInputs(value)];
  if (inputs.length === 0) throw new RowProblem('There are no inputs.');
  return inputs.map((args) => {
    if (!Array.isArray(args)) throw new RowProblem('An input is no list of arguments.');
    const given = args as readonly CodeValue[];
    return { args: task === undefined ? given : restoreMbppArguments(task, given) };
  });
}

/** A task without further inputs has an empty object there. */
function plusInputs(value: JsonObject): ReturnType<typeof listOf> {
  const plus = own(value, 'plus_input');
  return isJsonObject(plus) && Object.keys(plus).length === 0 ? [] : listOf(value, 'plus_input');
}

function taskNumber(id: string): number | undefined {
  const number = Number(id.split('/').at(-1));
  return Number.isInteger(number) ? number : undefined;
}

function benchmarkOf(items: readonly EvalplusItem[], { name, question }: About): GradedBenchmark {
  return defineGradedBenchmark<EvalplusItem>({
    name,
    version: 1,
    question,
    grader: GRADER,
    items: () => items,
    contextTokens: (item) => questionTokens(chatOf(item)),
    ask: async (item, context) => void (await context.ask(chatOf(item))),
    grade,
    controls,
  });
}

/** MBPP+ tells its tasks in a text between quotes. */
function templateOf(dataset: EvalplusItem['dataset']): QuestionTemplate {
  return dataset === 'mbpp' ? TASK : COMPLETION.python;
}

function chatOf({ dataset, prompt }: EvalplusItem): ReturnType<typeof questionChat> {
  return questionChat(templateOf(dataset), prompt);
}

const grade: Grade<EvalplusItem> = async (item, { answers }, ports) => {
  const answer = answers.at(-1);
  if (answer === undefined) throw new Error('the sample has no answer');
  const { task, prompt } = item;
  return inSandbox(ports, GRADER, async (place) => {
    const unanswered = unansweredVerdict(answer, GRADER);
    if (unanswered !== undefined) return { ...unanswered, passed: 0, total: 0 };
    const found = extractCode(answer.text, { ...task, completes: true });
    if (found === undefined) return nothing('no-code', 'There is no program in the answer.');
    const program = completeProgram(found.code, { ...task, prompt });
    const finding = await judgeEvalplus(task, program, { oracle: ruleOf(item), place });
    return { ...finding, extracted: found.code, method: found.method };
  });
};

function ruleOf({ dataset, task, atol }: EvalplusItem): Oracle | undefined {
  return oracleOf(dataset, task.entryPoint, atol);
}

/** The reference passes; a function that throws does not, nor one that returns something else where one thing is right. */
function controls(item: EvalplusItem): Controls {
  const { reference, entryPoint } = item.task;
  const answer = (code: string): Controls['right'][number] => [answerTo(chatOf(item), `\`\`\`python\n${code}\n\`\`\``)];
  const damaged = (body: string): string => `def ${entryPoint}(*args):\n    ${body}`;
  return {
    right: [answer(reference)],
    wrong: [
      answer(damaged('raise RuntimeError("damaged")')),
      ...(ruleOf(item) === undefined ? [answer(damaged('return "certainly not this"'))] : []),
    ],
  };
}
