import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBenchmarkFiles } from '../../src/commands/find-benchmark-files.js';
import { BUILT_IN, benchmarksFor, findKnownBenchmarks } from '../../src/commands/known-benchmarks.js';
import { loadConfiguration, NO_CONFIGURATION } from '../../src/configuration/load-configuration.js';
import type { Suite } from '../../src/plan/plan.js';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'acode-known-'));
  await mkdir(path.join(root, 'benchmarks'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

const PROMPTS = (name: string): string => `name: ${name}\nquestion: Why?\nprompts: [{ prompt: hello }]\n`;

describe('files with benchmarks of one’s own', () => {
  it('are those in benchmarks/, beside it, and of the configuration, each once', async () => {
    const files = ['benchmarks/b.bench.yaml', 'benchmarks/a.bench.json', 'acode.bench.mjs', 'other.yaml'];
    for (const file of [...files, 'benchmarks/helper.ts', 'benchmarks/data.yaml']) {
      await writeFile(path.join(root, file), '');
    }
    const configuration = { benchmarks: ['other.yaml', './benchmarks/b.bench.yaml'] };
    await writeFile(path.join(root, 'acode.config.json'), JSON.stringify(configuration));
    const found = await findBenchmarkFiles(root, await loadConfiguration(root));
    expect(found.map((file) => path.relative(root, file))).toEqual([
      path.join('benchmarks', 'a.bench.json'),
      path.join('benchmarks', 'b.bench.yaml'),
      'acode.bench.mjs',
      'other.yaml',
    ]);
    expect(await findBenchmarkFiles(path.join(root, 'nowhere'), NO_CONFIGURATION)).toEqual([]);
  });

  it('stand behind the built-in ones; a name is given once, and a broken file keeps its place', async () => {
    const folder = path.join(root, 'names');
    await mkdir(path.join(folder, 'benchmarks'), { recursive: true });
    const files = {
      'a.bench.yaml': PROMPTS('mine'),
      'b.bench.yaml': PROMPTS('mine'),
      'c.bench.yaml': PROMPTS('latency'),
      'd.bench.yaml': 'name: d\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, 'benchmarks', name), text);
    const { benchmarks, broken } = await findKnownBenchmarks(folder, NO_CONFIGURATION);
    expect(benchmarks.slice(BUILT_IN.benchmarks.length).map(({ name }) => name)).toEqual(['mine', 'd']);
    expect(broken.map(({ file, problems }) => `${path.basename(file)} ${problems[0]?.message}`)).toEqual([
      expect.stringMatching(/^b\.bench\.yaml A benchmark named "mine" is in .*a\.bench\.yaml already\.$/),
      'c.bench.yaml A benchmark named "latency" is built in.',
      'd.bench.yaml The file needs "question".',
    ]);
    expect(benchmarks.at(-1)).toMatchObject({ cases: [{}], file: { digest: expect.stringMatching(/^sha256:/) } });
  });
});

describe('a selection', () => {
  const suites: Suite[] = [
    { name: 'own', version: 1, description: '', entries: [{ benchmark: 'mine' }], overrides: {} },
    { name: 'built', version: 1, description: '', entries: [{ benchmark: 'latency' }], overrides: {} },
  ];
  const found = { benchmarks: [], broken: [], leftOut: [] };

  it('looks for files only when it names something that is not built in', async () => {
    const select = (suiteNames: string[], benchmarkNames: string[]) =>
      benchmarksFor({ suiteNames, benchmarkNames }, suites, () => Promise.resolve(found));
    expect(await select(['built'], ['inference'])).toBe(BUILT_IN);
    expect(await select(['own'], [])).toBe(found);
    expect(await select([], ['mine'])).toBe(found);
  });
});
