import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDataset } from '../../src/datasets/load-dataset.js';
import { controlAnswers } from '../../src/grading/control-answers.js';
import type { StoredAnswer } from '../../src/protocol/answer.js';
import type { CaseParameters } from '../../src/protocol/messages.js';
import type { Verdict } from '../../src/protocol/verdict.js';
import type { BenchmarkFileError } from '../../src/worker/custom/file-error.js';
import type { GradedBenchmark } from '../../src/worker/graded-benchmark.js';
import { noSandbox, ports } from '../grading/code/sandboxed.js';

const FIXTURES = path.resolve('test/fixtures/datasets');

async function load(name: string): Promise<GradedBenchmark> {
  return (await loadDataset(path.join(FIXTURES, name), { skipBad: false })).benchmark;
}

function caseOf(benchmark: GradedBenchmark, item: string): CaseParameters {
  return benchmark.cases.find((each) => each['item'] === item) ?? {};
}

/** What the grader says of a program that a model gives back. */
async function verdictOf(benchmark: GradedBenchmark, item: string, code: string): Promise<Verdict> {
  const parameters = caseOf(benchmark, item);
  const [wrong] = benchmark.controls(parameters).wrong;
  const answers = [{ ...wrong?.[0], text: `\`\`\`\n${code}\n\`\`\`` } as StoredAnswer];
  return benchmark.grade({ parameters, answers }, ports);
}

const SOLVED = [
  ['HumanEval.jsonl', 'HumanEval: 3 items of HumanEval.jsonl', ['HumanEval/900', 'HumanEval/901', 'HumanEval/902']],
  [
    'HumanEvalPlus.jsonl',
    'HumanEval+ and MBPP+: 3 items of HumanEvalPlus.jsonl',
    ['HumanEval/910', 'HumanEval/911', 'HumanEval/32'],
  ],
  [
    'MbppPlus.jsonl',
    'HumanEval+ and MBPP+: 5 items of MbppPlus.jsonl',
    ['Mbpp/2', 'Mbpp/252', 'Mbpp/115', 'Mbpp/434', 'Mbpp/580'],
  ],
  ['mbpp.jsonl', 'MBPP: 2 items of mbpp.jsonl', ['901', '902']],
  ['sanitized-mbpp.json', 'MBPP: 2 items of sanitized-mbpp.json', ['903', '904']],
] as const;

describe.each(SOLVED)('the data set %s', (name, question, ids) => {
  it('is recognised, and each record becomes an item', async () => {
    const benchmark = await load(name);
    expect(benchmark.question).toBe(question);
    expect(benchmark.cases.map(({ item }) => item)).toEqual(ids);
  });

  it.skipIf(noSandbox !== '')(
    `passes its solutions and fails damaged ones, junk, refusals and echoes${noSandbox}`,
    async () => {
      const benchmark = await load(name);
      for (const parameters of benchmark.cases) {
        const controls = controlAnswers(benchmark.controls(parameters));
        expect(controls.filter(({ mustPass }) => mustPass)).toHaveLength(1);
        for (const control of controls) {
          const { kind, why } = await benchmark.grade({ parameters, answers: control.answers }, ports);
          expect(kind === 'pass', `${String(parameters['item'])}, ${control.name}: ${kind}, ${why}`).toBe(
            control.mustPass,
          );
          expect(['invalid', 'skipped'], why).not.toContain(kind);
        }
      }
    },
    120_000,
  );
});

const SOLUTIONS = {
  js: 'function widest_gap(marks) {\n  const s = [...marks].sort((a, b) => a - b);\n  return Math.max(0, ...s.slice(1).map((m, i) => m - s[i]));\n}',
  ts: 'function widest_gap(marks: number[]): number {\n  const s = [...marks].sort((a, b) => a - b);\n  return Math.max(0, ...s.slice(1).map((m, i) => m - s[i]!));\n}',
  py: 'def widest_gap(marks):\n    s = sorted(marks)\n    return max((b - a for a, b in zip(s, s[1:])), default=0)',
} as const;

describe.each(Object.entries(SOLUTIONS))('MultiPL-E in %s, which has no solutions', (code, solution) => {
  it.skipIf(noSandbox !== '')(
    `passes a right program and fails wrong ones${noSandbox}`,
    async () => {
      const benchmark = await load(`humaneval-${code}.jsonl`);
      const id = 'HumanEval_900_widest_gap';
      const { kind, why } = await verdictOf(benchmark, id, solution);
      expect([kind, why]).toEqual(['pass', expect.stringMatching(/^All [23] assertions held\.$/)]);
      expect((await verdictOf(benchmark, id, solution.replace(/0/g, '1'))).kind).toBe('assertion');
      for (const { name, answers } of controlAnswers(benchmark.controls(caseOf(benchmark, id)))) {
        const verdict = await benchmark.grade({ parameters: caseOf(benchmark, id), answers }, ports);
        expect(['pass', 'invalid', 'skipped'], `${name}: ${verdict.why}`).not.toContain(verdict.kind);
      }
    },
    60_000,
  );
});

describe('MultiPL-E in a language that cannot be run here', () => {
  it('is refused with the languages that can', async () => {
    const problems = await load('humaneval-rs.jsonl').catch((error: unknown) => (error as BenchmarkFileError).problems);
    expect(problems).toEqual([{ message: 'Programs in the language "rs" cannot be run here: js, ts and py can.' }]);
  });
});

describe('a question', () => {
  it('holds the prompt of the data set as it is, in one fenced block', async () => {
    const [line = ''] = (await readFile(path.join(FIXTURES, 'HumanEval.jsonl'), 'utf8')).split('\n');
    const { prompt } = JSON.parse(line) as { prompt: string };
    const benchmark = await load('HumanEval.jsonl');
    const [answers] = benchmark.controls(benchmark.cases[0] ?? {}).right;
    expect(answers?.[0]?.messages).toEqual([
      {
        role: 'user',
        content: `Complete this Python function. Answer with the whole function, and every import it needs, in one fenced code block, and nothing else.\n\n\`\`\`python\n${prompt}\`\`\``,
      },
    ]);
  });

  it('of MBPP shows the assertions, since they name the function', async () => {
    const benchmark = await load('mbpp.jsonl');
    const [answers] = benchmark.controls(benchmark.cases[0] ?? {}).right;
    expect(answers?.[0]?.messages[0]?.content).toBe(
      "Write a Python function for this task.\n\nWrite a function to count the vowels of a text.\n\nThese assertions hold for it:\nassert count_vowels('Banana') == 3\nassert count_vowels('') == 0\nassert count_vowels('xyz') == 0\n\nAnswer with the whole function, and every import it needs, in one fenced code block, and nothing else.",
    );
  });
});

describe.skipIf(noSandbox !== '')(`EvalPlus tasks${noSandbox}`, () => {
  it('keep floats, big numbers, NaN and infinity as Python wrote them', async () => {
    const benchmark = await load('HumanEvalPlus.jsonl');
    const naive =
      'def kind_of(x):\n    return "whole" if type(x) in (int, float) and x == x and abs(x) < 1e30 and int(x) == x else "other"';
    const { kind, why } = await verdictOf(benchmark, 'HumanEval/910', naive);
    expect([kind, why]).toEqual(['wrong-answer', expect.stringContaining('2.0')]);
  });

  it('take any zero where a zero is asked for', async () => {
    const benchmark = await load('HumanEvalPlus.jsonl');
    const highest = 'def find_zero(xs):\n    return {2: -xs[0] / xs[1]}.get(len(xs), 3.0)';
    expect((await verdictOf(benchmark, 'HumanEval/32', highest)).kind).toBe('pass');
    const none = 'def find_zero(xs):\n    return 0.25';
    expect((await verdictOf(benchmark, 'HumanEval/32', none)).kind).toBe('wrong-answer');
  });

  it('compare as sets, or by whether there is a value, where EvalPlus does', async () => {
    const benchmark = await load('MbppPlus.jsonl');
    const repeated = 'def similar_elements(a, b):\n    return [x for x in b if x in a] * 2';
    expect((await verdictOf(benchmark, 'Mbpp/2', repeated)).kind).toBe('pass');
    const first = 'def similar_elements(a, b):\n    return [x for x in b if x in a][:1]';
    expect((await verdictOf(benchmark, 'Mbpp/2', first)).kind).toBe('wrong-answer');
    expect((await verdictOf(benchmark, 'Mbpp/434', 'def text_match_three(t):\n    return "ab" in t')).kind).toBe(
      'pass',
    );
    expect((await verdictOf(benchmark, 'Mbpp/434', 'def text_match_three(t):\n    return None')).kind).toBe(
      'wrong-answer',
    );
  });

  it('are judged by the tolerance of the task', async () => {
    const benchmark = await load('HumanEvalPlus.jsonl');
    expect((await verdictOf(benchmark, 'HumanEval/911', 'def twice(x):\n    return x + x')).kind).toBe('pass');
    const near = 'def twice(x):\n    return x + x + (0.001 if isinstance(x, float) else type(x)())';
    expect((await verdictOf(benchmark, 'HumanEval/911', near)).kind).toBe('wrong-answer');
  });
});
