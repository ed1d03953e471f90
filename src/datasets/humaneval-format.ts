import { isIdentifier } from '../grading/code/entry-point.js';
import type { JsonObject } from '../protocol/json.js';
import { assertBenchmark, type AssertQuestion } from './assert-dataset.js';
import { COMPLETION } from './code-question.js';
import { type DatasetFormat, readItems } from './dataset-format.js';
import { has, idOf, RowProblem, textOf } from './fields.js';

/** HumanEval: the beginning of a Python program, and a `check` of its function. */
export const HUMANEVAL: DatasetFormat = {
  title: 'HumanEval',
  matches: (value) => has(value, 'task_id', 'prompt', 'entry_point', 'canonical_solution', 'test'),
  async read(rows) {
    const { items, bad } = readItems(rows, ({ value }) => itemOf(value));
    return { count: items.length, bad, benchmark: (about) => assertBenchmark(items, about, () => COMPLETION.python) };
  },
};

function itemOf(value: JsonObject): AssertQuestion {
  const id = idOf(value, 'task_id');
  const prompt = textOf(value, 'prompt');
  const entryPoint = textOf(value, 'entry_point');
  const source = textOf(value, 'test');
  if (!isIdentifier(entryPoint)) throw new RowProblem('"entry_point" has to be the name of a function.');
  if (!/^def check\b/m.test(source)) throw new RowProblem('"test" has to define check(candidate).');
  return {
    id,
    template: COMPLETION.python.hash,
    asked: prompt,
    task: {
      id,
      language: 'python',
      prompt,
      entryPoint,
      reference: textOf(value, 'canonical_solution'),
      tests: { kind: 'check', source },
    },
  };
}
