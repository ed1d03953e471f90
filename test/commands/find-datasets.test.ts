import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configuredDatasets, datasetError, leftOutText } from '../../src/commands/find-datasets.js';
import { findKnownBenchmarks } from '../../src/commands/known-benchmarks.js';
import { verifyResumable } from '../../src/commands/resume-check.js';
import { loadConfiguration, NO_CONFIGURATION } from '../../src/configuration/load-configuration.js';
import type { RunRecord } from '../../src/journal/run-record.js';
import { makePlan } from '../../src/library/make-plan.js';
import { METRIC_DEFS } from '../../src/metrics/registry.js';
import type { Plan } from '../../src/plan/plan.js';

let root: string;
const leftOut: string[] = [];

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'acode-find-datasets-'));
  await writeFile(path.join(root, 'good.jsonl'), '{"id": "a", "prompt": "x", "equals": "y"}\n');
  await writeFile(path.join(root, 'partly.jsonl'), '{"id": "a", "prompt": "x", "equals": "y"}\n{"id": "b"}\n');
  await writeFile(path.join(root, 'latency.csv'), 'prompt,equals\nx,y\n');
});

afterAll(() => rm(root, { recursive: true, force: true }));

function plan(
  datasets: readonly string[],
  options: { skipBad?: boolean; suites?: readonly string[] } = {},
): Promise<Plan> {
  return makePlan(
    {
      suites: [],
      benchmarks: [],
      models: [],
      servers: { allowRemote: false },
      deterministic: false,
      untilStable: false,
      datasets,
      ...options,
    },
    {
      folder: root,
      configuration: NO_CONFIGURATION,
      onBrokenFile: () => undefined,
      onLeftOut: (each) => leftOut.push(leftOutText(each)),
    },
  );
}

describe('a data set named for a run', () => {
  it('is what is run when nothing else is named, one graded case per item, with its digest and how it was read', async () => {
    const { cases, suites, customBenchmarks } = await plan(['good.jsonl']);
    expect(suites).toEqual([]);
    expect(cases.map(({ benchmark, parameters }) => [benchmark, parameters['item']])).toEqual([['good', 'a']]);
    expect(cases[0]?.fileDigest).toMatch(/^sha256:/);
    expect(cases[0]?.grader).toMatchObject({ name: 'dataset-text' });
    expect(customBenchmarks?.[0]?.file).toMatchObject({
      path: path.join(root, 'good.jsonl'),
      dataset: { skipBad: false },
    });
  });

  it('is run besides a suite that is named', async () => {
    const { cases, suites } = await plan(['good.jsonl'], { suites: ['quick'] });
    expect(suites).toEqual(['quick']);
    expect(cases.at(-1)?.benchmark).toBe('good');
    expect(cases.length).toBeGreaterThan(1);
  });

  it('is refused for records that cannot be used, unless they are to be left out, which is said', async () => {
    const file = path.join(root, 'partly.jsonl');
    await expect(plan(['partly.jsonl'])).rejects.toMatchObject({
      code: 'DATASET',
      exitCode: 65,
      message: `The data set ${file} cannot be used: line 2: There is no check: give equals, number, includes, excludes, matches or json.`,
      hint: expect.stringMatching(/^--skip-bad leaves such records out/),
    });
    expect((await plan(['partly.jsonl'], { skipBad: true })).cases).toHaveLength(1);
    expect(leftOut).toEqual([
      `${file}: 1 record is left out: line 2: There is no check: give equals, number, includes, excludes, matches or json.`,
    ]);
  });

  it('is refused when it is not there, or has the name of another benchmark', async () => {
    await expect(plan(['gone.jsonl'])).rejects.toThrow(`There is no data set ${path.join(root, 'gone.jsonl')}.`);
    await expect(plan(['latency.csv'])).rejects.toMatchObject({
      message: expect.stringContaining('A benchmark named "latency" is built in.'),
      hint: expect.stringContaining('The file has to be called otherwise.'),
    });
  });
});

describe('a run over a data set', () => {
  it('cannot be resumed when the file has changed since', async () => {
    const file = path.join(root, 'changing.jsonl');
    await writeFile(file, '{"prompt": "x", "equals": "y"}\n');
    const planned = await plan(['changing.jsonl']);
    const record = { meta: { runId: 'r', metricDefs: METRIC_DEFS, plan: planned }, cases: [] } as unknown as RunRecord;
    await expect(verifyResumable(record)).resolves.toBeUndefined();
    await writeFile(file, '{"prompt": "x", "equals": "z"}\n');
    await expect(verifyResumable(record)).rejects.toThrow(`the file of benchmark changing has changed: ${file}`);
  });
});

describe('data sets of the configuration', () => {
  it('are known by name, by their own way of reading', async () => {
    const datasets = ['good.jsonl', { file: 'partly.jsonl', skipBad: true }];
    await writeFile(path.join(root, 'acode.config.json'), JSON.stringify({ datasets }));
    const configuration = await loadConfiguration(root);
    const known = await findKnownBenchmarks(root, configuration);
    const own = known.benchmarks.filter(({ file }) => file?.dataset !== undefined);
    expect(own.map(({ name, file }) => [name, file?.dataset?.skipBad])).toEqual([
      ['good', false],
      ['partly', true],
    ]);
    expect(known.leftOut).toHaveLength(1);
  });

  it('are refused with their line when they are not there', async () => {
    await writeFile(path.join(root, 'acode.config.json'), '{\n  "datasets": [\n    "gone.jsonl"\n  ]\n}\n');
    const configuration = await loadConfiguration(root);
    expect(() => configuredDatasets(configuration)).toThrow(
      `${path.join(root, 'acode.config.json')}:3: there is no data set ${path.join(root, 'gone.jsonl')}.`,
    );
  });
});

it('tells some of many problems, and how many more there are', () => {
  const problems = [1, 2, 3, 4, 5].map((line) => ({ line, message: `Wrong ${line}.` }));
  expect(datasetError({ file: 'f', problems }).message).toBe(
    'The data set f cannot be used: line 1: Wrong 1; line 2: Wrong 2; line 3: Wrong 3; and 2 more.',
  );
});
