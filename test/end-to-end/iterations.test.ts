import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/report/run-summary.js';
import { type Acode, createAcode } from './acode.js';

async function fakeModel(acode: Acode, ...flags: readonly string[]): Promise<{ model: string; stop: () => void }> {
  const child = acode.start('fake-server', ...flags);
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { model: `openai:fake-model@${line.toString().trim()}`, stop: () => child.kill('SIGTERM') };
}

async function shown(acode: Acode): Promise<RunSummary> {
  return JSON.parse((await acode.run('show', 'last', '--json')).stdout) as RunSummary;
}

describe('how long a run measures', () => {
  it('until it is stable: a steady model is done before the limit', async () => {
    await using acode = await createAcode();
    const { model, stop } = await fakeModel(acode, '--ttft', '40', '--itl', '5');
    const { code } = await acode.run('run', '-b', 'latency', '--until-stable', '--warmup', '1', '--model', model);
    stop();
    expect(code).toBe(0);
    const [only] = (await shown(acode)).cases;
    expect(only?.status).toBe('completed');
    expect(only?.iterations.planned).toBe(100);
    expect(only?.iterations.measured).toBeGreaterThanOrEqual(6);
    expect(only?.iterations.measured).toBeLessThan(100);
  });

  it('within a budget: what does not fit is skipped, said, and measured by a resumed run', async () => {
    await using acode = await createAcode();
    const { model, stop } = await fakeModel(acode, '--ttft', '50', '--itl', '10');
    const run = await acode.run(
      'run',
      '-b',
      'latency',
      'inference',
      '-n',
      '3',
      '--warmup',
      '1',
      '--budget',
      '3s',
      '--model',
      model,
    );
    expect(run.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /! 1 of 2 cases did not fit into the run's time budget: inference/,
    );
    expect(run.code).toBe(0);
    const skipped = (await shown(acode)).cases.find(({ benchmark }) => benchmark === 'inference');
    expect(skipped).toMatchObject({ status: 'skipped', reason: { code: 'budget' } });
    const resumed = await acode.run('run', '--resume', 'last');
    stop();
    expect(resumed.code).toBe(0);
    expect((await shown(acode)).counts).toMatchObject({ completed: 2, skipped: 0 });
  });

  it('in blocks, going round the models', async () => {
    await using acode = await createAcode();
    const one = await fakeModel(acode, '--ttft', '2', '--itl', '1');
    const two = await fakeModel(acode, '--ttft', '4', '--itl', '1');
    const flags = ['-n', '4', '--warmup', '1', '--interleave', '2', '--output', 'ndjson'];
    const run = await acode.run('run', '-b', 'latency', '--model', one.model, '--model', two.model, ...flags);
    one.stop();
    two.stop();
    expect(run.code).toBe(0);
    const starts = run.stdout.split('\n').filter((line) => line.includes('"type":"case-start"'));
    const ordinals = starts.map((line) => (JSON.parse(line) as { ordinal: number }).ordinal);
    expect(ordinals).toEqual([0, 1, 1, 0]);
    expect((await shown(acode)).cases.map(({ iterations }) => iterations.measured)).toEqual([4, 4]);
  });

  it('cannot be stable and in blocks at once', async () => {
    await using acode = await createAcode();
    const { code, stderr } = await acode.run('run', '--until-stable', '--interleave');
    expect(code).toBe(2);
    expect(stderr).toContain('--until-stable and --interleave cannot be combined.');
  });
});
