import type { CodeLanguage } from '../grading/code/code-item.js';
import type { JsonObject } from '../protocol/json.js';
import { assertBenchmark, type AssertQuestion } from './assert-dataset.js';
import { COMPLETION } from './code-question.js';
import { type DatasetFormat, readItems } from './dataset-format.js';
import { has, idOf, own, RowProblem, textOf } from './fields.js';
import type { Row } from './rows.js';

/** MultiPL-E's codes of languages that can be run here. */
const LANGUAGES: ReadonlyMap<string, CodeLanguage> = new Map([
  ['js', 'javascript'],
  ['ts', 'typescript'],
  ['py', 'python'],
]);

/** MultiPL-E: HumanEval and MBPP in many languages. It has no solutions. */
export const MULTIPL_E: DatasetFormat = {
  title: 'MultiPL-E',
  matches: (value) => has(value, 'name', 'language', 'prompt', 'tests'),
  async read(rows) {
    refuseUnsupported(rows);
    const { items, bad } = readItems(rows, ({ value }) => itemOf(value));
    const benchmark = (about: Parameters<typeof assertBenchmark>[1]) =>
      assertBenchmark(items, about, ({ task }) => COMPLETION[task.language]);
    return { count: items.length, bad, benchmark };
  },
};

/** A file that is unsupported as a whole says so once. */
function refuseUnsupported(rows: readonly Row[]): void {
  const codes = rows.map(({ value }) => own(value, 'language'));
  if (codes.every((code) => typeof code !== 'string' || !LANGUAGES.has(code))) throw unsupported(codes[0]);
}

function unsupported(code: unknown): RowProblem {
  return new RowProblem(`Programs in the language ${JSON.stringify(code)} cannot be run here: js, ts and py can.`);
}

function itemOf(value: JsonObject): AssertQuestion {
  const id = idOf(value, 'name');
  const code = textOf(value, 'language');
  const language = LANGUAGES.get(code);
  if (language === undefined) throw unsupported(code);
  const prompt = textOf(value, 'prompt');
  const source = textOf(value, 'tests');
  const assertions = source.match(language === 'python' ? /^[ \t]*assert\b/gm : /\bassert(?:\.\w+)*\(/g)?.length ?? 0;
  if (assertions === 0) throw new RowProblem('"tests" has no assertion.');
  return {
    id,
    template: COMPLETION[language].hash,
    asked: prompt,
    task: {
      id,
      language,
      prompt,
      entryPoint: entryPointOf(prompt, language),
      assertions,
      tests: { kind: 'appended', source },
    },
  };
}

/** The prompt ends within the function that is to be completed. */
function entryPointOf(prompt: string, language: CodeLanguage): string {
  const pattern =
    language === 'python' ? /^def[ \t]+([A-Za-z_]\w*)/gm : /^(?:export )?(?:async )?function[ \t]+([\w$]+)/gm;
  const name = [...prompt.matchAll(pattern)].at(-1)?.[1];
  if (name === undefined) throw new RowProblem('"prompt" begins no function.');
  return name;
}
