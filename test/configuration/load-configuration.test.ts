import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../src/configuration/load-configuration.js';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'acode-config-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

let folders = 0;

async function folderWith(name: string, text: string): Promise<string> {
  const folder = path.join(root, String((folders += 1)));
  await mkdir(path.join(folder, '.acode'), { recursive: true });
  await writeFile(path.join(folder, name), text);
  return folder;
}

const YAML = `# what we measure every night
targets:
  small:
    model: models/small.gguf
    threads: 2
suites:
  nightly:
    benchmarks: [inference, { name: throughput, cases: [{ slots: 8 }] }]
    iterations: 30
defaults:
  suite: nightly
`;

describe('loadConfiguration', () => {
  it('finds the nearest file upwards and knows the lines of its members', async () => {
    const folder = await folderWith('acode.config.yaml', YAML);
    const below = path.join(folder, 'a', 'b');
    await mkdir(below, { recursive: true });
    const loaded = await loadConfiguration(below);
    expect(loaded.file).toBe(path.join(folder, 'acode.config.yaml'));
    expect(loaded.configuration.targets?.['small']).toEqual({ model: 'models/small.gguf', threads: 2 });
    expect(loaded.lineOf(['suites', 'nightly', 'iterations'])).toBe(9);
  });

  it.each([
    ['acode.config.json', '{ "defaults": { "iterations": 7 } }'],
    ['acode.config.mjs', 'export default { defaults: { iterations: 7 } };'],
    ['acode.config.ts', 'type N = number; const n: N = 7; export default () => ({ defaults: { iterations: n } });'],
    [path.join('.acode', 'config.yml'), 'defaults: { iterations: 7 }'],
  ])('reads %s', async (name, text) => {
    const { configuration } = await loadConfiguration(await folderWith(name, text));
    expect(configuration.defaults?.iterations).toBe(7);
  });

  it.each([
    ['limits: { memroy: 8GiB }', /"limits\.memroy" is not known\.$/, 'Did you mean "memory"?'],
    [
      'limits: { memory: 8GiB }\ndefaults: { memoryLimit: 1GiB }',
      /:2: "defaults\.memoryLimit" stands beside "limits\.memory", which means the same\.$/,
      'Keep limits.memory.',
    ],
    ['defaults: { memorylimit: 8GiB }', /"defaults\.memorylimit" is not known\.$/, 'Did you mean "memoryLimit"?'],
    ['targtes: {}', /:1: "targtes" is not known\.$/, 'Did you mean "targets"?'],
    [
      'defaults:\n  iterations: many',
      /:2: "defaults\.iterations" has to be a whole number from 1 to 100000\.$/,
      undefined,
    ],
    ['targets:\n  a:\n    threads: 2', /:3: "targets\.a" needs "model"\.$/, undefined],
    ['suites:\n  s:\n    benchmarks:\n      - 7', /:4: "suites\.s\.benchmarks\.0" has to be a mapping/, undefined],
    ['slos:\n  tttf: 1s', /:2: "slos\.tttf" is not known\.$/, 'Did you mean "ttft"?'],
    ['retention: forever', /:1: "retention" has to look like 90s, 5m or 90d\.$/, undefined],
    ['alerts:\n  comand: [a]', /:2: "alerts\.comand" is not known\.$/, 'Did you mean "command"?'],
    ['alerts:\n  file: a\n  command: notify', /:3: "alerts\.command" has to be a list\.$/, undefined],
    ['alerts:\n  command: []', /:2: "alerts\.command" must not be empty\.$/, undefined],
    ['alerts:\n  timeout: soon', /:2: "alerts\.timeout" has to look like/, undefined],
    ['a: [1', /cannot be read: .*line 1/s, undefined],
  ])('says file, line and member of %j', async (text, message, hint) => {
    const folder = await folderWith('acode.config.yaml', text);
    const error: unknown = await loadConfiguration(folder).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string, hint });
  });

  it('names a file that cannot be read or loaded', async () => {
    await expect(loadConfiguration(root, 'none.yaml')).rejects.toMatchObject({
      exitCode: 2,
      message: /none\.yaml cannot be read/,
    });
    const folder = await folderWith('acode.config.mjs', 'throw new Error("no luck")');
    await expect(loadConfiguration(folder)).rejects.toMatchObject({
      exitCode: 2,
      message: /cannot be loaded: no luck/,
    });
  });
});
