import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../src/free-port.js';
import type { OpenAiTargetSpec } from '../../src/protocol/target.js';
import { openOpenAi, type OpenAiProvider } from '../../src/providers/openai/openai-provider.js';
import type { GenerationRequest } from '../../src/providers/provider.js';
import { SMOKE_MODEL_PATH } from '../../src/providers/embedded/smoke-model.js';
import type { RunSummary } from '../../src/report/run-summary.js';
import { type Acode, createAcode, ended, eventsOf } from '../end-to-end/acode.js';

/**
 * A real llama-server: named by ACODE_LLAMA_SERVER, else found on the path. CONTRIBUTING.md says how to build one from the
 * sources that the runtime carries.
 */
const binary = process.env.ACODE_LLAMA_SERVER ?? onPath('llama-server');

describe.skipIf(binary === undefined)('a real llama-server (skipped without one; set ACODE_LLAMA_SERVER)', () => {
  it('is started, measured by the quick suite, and ended', async () => {
    await using acode = await createAcode();
    await configure(acode);
    const { code } = await acode.run('run', '--suite', 'quick', '--model', 'served', '--output', 'quiet');
    expect(code).toBe(0);
    const summary = await shown(acode);
    expect(summary.counts).toMatchObject({ completed: 6 });
    expect(summary.targets[0]?.description?.backendBuild).toMatch(/^b\d+/);
    for (const each of summary.cases) {
      expect(each.errors.failed).toBe(0);
      expect(each.tokenSources).toEqual(['server']);
      expect(each.caseMetrics['rssPeak']?.value).toBeGreaterThan(10e6);
    }
  });

  it('reads every cold prompt anew, writes exactly the length asked for, and counts as it is told', async () => {
    await using acode = await createAcode();
    await configure(acode);
    const { stdout } = await acode.run('run', '-b', 'inference', '-n', '4', '--model', 'served', '--output', 'ndjson');
    const requests = eventsOf(stdout).flatMap((event) => (event.type === 'sample' ? event.sample.requests : []));
    expect(requests.length).toBe(7);
    for (const { counts, labels, engine } of requests) {
      expect(counts.promptTokens).toBe(512);
      expect(counts.outputTokens).toBe(128);
      expect(counts.cachedPromptTokens).toBeLessThanOrEqual(8);
      expect(labels).toEqual([]);
      expect(engine?.prefillTokens).toBeGreaterThanOrEqual(504);
      expect(engine?.decodeTokens).toBe(127);
    }
  });

  it('tells the time of its own clock within 3 % of what the client saw', async () => {
    await using acode = await createAcode();
    await configure(acode);
    const { stdout } = await acode.run('run', '-b', 'inference', '-n', '5', '--model', 'served', '--output', 'ndjson');
    const requests = eventsOf(stdout).flatMap((event) => (event.type === 'sample' ? event.sample.requests : []));
    const ratios = requests.flatMap(({ metrics: { decodeTps, decodeTpsServer } }) =>
      decodeTps === undefined || decodeTpsServer === undefined ? [] : [decodeTps / decodeTpsServer],
    );
    const [middle = NaN] = ratios.toSorted((a, b) => a - b).slice(Math.floor(ratios.length / 2));
    expect(ratios).toHaveLength(requests.length);
    expect(middle).toBeGreaterThan(0.97);
    expect(middle).toBeLessThan(1.03);
  });

  it('reads a repeated prompt anew when it is cold, and from its cache when it is warm', async () => {
    await using server = await startServer();
    const asked = async (cache: 'cold' | 'warm'): Promise<number | undefined> =>
      (await server.provider.generate({ ...LONG, cache }, never)).cachedPromptTokens;
    const promptTokens = (await server.provider.generate(LONG, never)).promptTokens;
    expect(promptTokens).toBeGreaterThan(100);
    expect(await asked('cold')).toBe(0);
    expect(await asked('warm')).toBeGreaterThan(promptTokens / 2);
    expect(await asked('cold')).toBe(0);
  });

  it('counts a prompt with its tools as it then reads it', async () => {
    await using server = await startServer();
    const { prompt } = TOOLS;
    const { promptTokens } = await server.provider.generate(TOOLS, never);
    expect(await server.provider.countPromptTokens?.(prompt)).toBe(promptTokens);
    expect(await server.provider.countPromptTokens?.({ kind: 'text', text: LONG_TEXT })).toBe(
      (await server.provider.generate(LONG, never)).promptTokens,
    );
  });

  it('calls a tool, streamed and whole, natively', async () => {
    await using server = await startServer();
    expect(server.provider.capabilities.features).toEqual({
      tools: { status: 'taken' },
      logprobs: { status: 'taken' },
    });
    const streamed = await server.provider.generate(TOOLS, never);
    const whole = await server.provider.generateWhole?.(TOOLS, never);
    for (const generation of [streamed, whole]) {
      expect(generation).toMatchObject({ finish: 'tool-calls', outcome: { status: 'ok' }, parts: { content: '' } });
      const [call] = generation?.parts?.toolCalls ?? [];
      expect(call).toMatchObject({ id: expect.any(String) as string, name: 'read_file' });
      expect(JSON.parse(call?.arguments ?? '')).toEqual({ path: 'src/a.ts' });
    }
  });

  it('is started cold with its process, its load and its first prefill apart', async () => {
    await using acode = await createAcode();
    await configure(acode);
    const args = ['run', '-b', 'cold-start', '-n', '2', '--warmup', '0', '--model', 'served', '--output', 'quiet'];
    expect((await acode.run(...args)).code).toBe(0);
    const { metrics = {} } = (await shown(acode)).cases[0] ?? {};
    const ids = ['processMs', 'modelLoadMs', 'serverReadyMs', 'firstPrefillMs', 'ttft', 'coldStartMs'];
    const values = ids.map((id) => metrics[id]?.p50 ?? NaN);
    expect(values.every((value) => value > 0)).toBe(true);
    const [processMs = 0, modelLoadMs = 0, serverReadyMs = 0, firstPrefillMs = 0, ttft = 0, coldStartMs = 0] = values;
    expect(processMs + modelLoadMs).toBeLessThan(serverReadyMs * 1.5);
    expect(firstPrefillMs).toBeLessThan(ttft);
    expect(coldStartMs).toBeGreaterThan(serverReadyMs);
  });

  it('that is killed in the middle is started anew, and the case is completed', async () => {
    await using acode = await createAcode();
    await configure(acode);
    const child = acode.start('run', '-b', 'latency', '-n', '200', '--model', 'served', '--output', 'ndjson');
    killServerOnce(child);
    const { code, stdout } = await ended(child);
    expect(code).toBe(0);
    const ends = eventsOf(stdout).flatMap((event) => (event.type === 'case-end' ? [event.status] : []));
    // A busy machine may show a shift behind the restart; the case is then measured anew, which is one more attempt.
    expect([ends[0], ends.at(-1)]).toEqual(['retrying', 'completed']);
    expect((await shown(acode)).cases[0]?.iterations.measured).toBe(200);
  });

  it('refuses a context that is too small with a sentence, and runs the other cases', async () => {
    await using acode = await createAcode();
    await configure(acode, ['-c', '512', '-np', '1']);
    const { code } = await acode.run(
      'run',
      '-b',
      'inference',
      'latency',
      '-n',
      '2',
      '--model',
      'served',
      '--output',
      'quiet',
    );
    expect(code).toBe(4);
    const { cases } = await shown(acode);
    expect(cases.map((each) => each.status)).toEqual(['failed', 'completed']);
    expect(cases[0]?.reason?.code).toBe('CONTEXT_TOO_SMALL');
  });
});

const never = new AbortController().signal;

const LONG_TEXT = 'The journal writes records after the last flush, and reads them when it is opened. '.repeat(8);

const LONG: GenerationRequest = {
  prompt: { kind: 'text', text: LONG_TEXT },
  maxTokens: 2,
  exactLength: true,
  sampling: { temperature: 0, seed: 1 },
  cache: 'cold',
};

const TOOLS: GenerationRequest = {
  ...LONG,
  prompt: {
    kind: 'chat',
    messages: [{ role: 'user', content: 'Read src/a.ts' }],
    tools: [
      {
        name: 'read_file',
        description: 'Read a file.',
        parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
      },
    ],
  },
  maxTokens: 120,
  exactLength: false,
};

/** A llama-server of one slot, and a provider that has opened it. */
async function startServer(): Promise<AsyncDisposable & { readonly provider: OpenAiProvider }> {
  const port = await freePort();
  const args = ['-m', SMOKE_MODEL_PATH, '--alias', 'smoke', '--port', String(port), '--jinja', '-t', '1', '-np', '1'];
  const child = spawn(binary ?? '', [...args, '-c', '2048'], { stdio: 'ignore' });
  const spec = { kind: 'openai', baseUrl: `http://127.0.0.1:${port}`, model: 'smoke' } as const;
  const provider = await opened(spec);
  await provider.prepare({ slots: 1, contextTokens: 1_024 });
  return {
    provider,
    [Symbol.asyncDispose]: async () => {
      await provider.close();
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function opened(spec: OpenAiTargetSpec): Promise<OpenAiProvider> {
  for (let waited = 0; ; waited += 1) {
    try {
      return await openOpenAi(spec, { log: () => undefined, environment: {} });
    } catch (error) {
      if (waited === 150) throw error;
      await delay(100);
    }
  }
}

async function configure(acode: Acode, size: readonly string[] = ['-c', '8192', '-np', '4']): Promise<void> {
  const args = ['-m', SMOKE_MODEL_PATH, '--alias', 'smoke', '--port', '{port}', '--jinja', '-t', '1', ...size];
  const served = { model: 'openai:smoke@http://127.0.0.1:{port}', command: binary, args, readyTimeout: '60s' };
  await writeFile(path.join(acode.home, 'acode.config.json'), JSON.stringify({ targets: { served } }));
}

async function shown(acode: Acode): Promise<RunSummary> {
  return JSON.parse((await acode.run('show', 'last', '--json')).stdout) as RunSummary;
}

/** Kills the server that a run started, as soon as the run measures. */
function killServerOnce(run: ChildProcess): void {
  let text = '';
  let killed = false;
  run.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (killed || !text.includes('"phase":"measure"')) return;
    killed = true;
    const children = readFileSync(`/proc/${run.pid ?? 0}/task/${run.pid ?? 0}/children`, 'utf8')
      .trim()
      .split(' ');
    const server = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('llama-server'));
    if (server !== undefined) process.kill(Number(server), 'SIGKILL');
  });
}

function onPath(name: string): string | undefined {
  const files = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      // Not in this folder.
      return false;
    }
  });
}
