import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AcodeError, createHarness, type RunEvent } from '../../src/index.js';
import { type FakeServer, startFakeServer } from '../../src/providers/fake-server/fake-server.js';

let folder: string;
let server: FakeServer;
let model: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'acode-library-'));
  server = await startFakeServer({ schedule: { ttftMs: 2, interTokenMs: 1 } });
  model = `openai:fake-model@${server.url}`;
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const SHORT = { benchmarks: ['latency'], iterations: 3, warmup: 1 };

function harness() {
  return createHarness({ dataDir: path.join(folder, 'data'), folder, configFile: false });
}

describe('a harness', () => {
  it('runs, gives every event in order, and a typed result', async () => {
    const heard: RunEvent[] = [];
    const run = harness().run({ ...SHORT, models: [model], onEvent: (event) => heard.push(event) });
    const events: RunEvent[] = [];
    for await (const event of run) events.push(event);
    expect(events).toEqual(heard);
    expect(events[0]).toMatchObject({ type: 'run-start', caseCount: 1 });
    expect(events.at(-1)).toMatchObject({ type: 'run-end', status: 'completed' });
    const summary = await run.result;
    expect(summary).toMatchObject({ schema: 'acode-summary/1', status: 'completed', counts: { completed: 1 } });
    expect(summary.cases[0]?.metrics['e2el']).toMatchObject({ n: 3, unit: 'ms' });
    expect(await harness().runs()).toContain(summary.runId);
    expect(await harness().summary('last')).toEqual(summary);
  });

  it('runs without anybody who iterates', async () => {
    expect((await harness().run({ ...SHORT, models: [model] }).result).counts.completed).toBe(1);
  });

  it('goes on when a reader has had enough', async () => {
    const run = harness().run({ ...SHORT, models: [model] });
    for await (const event of run) {
      if (event.type === 'run-start') break;
    }
    expect((await run.result).status).toBe('completed');
  });

  it('stops when its signal is aborted, and resumes', async () => {
    const stop = new AbortController();
    const options = { benchmarks: ['latency'], warmup: 0, iterations: 60, models: [model], signal: stop.signal };
    const run = harness().run(options);
    for await (const event of run) if (event.type === 'sample') stop.abort();
    const { status, reason, runId } = await run.result;
    expect({ status, reason }).toMatchObject({ status: 'interrupted', reason: { code: 'cancelled' } });
    const resumed = await harness().resume(runId).result;
    expect(resumed).toMatchObject({ runId, status: 'completed' });
    expect(resumed.cases[0]?.iterations).toEqual({ measured: 60, planned: 60 });
  });

  it('tells whoever iterates, or awaits, what went wrong', async () => {
    const mistaken = harness().run({ benchmarks: ['latencyy'], models: [model] });
    const reading = async (): Promise<void> => {
      for await (const _event of mistaken);
    };
    await expect(reading()).rejects.toThrow('There is no benchmark named "latencyy".');
    const error: unknown = await mistaken.result.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AcodeError);
    expect(error).toMatchObject({ code: 'USAGE', hint: 'Did you mean "latency"?' });
  });

  it('knows the benchmarks of one’s own, and says which files are broken', async () => {
    const own = path.join(folder, 'own');
    await mkdir(path.join(own, 'benchmarks'), { recursive: true });
    await writeFile(
      path.join(own, 'benchmarks', 'facts.bench.yaml'),
      'name: facts\nquestion: Facts?\nprompts: [{ prompt: hello, maxTokens: 3 }]\n',
    );
    await writeFile(path.join(own, 'benchmarks', 'bad.bench.yaml'), 'name: bad\n');
    const broken: string[] = [];
    const mine = createHarness({
      dataDir: path.join(own, 'data'),
      folder: own,
      configFile: false,
      onBrokenFile: (sentence) => broken.push(sentence),
    });
    expect((await mine.benchmarks()).map(({ name }) => name)).toContain('facts');
    expect(broken[0]).toContain('bad.bench.yaml:1:1: The file needs "question".');
    const { cases } = await mine.run({ benchmarks: ['facts'], iterations: 2, warmup: 0, models: [model] }).result;
    expect(cases[0]).toMatchObject({ benchmark: 'facts', status: 'completed' });
  });

  it('measures until it is stable, and says when that never was', async () => {
    const { cases } = await harness().run({ ...SHORT, iterations: 8, untilStable: true, models: [model] }).result;
    const [only] = cases;
    expect(only?.iterations.measured).toBeGreaterThanOrEqual(6);
    const reachedLimit = only?.iterations.measured === 8;
    const codes = only?.warnings.map(({ code }) => code) ?? [];
    if (!reachedLimit) expect(codes).not.toContain('not-stable');
  });
});
