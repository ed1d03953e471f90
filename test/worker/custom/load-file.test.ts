import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileProblem } from '../../../src/protocol/file-description.js';
import { BenchmarkFileError } from '../../../src/worker/custom/file-error.js';
import { loadBenchmarkFile, type LoadedFile } from '../../../src/worker/custom/load-file.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'acode-custom-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;

async function load(ending: string, text: string): Promise<LoadedFile> {
  const file = path.join(folder, `case${(files += 1)}.bench.${ending}`);
  await writeFile(file, text);
  return loadBenchmarkFile(file);
}

async function problemsOf(ending: string, text: string): Promise<readonly FileProblem[]> {
  const error: unknown = await load(ending, text).catch((thrown: unknown) => thrown);
  if (error instanceof BenchmarkFileError) return error.problems;
  throw new Error('the file was loaded, or failed in another way', { cause: error });
}

const MODULE = `import { defineBenchmark } from 'acode-benchmark';
interface Point { words: number }
const points: Point[] = [{ words: 3 }];
export default defineBenchmark({
  name: 'one', question: 'One?', cases: [...points],
  iterate: () => Promise.resolve(),
});
export const two = defineBenchmark({ name: 'two', question: 'Two?', version: 3, iterate: () => Promise.resolve() });
`;

describe('a module with benchmarks', () => {
  it('needs no build step, no installed package, and may export several', async () => {
    const { benchmarks, digest } = await load('ts', MODULE);
    expect(benchmarks.map(({ name, version, cases }) => ({ name, version, cases }))).toEqual([
      { name: 'one', version: 1, cases: [{ words: 3 }] },
      { name: 'two', version: 3, cases: [{}] },
    ]);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(benchmarks[0]?.primaryMetrics).toEqual(['e2el', 'ttft']);
    expect(benchmarks[0]?.demands({}, { provider: 'p', model: 'm', modelPids: [], trainContextTokens: 512 })).toEqual({
      slots: 1,
      contextTokens: 512,
    });
  });

  it('may have a deadline of its own, in whole milliseconds', async () => {
    const module = (timeoutMs: number): string =>
      `import { defineBenchmark } from 'acode-benchmark';\nexport default defineBenchmark({ name: 'slow', question: '?', timeoutMs: ${timeoutMs}, async iterate() {} });\n`;
    expect((await load('mjs', module(900_000))).benchmarks[0]?.timeoutMs).toBe(900_000);
    expect((await problemsOf('mjs', module(-1)))[0]?.message).toContain('"timeoutMs" has to be a whole number');
  });

  it('has another digest when a byte of it changes', async () => {
    const digests = [await load('ts', MODULE), await load('ts', `${MODULE} `), await load('ts', MODULE)];
    expect(digests[0]?.digest).toBe(digests[2]?.digest);
    expect(digests[0]?.digest).not.toBe(digests[1]?.digest);
  });

  it('that throws is refused with the place of the throw', async () => {
    const problems = await problemsOf('ts', "type A = number;\n\nthrow new Error('no luck.');\n");
    expect(problems).toEqual([{ line: 3, column: 7, message: 'The file cannot be loaded: no luck.' }]);
  });

  it('that cannot be parsed is refused with the place of the mistake', async () => {
    const [problem] = await problemsOf('mjs', 'const a = 1;\nconst b = [,{;\n');
    expect(problem).toMatchObject({ line: 2, message: 'The file cannot be loaded: Unexpected token.' });
  });

  it('that exports nothing of the kind is refused with what to write', async () => {
    const [problem] = await problemsOf('ts', "export default { name: 'x' };\n");
    expect(problem).toMatchObject({ hint: 'Write export default defineBenchmark({ … }).' });
  });

  it('is told every wrong member with its line', async () => {
    const problems = await problemsOf(
      'mjs',
      `import { defineBenchmark } from 'acode-benchmark';
export default defineBenchmark({
  name: 'Not Kebab',
  qestion: 'a slip',
  cases: [{ deep: { er: 1 } }],
});
`,
    );
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      expect.stringMatching(/^2:\d+ The benchmark needs "question"\.$/),
      '3:3 "name" has to look like my-benchmark (lower-case words joined by hyphens).',
      '4:3 "qestion" is not known.',
      '5:3 "cases.0.deep" has to be a single value.',
      expect.stringMatching(/^2:\d+ "iterate" has to be a function\.$/),
    ]);
    expect(problems[2]?.hint).toBe('Did you mean "question"?');
  });

  it('may not give two benchmarks one name', async () => {
    const [problem] = await problemsOf('ts', MODULE.replace("'two'", "'one'"));
    expect(problem?.message).toBe('Two benchmarks of the file are named "one".');
  });
});

describe('a file of prompts', () => {
  it('makes each prompt a case, by its name or number', async () => {
    const { benchmarks } = await load(
      'yaml',
      `name: facts
question: Facts?
prompts:
  - prompt: one
  - name: two
    messages: [{ role: user, content: hello }]
    maxTokens: 10
    checks: [{ contains: x }]
`,
    );
    expect(benchmarks[0]).toMatchObject({
      name: 'facts',
      cases: [{ prompt: 1 }, { prompt: 'two' }],
      primaryMetrics: ['passRate', 'e2el', 'ttft'],
    });
    const target = { provider: 'p', model: 'm', modelPids: [] };
    expect(benchmarks[0]?.demands({ prompt: 'two' }, target).contextTokens).toBe(3 + 32 + 10);
  });

  it('may be JSON', async () => {
    const { benchmarks } = await load('json', '{"name":"a","question":"A?","prompts":[{"prompt":"p"}]}');
    expect(benchmarks[0]?.primaryMetrics).toEqual(['e2el', 'ttft']);
  });

  it('is told every mistake with line and column', async () => {
    const problems = await problemsOf(
      'yaml',
      `name: facts
question: Facts?
prompts:
  - prompt: one
    maxtokens: 3
  - prompt: two
    maxTokens: 0
`,
    );
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '5:5 "prompts.0.maxtokens" is not known.',
      '7:5 "prompts.1.maxTokens" has to be a whole number from 1 to 1000000.',
    ]);
    expect(problems[0]?.hint).toBe('Did you mean "maxTokens"?');
  });

  it('is told what its members mean only when their shape is right', async () => {
    const problems = await problemsOf(
      'yaml',
      `name: facts
question: Facts?
prompts:
  - name: same
    prompt: one
    messages: [{ role: user, content: both }]
    checks: [{ contains: a, equals: b }, { matches: '(' }]
  - name: same
    prompt: two
`,
    );
    expect(problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '4 "prompts.0" needs either "prompt" or "messages".',
      '7 "prompts.0.checks.0" needs exactly one of contains, equals, matches, json.',
      expect.stringMatching(/^7 "prompts\.0\.checks\.1\.matches" is no regular expression: /),
      '8 "prompts.1.name" is the name of prompt 1 already.',
    ]);
  });

  it('that is no YAML is refused with the place', async () => {
    const [problem] = await problemsOf('yaml', 'name: a\nquestion: "open\n');
    expect(problem?.line).toBeGreaterThanOrEqual(2);
    expect(problem?.message).toContain('Missing closing "quote');
  });
});
