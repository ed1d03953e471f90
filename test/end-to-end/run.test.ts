import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/report/run-summary.js';
import { type Acode, createAcode, ended, eventsOf, hasRuntime } from './acode.js';

/** Small and quick, but the real model through the whole house. */
const SMALL = ['--benchmark', 'latency', '--iterations', '4', '--warmup', '1'];

/** Long enough to be interrupted. */
const LONG = ['--benchmark', 'latency', '--iterations', '2000', '--warmup', '1'];

describe.skipIf(!hasRuntime)('acode benchmark run on the smoke model', () => {
  it('runs the quick suite, sums it up and keeps it', async () => {
    await using acode = await createAcode();
    const { code, stdout, stderr } = await acode.run('run', '--suite', 'quick');
    expect(stderr).toContain('Suite quick: 1 warm-up instead of 3, 5 iterations instead of 10');
    expect(code).toBe(0);
    expect(stdout).toContain('6 of 6 cases');
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.startsWith('Results'))).toEqual([]);
    const shown = JSON.parse((await acode.run('show', 'last', '--json')).stdout) as RunSummary;
    expect(shown.counts).toMatchObject({ completed: 6, failed: 0 });
    const inference = shown.cases.find((each) => each.benchmark === 'inference');
    expect(inference?.metrics['ttft']).toMatchObject({ n: 5, unit: 'ms' });
    expect(inference?.metrics['ttft']?.interval?.level).toBe(0.95);
    expect(inference?.caseMetrics['rssPeak']?.value).toBeGreaterThan(50e6);
    expect(shown.targets[0]?.description).toMatchObject({ architecture: 'llama', quantisation: 'Q8_0' });
    expect(shown.environment.cpu.model).not.toBe('');
  });

  it('repeats the model’s output in deterministic mode', async () => {
    await using acode = await createAcode();
    const digests = async (): Promise<(string | undefined)[]> => {
      const { stdout } = await acode.run('run', ...SMALL, '--deterministic', '--output', 'ndjson');
      return eventsOf(stdout).flatMap((event) =>
        event.type === 'sample' ? event.sample.requests.map((request) => request.outputDigest) : [],
      );
    };
    const first = await digests();
    // A warm-up, four iterations, and the first of them once more.
    expect(first).toHaveLength(6);
    expect(first.every((digest) => digest !== undefined)).toBe(true);
    expect(first[5]).toBe(first[1]);
    expect(await digests()).toEqual(first);
  });

  it('puts events and nothing else on standard output, in order, with counts of real tokens', async () => {
    await using acode = await createAcode();
    const { code, stdout } = await acode.run('run', ...SMALL, '--output', 'ndjson');
    expect(code).toBe(0);
    const events = eventsOf(stdout);
    expect(events[0]?.type).toBe('run-start');
    expect(events.at(-1)).toMatchObject({ type: 'run-end', status: 'completed', completed: 1 });
    const samples = events.flatMap((event) => (event.type === 'sample' ? [event.sample] : []));
    expect(samples.map((sample) => `${sample.phase} ${sample.iteration}`)).toEqual([
      'warmup 0',
      'measure 0',
      'measure 1',
      'measure 2',
      'measure 3',
    ]);
    for (const { requests } of samples)
      expect(requests[0]?.counts).toMatchObject({ outputTokens: 16, source: 'server' });
    for (const { requests } of samples) expect(requests[0]?.counts.promptTokens).toBe(64);
  });

  it('ends in good order when nobody reads its events any more', async () => {
    await using acode = await createAcode();
    const child = acode.start('run', ...LONG, '--output', 'ndjson');
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    child.stdout?.destroy();
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(130);
    expect((await acode.run('results')).stdout).toContain('interrupted');
  });

  it('stops on Ctrl-C with a partial summary and the command to resume, which then completes it', async () => {
    await using acode = await createAcode();
    const child = acode.start('run', '--benchmark', 'latency', '--iterations', '120', '--warmup', '1');
    const end = ended(child);
    await untilMeasuring(acode);
    child.kill('SIGINT');
    const { code, stdout } = await end;
    expect(code).toBe(130);
    const command = /^Resume {3}acode benchmark (run --resume \S+)$/m.exec(stdout)?.[1]?.split(' ') ?? [];
    const resumed = await acode.run(...command);
    expect(resumed.code).toBe(0);
    const shown = JSON.parse((await acode.run('show', 'last', '--json')).stdout) as RunSummary;
    expect(shown.cases[0]).toMatchObject({ status: 'completed', iterations: { measured: 120, planned: 120 } });
    const again = await acode.run('run', '--resume');
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('was complete already; nothing was changed');
  });

  it('lets another terminal see and cancel it, and nobody else run beside it', async () => {
    await using acode = await createAcode();
    const end = ended(acode.start('run', ...LONG, '--output', 'quiet'));
    await untilMeasuring(acode);
    expect((await acode.run('status')).stdout).toMatch(/Run \S+ is going on \(process \d+, since /);
    const second = await acode.run('run', ...SMALL);
    expect(second.code).toBe(75);
    expect(second.stderr).toMatch(/^acode: A run is going on: run \S+ \(process \d+, since /m);
    const cancelled = await acode.run('cancel');
    expect(cancelled.stdout).toContain('is stopped. Resume it: acode benchmark run --resume');
    expect((await end).code).toBe(130);
    expect((await acode.run('status')).stdout).toBe('No run is going on.\n');
  });

  it('refuses to resume on another model file, and says what changed', async () => {
    await using acode = await createAcode();
    const smoke = new URL('../../models/smoke/acode-smoke-q8_0.gguf', import.meta.url);
    const model = path.join(acode.home, 'mine.gguf');
    const bytes = await readFile(smoke);
    await writeFile(model, bytes);
    const child = acode.start('run', ...LONG, '--model', model, '--output', 'quiet');
    const end = ended(child);
    await untilMeasuring(acode);
    child.kill('SIGINT');
    await end;
    await writeFile(model, Buffer.concat([bytes, Buffer.from([0])]));
    const { code, stderr } = await acode.run('run', '--resume');
    expect(code).toBe(65);
    expect(stderr).toMatch(/cannot go on, because the model mine has changed/);
  });

  it('exports a run completely, and the same twice', async () => {
    await using acode = await createAcode();
    const { stdout } = await acode.run('run', ...SMALL, '--output', 'json');
    const file = path.join(acode.home, 'run.json');
    expect((await acode.run('export', 'last', '--format', 'json', '-o', file)).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe(stdout);
    const events = eventsOf((await acode.run('export', 'last', '--format', 'ndjson')).stdout);
    expect(events.filter((event) => event.type === 'sample')).toHaveLength(5);
  });
});

describe('a reader that has had enough', () => {
  it.each([['--help'], ['list'], ['run', '--help']])('is no error (%j)', async (...args) => {
    await using acode = await createAcode();
    const child = acode.start(...args);
    child.stdout?.destroy();
    expect(await ended(child)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('bad input', () => {
  it.each([
    [['run', '--suite', 'qiuck'], 2, 'There is no suite named "qiuck".\nDid you mean "quick"?'],
    [['run', '--model', 'none.gguf'], 69, 'There is no model file'],
    [['run', '--iterations', '0'], 2, '--iterations must be a whole number from 1 to 100000, and is "0".'],
    [
      ['run', '--timeout', '5'],
      2,
      '--timeout does not understand "5".\nWrite a number with a unit: 500ms, 30s, 5m, 2h, 30d.',
    ],
    [['constructor'], 2, "unknown command 'constructor'"],
    [['run', '--output', 'pritty'], 2, 'Did you mean "pretty"?'],
    [['run', '--retry-failed'], 2, '--retry-failed needs --resume.'],
    [['run', '--resume', '--seed', '1'], 2, 'A resumed run keeps its plan, so --seed cannot be given with --resume.'],
    [['run', '--resume'], 2, 'There are no runs in'],
    [['show', 'nope'], 2, 'There are no runs in'],
    [['run', '--model', 'openai:m@http://10.0.0.1:80'], 2, 'is not on this machine.'],
  ])('%j is one clear sentence with what to do', async (args, code, text) => {
    await using acode = await createAcode();
    const result = await acode.run(...args);
    expect(result.stderr).toContain(text);
    expect(result.code).toBe(code);
    expect(result.stdout).toBe('');
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  it('a model file that is no GGUF, and a truncated one, are told apart', async () => {
    await using acode = await createAcode();
    const smoke = await readFile(new URL('../../models/smoke/acode-smoke-q8_0.gguf', import.meta.url));
    const model = path.join(acode.home, 'x.gguf');
    await writeFile(model, 'hello');
    expect((await acode.run('run', '--model', model)).stderr).toContain('is not a GGUF model file.');
    await writeFile(model, smoke.subarray(0, 1_000_000));
    const truncated = await acode.run('run', '--model', model);
    expect(truncated.stderr).toContain('is truncated or damaged: it has 1000000 bytes of');
    expect(truncated.code).toBe(69);
  });

  it('a runtime that is not installed names the one command that installs it', async () => {
    await using acode = await createAcode();
    const { code, stderr } = await ended(acode.startWith({ ACODE_RUNTIME_DIR: acode.home }, 'run', ...SMALL));
    expect(stderr).toContain(
      'acode: The embedded llama.cpp runtime is not installed.\nInstall it: acode benchmark runtime install\n',
    );
    expect(code).toBe(69);
  });
});

/** Resolves when the run that is going on measures. */
async function untilMeasuring(acode: Acode): Promise<void> {
  for (;;) {
    const { stdout } = await acode.run('status', '--json');
    const status = JSON.parse(stdout) as { progress?: { current?: { stage: string; iteration?: number } } };
    if ((status.progress?.current?.iteration ?? 0) > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
