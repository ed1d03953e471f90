import { once } from 'node:events';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../../src/package-root.js';
import type { RunSummary } from '../../src/report/run-summary.js';
import { type Acode, createAcode, ended } from './acode.js';

/** A working folder that holds the examples, with the package installed beside them, and a model. */
async function examples(acode: Acode): Promise<{ model: string; stop: () => void }> {
  await cp(path.join(PACKAGE_ROOT, 'examples'), acode.home, { recursive: true });
  await mkdir(path.join(acode.home, 'node_modules'));
  await symlink(PACKAGE_ROOT, path.join(acode.home, 'node_modules', 'acode-benchmark'), 'junction');
  const child = acode.start('fake-server', '--ttft', '2', '--itl', '1');
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { model: `openai:fake-model@${line.toString().trim()}`, stop: () => child.kill('SIGTERM') };
}

describe('the examples', () => {
  it('with benchmarks of one’s own run as the suite of the configuration', async () => {
    await using acode = await createAcode();
    const { model, stop } = await examples(acode);
    const run = await acode.run('run', '--model', model, '-n', '2');
    stop();
    expect(run).toMatchObject({ code: 0 });
    const { suites, cases } = JSON.parse((await acode.run('show', 'last', '--json')).stdout) as RunSummary;
    expect(suites).toEqual(['smoke']);
    expect(cases.map(({ benchmark, status }) => `${benchmark} ${status}`)).toEqual([
      'latency completed',
      'facts completed',
      'facts completed',
      'greeting completed',
      'greeting completed',
    ]);
  });

  it('of the library measures, and prints what it found', async () => {
    await using acode = await createAcode();
    const { model, stop } = await examples(acode);
    await writeFile(path.join(acode.home, 'acode.config.yaml'), '{}\n');
    const child = spawn(process.execPath, [path.join('library', 'measure.mjs'), model], {
      cwd: acode.home,
      env: { PATH: process.env.PATH, HOME: acode.home, ACODE_DATA_DIR: acode.dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { code, stdout, stderr } = await ended(child);
    stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^latency on fake-model@\S+ …\n/);
    expect(stdout).toMatch(/latency completed: median \d+\.\d ms \[\d+\.\d – \d+\.\d\]\nRun \S+ is completed\.\n$/);
  });

  it('of a workflow names commands and flags that exist', async () => {
    await using acode = await createAcode();
    const { model, stop } = await examples(acode);
    const workflow = parse(await readFile(path.join(acode.home, 'ci', 'benchmark.yml'), 'utf8')) as {
      jobs: { benchmark: { steps: { run?: string }[] } };
    };
    const commands = workflow.jobs.benchmark.steps.flatMap(({ run = '' }) => {
      const [, words] = /^npx acode benchmark (.*)$/.exec(run) ?? [];
      return words === undefined || words.startsWith('runtime') ? [] : [words.split(' ')];
    });
    expect(commands.map(([verb]) => verb)).toEqual(['validate', 'run', 'export', 'compare']);
    const codes: (number | null)[] = [];
    for (const words of commands) {
      // No shell expands the pattern here, and the smoke model is not what is tested.
      const args = words.map((word) => (word.includes('*') ? path.join('benchmarks', 'facts.bench.yaml') : word));
      const changed = args[0] === 'run' ? [...args, '--model', model, '-n', '2'] : args;
      if (args[0] === 'run') {
        // The main branch comes first, in a job of its own.
        await acode.run(...changed);
        expect((await acode.run('baseline', 'set', 'last')).code).toBe(0);
      }
      const { code, stderr } = await acode.run(...changed);
      if (code !== 0) expect(`${args.join(' ')}: ${stderr}`).toBe('');
      codes.push(code);
    }
    stop();
    expect(codes).toEqual([0, 0, 0, 0]);
  });
});
