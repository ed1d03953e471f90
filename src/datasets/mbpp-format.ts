import type { JsonObject } from '../protocol/json.js';
import { assertBenchmark, type AssertQuestion } from './assert-dataset.js';
import { TASK } from './code-question.js';
import { type DatasetFormat, readItems } from './dataset-format.js';
import { has, idOf, optionalText, own, RowProblem, textOf, textsOf } from './fields.js';

/** MBPP: a task in words, a solution, and assertions that are shown with the task. */
export const MBPP: DatasetFormat = {
  title: 'MBPP',
  matches: (value) => has(value, 'task_id', 'code', 'test_list'),
  async read(rows) {
    const { items, bad } = readItems(rows, ({ value }) => itemOf(value));
    return { count: items.length, bad, benchmark: (about) => assertBenchmark(items, about, () => TASK) };
  },
};

/** The sanitized edition has `prompt` and `test_imports` where the first one has `text` and `test_setup_code`. */
function itemOf(value: JsonObject): AssertQuestion {
  const id = idOf(value, 'task_id');
  const text = own(value, 'text') === undefined ? textOf(value, 'prompt') : textOf(value, 'text');
  const code = textOf(value, 'code').replaceAll('\r\n', '\n');
  const asserts = textsOf(value, 'test_list');
  if (asserts.length === 0) throw new RowProblem('"test_list" has no assertion.');
  const setup = [optionalText(value, 'test_setup_code') ?? '', ...textsOf(value, 'test_imports')].join('\n').trim();
  return {
    id,
    template: TASK.hash,
    asked: `${text}\n\nThese assertions hold for it:\n${asserts.join('\n')}\n`,
    task: {
      id,
      language: 'python',
      prompt: '',
      entryPoint: entryPointOf(code, asserts),
      reference: code,
      tests: { kind: 'statements', setup, asserts },
    },
  };
}

/** The data set does not name its functions: it is the one of the solution that most assertions call, the outermost first. */
function entryPointOf(code: string, asserts: readonly string[]): string {
  const names = [...code.matchAll(/^def[ \t]+([A-Za-z_]\w*)/gm)].map(([, name = '']) => name);
  const called = names.flatMap((name) => {
    const places = asserts.map((text) => text.search(new RegExp(String.raw`(?<![\w.])${name}\s*\(`)));
    const found = places.filter((at) => at >= 0);
    return found.length === 0 ? [] : [{ name, count: found.length, at: found[0] ?? 0 }];
  });
  const [first] = called.sort((a, b) => b.count - a.count || a.at - b.at);
  if (first === undefined) throw new RowProblem('"test_list" calls no function of "code".');
  return first.name;
}
