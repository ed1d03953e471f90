import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/report/run-summary.js';
import { type Acode, createAcode, ended } from './acode.js';

const GREET = `import { defineBenchmark } from 'acode-benchmark';
export default defineBenchmark({
  name: 'greet',
  question: 'Does it greet?',
  cases: [{ words: 3 }, { words: 5 }],
  async iterate(context) {
    const { text } = await context.ask(\`Say hello in \${context.parameters.words} words.\`, { maxTokens: 4 });
    context.check('says something', text !== '');
    return { metrics: { letters: text.length } };
  },
});
`;

const FACTS = `name: facts
question: Facts?
prompts:
  - prompt: What is it?
    maxTokens: 4
    checks: [{ matches: '.' }, { contains: something that no fake says }]
`;

/** A benchmark whose iteration does what `body` says. */
function benchmark(name: string, body: string): string {
  return `import { defineBenchmark } from 'acode-benchmark';
export default defineBenchmark({ name: '${name}', question: '?', iterate: async (context) => { ${body} } });
`;
}

async function lay(acode: Acode, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(path.join(acode.home, 'benchmarks'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(acode.home, 'benchmarks', name), text);
}

async function fakeModel(acode: Acode): Promise<{ child: ChildProcess; model: string }> {
  const child = acode.start('fake-server', '--ttft', '2', '--itl', '1');
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, model: `openai:fake-model@${line.toString().trim()}` };
}

async function shown(acode: Acode): Promise<RunSummary> {
  return JSON.parse((await acode.run('show', 'last', '--json')).stdout) as RunSummary;
}

const SHORT = ['-n', '3', '--warmup', '1'];

describe('benchmarks of one’s own', () => {
  it('are listed, run, stored and exported like the built-in ones', async () => {
    await using acode = await createAcode();
    await lay(acode, { 'greet.bench.ts': GREET, 'facts.bench.yaml': FACTS });
    const list = JSON.parse((await acode.run('list', '--json')).stdout) as { benchmarks: { name: string }[] };
    expect(list.benchmarks.slice(-2)).toMatchObject([
      { name: 'facts', cases: [{ prompt: 1 }], file: path.join(acode.home, 'benchmarks', 'facts.bench.yaml') },
      { name: 'greet', cases: [{ words: 3 }, { words: 5 }] },
    ]);
    const { child, model } = await fakeModel(acode);
    const run = await acode.run('run', '-b', 'greet', 'facts', 'latency', '--model', model, ...SHORT);
    child.kill('SIGTERM');
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toMatch(/facts +3 +passRate 50\.0 %/);
    const { cases } = await shown(acode);
    expect(cases.map(({ benchmark: name, status }) => `${name} ${status}`)).toEqual([
      'greet completed',
      'greet completed',
      'facts completed',
      'latency completed',
    ]);
    expect(cases[0]?.metrics).toMatchObject({ passRate: { p50: 1 }, letters: { n: 3 }, e2el: { n: 3, unit: 'ms' } });
    expect(cases[2]?.metrics['passed']?.p50).toBe(0);
    const csv = await acode.run('export', 'last', '--format', 'csv');
    expect(csv.stdout).toContain('letters');
    const ndjson = await acode.run('export', 'last', '--format', 'ndjson');
    expect(ndjson.stdout).toContain('"failed: contains \\"something that no fake says\\""');
  });

  it('are found where the configuration names them, and stand in its suites', async () => {
    await using acode = await createAcode();
    await writeFile(path.join(acode.home, 'mine.yaml'), FACTS);
    const configuration = { benchmarks: ['mine.yaml'], suites: { own: { benchmarks: ['facts'], iterations: 2 } } };
    await writeFile(path.join(acode.home, 'acode.config.json'), JSON.stringify(configuration));
    const { child, model } = await fakeModel(acode);
    const { code } = await acode.run('run', '-s', 'own', '--model', model);
    child.kill('SIGTERM');
    expect(code).toBe(0);
    expect((await shown(acode)).cases[0]).toMatchObject({ benchmark: 'facts', iterations: { measured: 2 } });
    await writeFile(path.join(acode.home, 'acode.config.json'), '{\n  "benchmarks": ["gone.yaml"]\n}');
    const gone = await acode.run('list');
    expect(gone).toMatchObject({ code: 2 });
    expect(gone.stderr).toMatch(/acode\.config\.json:2: there is no benchmark file .*gone\.yaml\./);
  });

  it('that have changed make other cases, and a run of them cannot be resumed', async () => {
    await using acode = await createAcode();
    await lay(acode, { 'slow.bench.mjs': benchmark('slow', "await context.ask('hello', { maxTokens: 400 });") });
    const { child, model } = await fakeModel(acode);
    const plan = async (): Promise<{ cases: { id: string }[] }> =>
      JSON.parse((await acode.run('run', '-b', 'slow', '--model', model, '--dry-run', '-o', 'json')).stdout) as {
        cases: { id: string }[];
      };
    const before = await plan();
    const going = acode.start('run', '-b', 'slow', '--model', model, '-n', '500', '--output', 'ndjson');
    await once(going.stdout as NodeJS.ReadableStream, 'data');
    const end = ended(going);
    going.kill('SIGINT');
    expect((await end).code).toBe(130);
    await appendFile(path.join(acode.home, 'benchmarks', 'slow.bench.mjs'), '// changed\n');
    expect((await plan()).cases[0]?.id).not.toBe(before.cases[0]?.id);
    const resumed = await acode.run('run', '--resume', 'last');
    child.kill('SIGTERM');
    expect(resumed.code).toBe(65);
    expect(resumed.stderr).toMatch(/cannot go on, because the file of benchmark slow has changed: .*slow\.bench\.mjs/);
  });
});

describe('a file that misbehaves', () => {
  it('while it is measured harms only its own case', async () => {
    await using acode = await createAcode();
    await lay(acode, {
      'throws.bench.mjs': benchmark('throws', "throw new Error('no luck');"),
      'hangs.bench.mjs': benchmark('hangs', 'for (;;);'),
      'waits.bench.mjs': benchmark('waits', 'await new Promise(() => {});'),
      'exits.bench.mjs': benchmark('exits', 'process.exit(0);'),
      'eats.bench.mjs': benchmark('eats', 'const all = []; for (;;) all.push(Buffer.alloc(16 << 20, 1));'),
      'greet.bench.ts': GREET,
    });
    const { child, model } = await fakeModel(acode);
    const names = ['throws', 'hangs', 'waits', 'exits', 'eats', 'greet'];
    // Long enough to fill the memory on a busy machine too.
    const limits = ['--timeout', '8s', '--memory-limit', '700MiB'];
    const { code } = await acode.run('run', '-b', ...names, '--model', model, ...SHORT, ...limits);
    child.kill('SIGTERM');
    expect(code).toBe(4);
    const { cases } = await shown(acode);
    const stated = cases.map(({ benchmark: name, status, reason }) => `${name} ${status} ${reason?.code ?? ''}`.trim());
    expect(stated).toEqual([
      'throws failed BENCHMARK_FAILED',
      'hangs timed-out timeout',
      'waits timed-out timeout',
      expect.stringMatching(/^exits failed/),
      expect.stringMatching(/^eats (skipped oom|failed)/),
      'greet completed',
      'greet completed',
    ]);
    expect(cases[0]?.reason?.message).toBe('no luck');
  });

  it('while it is loaded is reported with its place, and the others go on', async () => {
    await using acode = await createAcode();
    await lay(acode, {
      'throws.bench.ts': "const a: number = 1;\nthrow new Error('no luck');\n",
      'hangs.bench.mjs': 'for (;;);\n',
      'eats.bench.mjs': 'const all = [];\nfor (;;) all.push(Buffer.alloc(16 << 20, 1));\n',
      'wrong.bench.yaml': 'name: wrong\nquestion: Wrong?\n',
      'greet.bench.ts': GREET,
    });
    const list = await acode.run('list');
    expect(list.code).toBe(0);
    const words = list.stdout.replaceAll(/\s+/g, ' ');
    expect(words).toContain('throws.bench.ts:2:7: The file cannot be loaded: no luck.');
    expect(words).toMatch(/hangs\.bench\.mjs: The file cannot be loaded: it did not answer within 15 s\./);
    expect(words).toMatch(/eats\.bench\.mjs(:2:\d+)?: The file cannot be loaded: /);
    expect(words).toContain('wrong.bench.yaml:1:1: The file needs "prompts".');
    const { child, model } = await fakeModel(acode);
    const run = await acode.run('run', '-b', 'throws', 'greet', '--model', model, ...SHORT);
    child.kill('SIGTERM');
    expect(run.stderr).toContain('throws.bench.ts:2:7');
    expect((await shown(acode)).cases.map(({ status }) => status)).toEqual(['failed', 'completed', 'completed']);
  });

  it('has no part in a run of built-in benchmarks, and sees no secret', async () => {
    await using acode = await createAcode();
    const seen = path.join(acode.home, 'seen.json');
    const spy = `import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env));
export default {};
`;
    await lay(acode, { 'spy.bench.mjs': spy });
    const { child, model } = await fakeModel(acode);
    await acode.run('run', '-b', 'latency', '--model', model, ...SHORT);
    child.kill('SIGTERM');
    expect(await readdir(acode.home)).not.toContain('seen.json');
    await ended(acode.startWith({ MY_SECRET_KEY: 'hidden' }, 'list'));
    const environment = await readFile(seen, 'utf8');
    expect(environment).toContain('PATH');
    expect(environment).not.toContain('hidden');
  });
});

describe('the commands for benchmarks of one’s own', () => {
  it('write working examples, never over what is there', async () => {
    await using acode = await createAcode();
    await lay(acode, { 'facts.bench.yaml': 'mine' });
    const init = await acode.run('init');
    expect(init.stdout).toContain(`Left   ${path.join('benchmarks', 'facts.bench.yaml')}`);
    expect(await readFile(path.join(acode.home, 'benchmarks', 'facts.bench.yaml'), 'utf8')).toBe('mine');
    const folder = path.join(acode.home, 'benchmarks');
    const others = (await readdir(folder)).filter((name) => name !== 'facts.bench.yaml');
    expect(others).toHaveLength(3);
    const valid = await acode.run('validate', ...others.map((name) => path.join('benchmarks', name)));
    expect(valid).toMatchObject({ code: 0, stderr: '' });
    expect(valid.stdout).toContain('greeting, 2 cases: How fast is a short greeting, and is it one?');
  });

  it('say what is wrong, with line and column', async () => {
    await using acode = await createAcode();
    await lay(acode, { 'bad.bench.yaml': 'name: bad\nquestion: Bad?\nprompts:\n  - prompt: a\n    chekcs: []\n' });
    const { code, stdout } = await acode.run('validate', 'benchmarks/bad.bench.yaml');
    expect(code).toBe(65);
    expect(stdout).toBe('benchmarks/bad.bench.yaml:5:5: "prompts.0.chekcs" is not known.\n  Did you mean "checks"?\n');
  });

  it('try one case and show prompt, answer, metrics and checks', async () => {
    await using acode = await createAcode();
    await lay(acode, { 'facts.bench.yaml': FACTS, 'throws.bench.mjs': benchmark('throws', "throw new Error('no');") });
    const { child, model } = await fakeModel(acode);
    const tried = await acode.run('try', 'benchmarks/facts.bench.yaml', '--model', model);
    expect(tried).toMatchObject({ code: 0, stderr: '' });
    expect(tried.stdout).toContain('Prompt\n  user: What is it?\n');
    expect(tried.stdout).toMatch(/Answer \(ended by length\)\n {2}\S/);
    expect(tried.stdout).toMatch(/e2el .* ms +end-to-end latency/);
    expect(tried.stdout).toContain('Checks\n  ✓ matches "."\n  ✗ contains "something that no fake says"\n');
    const failed = await acode.run('try', 'benchmarks/throws.bench.mjs', '--model', model);
    child.kill('SIGTERM');
    expect(failed).toMatchObject({ code: 4, stderr: 'acode: The trial of throws failed: no\n' });
    expect((await acode.run('results')).stdout).not.toContain('completed');
  });
});
