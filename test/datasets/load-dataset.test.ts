import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDataset } from '../../src/datasets/load-dataset.js';
import { controlAnswers } from '../../src/grading/control-answers.js';
import type { CaseParameters } from '../../src/protocol/messages.js';
import type { FileProblem } from '../../src/protocol/file-description.js';
import { BenchmarkFileError } from '../../src/worker/custom/file-error.js';
import type { GradedBenchmark } from '../../src/worker/graded-benchmark.js';
import { judge } from '../benchmarks/graded-controls.js';

const FIXTURES = path.resolve('test/fixtures/datasets');

let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'acode-datasets-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

function load(name: string, skipBad = false): ReturnType<typeof loadDataset> {
  return loadDataset(path.join(FIXTURES, name), { skipBad });
}

async function written(name: string, text: string): Promise<string> {
  const file = path.join(root, name);
  await writeFile(file, text);
  return file;
}

async function problemsOf(file: string, skipBad = false): Promise<readonly FileProblem[]> {
  try {
    await loadDataset(file, { skipBad });
  } catch (error) {
    if (error instanceof BenchmarkFileError) return error.problems;
    throw error;
  }
  return [];
}

async function judgeControls(benchmark: GradedBenchmark, parameters: CaseParameters): Promise<string[]> {
  const surprises: string[] = [];
  for (const { name, answers, mustPass } of controlAnswers(benchmark.controls(parameters))) {
    const { kind, why } = await judge(benchmark, parameters, answers);
    if ((kind === 'pass') !== mustPass || kind === 'invalid') surprises.push(`${name}: ${kind} (${why})`);
  }
  return surprises;
}

const TEXTS = [
  ['evals-samples.jsonl', 'openai/evals samples: 2 items of evals-samples.jsonl', 2],
  ['evals-samples.jsonl.gz', 'openai/evals samples: 2 items of evals-samples.jsonl.gz', 2],
  ['prompts.jsonl', 'prompts with checks: 4 items of prompts.jsonl', 4],
  ['prompts.csv', 'prompts with checks: 3 items of prompts.csv', 3],
  ['prompts.yaml', 'prompts with checks: 2 items of prompts.yaml', 2],
  ['BFCL_v4_simple_python.json', 'BFCL: 3 items of BFCL_v4_simple_python.json', 6],
  ['BFCL_v4_parallel_multiple.json', 'BFCL: 1 item of BFCL_v4_parallel_multiple.json', 2],
  ['BFCL_v4_irrelevance.json', 'BFCL: 1 item of BFCL_v4_irrelevance.json', 2],
  ['BFCL_v4_live_relevance.json', 'BFCL: 1 item of BFCL_v4_live_relevance.json', 2],
] as const;

describe.each(TEXTS)('the data set %s', (name, question, cases) => {
  it('is recognised, and each record becomes an item', async () => {
    const { benchmark, skipped } = await load(name);
    expect(benchmark.question).toBe(question);
    expect(benchmark.cases).toHaveLength(cases);
    expect(skipped).toEqual([]);
  });

  it('passes its reference answers and fails damaged ones, empty ones, junk, refusals and echoes', async () => {
    const { benchmark } = await load(name);
    for (const parameters of benchmark.cases) {
      expect(benchmark.controls(parameters).right.length).toBeGreaterThan(0);
      expect(benchmark.controls(parameters).wrong.length).toBeGreaterThan(0);
      expect(await judgeControls(benchmark, parameters)).toEqual([]);
    }
  });
});

describe('a benchmark of a data set', () => {
  it('has the name of the file, in kebab case', async () => {
    expect((await load('BFCL_v4_simple_python.json')).benchmark.name).toBe('bfcl-v4-simple-python');
    expect((await load('evals-samples.jsonl.gz')).benchmark.name).toBe('evals-samples');
    const file = await written('2024.jsonl', '{"prompt": "x", "equals": "y"}\n');
    expect((await loadDataset(file, { skipBad: false })).benchmark.name).toBe('dataset-2024');
  });

  it('has another digest when the file or its answers change', async () => {
    const { digest } = await load('BFCL_v4_simple_python.json');
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    const file = await written('BFCL_v4_simple_python.json', '');
    await writeFile(file, '{"prompt": "x", "equals": "y"}\n');
    const one = (await loadDataset(file, { skipBad: false })).digest;
    await writeFile(file, '{"prompt": "x", "equals": "z"}\n');
    expect((await loadDataset(file, { skipBad: false })).digest).not.toBe(one);
  });
});

describe('records that cannot be used', () => {
  const LINES = [
    '{"id": "a", "prompt": "x", "equals": "y"}',
    '{"id": "b", "prompt": "x", "equals": "y"',
    '',
    '[1, 2]',
    '{"id": "a", "prompt": "again", "equals": "y"}',
    '{"id": "c", "prompt": "x", "equal": "y"}',
    '{"id": "d", "prompt": "x"}',
    '{"id": "e", "equals": "y"}',
    '{"id": "f", "prompt": "x", "matches": "("}',
    '{"id": "g", "prompt": "x", "number": "many"}',
  ].join('\n');

  it('are all named with their lines and reasons, and the file is refused', async () => {
    const problems = await problemsOf(await written('bad.jsonl', LINES));
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [2, expect.stringMatching(/^The record is no JSON: /)],
      [4, 'The record is no JSON object.'],
      [5, 'The id "a" is that of line 1 already.'],
      [6, expect.stringMatching(/^There is no column "equal"; known: id, prompt, /)],
      [7, 'There is no check: give equals, number, includes, excludes, matches or json.'],
      [8, 'Either "prompt" or "messages" has to be given.'],
      [9, expect.stringMatching(/^"matches" is no regular expression: /)],
      [10, '"number" has to be a number.'],
    ]);
    expect(problems[0]?.hint).toBe('--skip-bad leaves such records out and uses the rest.');
  });

  it('are left out when that is asked for, and counted', async () => {
    const { benchmark, skipped } = await loadDataset(await written('bad.jsonl', LINES), { skipBad: true });
    expect(benchmark.cases.map(({ item }) => item)).toEqual(['a']);
    expect(skipped).toHaveLength(8);
    expect(benchmark.question).toBe('prompts with checks: 1 item of bad.jsonl, 8 left out');
  });

  it('of an array are named with the line on which they begin', async () => {
    const file = await written('array.json', '[\n  {"prompt": "[x]", "equals": "},"},\n\n  5,\n  {"prompt": "z"}\n]\n');
    expect((await problemsOf(file)).map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '4: The record is no JSON object.',
      '5: There is no check: give equals, number, includes, excludes, matches or json.',
    ]);
  });

  it('refuse the file even with --skip-bad when nothing else is left', async () => {
    expect(await problemsOf(await written('none.jsonl', '{"prompt": "x"}\n'), true)).toHaveLength(1);
  });
});

describe('a file that is no data set', () => {
  it('says what it has instead', async () => {
    const [problem] = await problemsOf(await written('other.jsonl', '{"name": "x", "value": 3}\n'));
    expect(problem?.message).toBe('The format of the file is not known: its records have name, value.');
    expect(problem?.hint).toMatch(/^Known formats: .*prompts with checks \(docs\/datasets\.md\)\.$/);
    expect((await problemsOf(await written('empty.jsonl', '\n')))[0]?.message).toBe(
      'The format of the file is not known: there are no records.',
    );
  });

  it('is told when it cannot be read, is no text or a broken archive', async () => {
    expect((await problemsOf(path.join(root, 'gone.jsonl')))[0]?.message).toMatch(/^The file cannot be read: ENOENT/);
    const file = path.join(root, 'binary.jsonl');
    await writeFile(file, Buffer.from([0x7b, 0xff, 0xfe, 0x0a]));
    expect((await problemsOf(file))[0]?.message).toMatch(/^The file cannot be read: The encoded data was not valid/);
    await writeFile(file, Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    expect((await problemsOf(file))[0]?.message).toMatch(/^The file cannot be read: /);
  });
});

describe('openai/evals samples', () => {
  it('may have ideals of several lines, with marks in them, and numbers', async () => {
    const rows = [
      { input: 'Write two lines, one and two.', ideal: 'one\ntwo' },
      { input: 'Say it as a sentence.', ideal: ['The answer is: 42.'] },
      { input: 'How many?', ideal: 7 },
    ];
    const file = await written('ideals.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
    const { benchmark } = await loadDataset(file, { skipBad: false });
    for (const parameters of benchmark.cases) expect(await judgeControls(benchmark, parameters)).toEqual([]);
    const [answer] = benchmark.controls(benchmark.cases[2] ?? {}).right[0] ?? [];
    const said = async (text: string) =>
      (await judge(benchmark, benchmark.cases[2] ?? {}, [{ ...answer, text } as never])).kind;
    expect(await said('I think the answer is 7.')).toBe('pass');
    expect(await said('8')).toBe('wrong-answer');
  });
});

describe('BFCL', () => {
  it('takes a function that is listed twice for one, and refuses two under one name', async () => {
    const tool = (description: string) => ({ name: 'a.b', description, parameters: { type: 'dict', properties: {} } });
    const row = (functions: unknown[]) =>
      JSON.stringify({ id: 'irrelevance_0', question: [[{ role: 'user', content: 'x' }]], function: functions });
    const twice = await loadDataset(await written('twice.json', row([tool('x'), tool('x')])), { skipBad: false });
    expect(twice.benchmark.cases).toHaveLength(2);
    expect((await problemsOf(await written('two.json', row([tool('x'), tool('y')]))))[0]?.message).toBe(
      'The tools "a.b" and "a.b" would both be called "a_b".',
    );
  });

  it('names a category that cannot be graded, with the reason', async () => {
    expect((await problemsOf(path.join(FIXTURES, 'BFCL_v4_multi_turn_base.json')))[0]?.message).toBe(
      'The BFCL category "multi_turn_base" cannot be graded here: its questions need the simulated services that BFCL runs, which are no part of the file.',
    );
  });

  it('needs the file with the answers', async () => {
    const file = await written(
      'BFCL_v4_multiple.json',
      '{"id": "multiple_0", "question": [[{"role": "user", "content": "x"}]], "function": []}\n',
    );
    expect((await problemsOf(file))[0]?.message).toBe(
      `The file with the answers is not there: ${path.join(root, 'possible_answer', 'BFCL_v4_multiple.json')}.`,
    );
  });

  it('tells an integer from a float where the checker does', async () => {
    const { benchmark } = await load('BFCL_v4_simple_python.json');
    const parameters = benchmark.cases.find(({ item, mode }) => item === 'simple_python_2' && mode === 'native') ?? {};
    const [right] = benchmark.controls(parameters).right;
    const withArguments = (text: string) => [
      { ...right?.[0], toolCalls: [{ name: 'shelf_add', arguments: text }] } as NonNullable<typeof right>[number],
    ];
    const boxes = (w: string) => `{"boxes": [{"w": ${w}, "h": 2}, {"w": 3, "h": 4}]}`;
    expect((await judge(benchmark, parameters, withArguments(boxes('1')))).kind).toBe('pass');
    expect((await judge(benchmark, parameters, withArguments(boxes('"1"')))).kind).toBe('wrong-answer');
    expect((await judge(benchmark, parameters, withArguments('{"boxes": [{"w": 1, "h": 2}]}'))).kind).toBe(
      'wrong-answer',
    );
  });
});
