import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenAiTargetSpec } from '../../../src/protocol/target.js';
import { type FakeServer, startFakeServer } from '../../../src/providers/fake-server/fake-server.js';
import { openOpenAi } from '../../../src/providers/openai/openai-provider.js';
import type { ColdStart, GenerationRequest } from '../../../src/providers/provider.js';

const CLI = fileURLToPath(new URL('../../../dist/src/cli.js', import.meta.url));
const SERVE = [CLI, 'benchmark', 'fake-server', '--port', '{port}', '--ttft', '20', '--llama-cpp'];

const request: GenerationRequest = {
  prompt: { kind: 'text', text: 'one two three' },
  maxTokens: 4,
  exactLength: true,
  sampling: { temperature: 0, seed: 1 },
  cache: 'cold',
};

/** The server that runs already, beside which others are started. */
let running: FakeServer;
let home: string;

beforeAll(async () => {
  running = await startFakeServer({ llamaCpp: true });
  home = await mkdtemp(path.join(tmpdir(), 'acode-cold-'));
});

afterAll(async () => {
  await running.close();
  await rm(home, { recursive: true });
});

async function startCold(args: readonly string[], signal = new AbortController().signal): Promise<ColdStart> {
  const spec: OpenAiTargetSpec = {
    kind: 'openai',
    baseUrl: running.url,
    model: 'fake-model',
    launch: { command: process.execPath, args, readyTimeoutMs: 20_000 },
  };
  const provider = await openOpenAi(spec, { log: () => undefined, environment: {} });
  try {
    if (provider.coldStart === undefined) throw new Error('no cold start');
    return await provider.coldStart([request, request], signal);
  } finally {
    await provider.close();
  }
}

describe('a cold start of a server', () => {
  it('tells the process from the load where the server answers while it loads', async () => {
    const {
      processMs = 0,
      modelLoadMs = 0,
      readyMs = 0,
      spawnMs,
      generations,
      warmCaches,
    } = await startCold([...SERVE, '--load', '300']);
    expect(processMs).toBeGreaterThan(0);
    // The load began a little before the port was seen to be open, and is seen to be over after it is.
    expect(modelLoadMs).toBeGreaterThan(200);
    expect(processMs + modelLoadMs).toBeCloseTo(readyMs, 6);
    expect(generations.map(({ outputTokens }) => outputTokens)).toEqual([4, 4]);
    expect(generations[0]?.stamps.sendMs).toBeGreaterThan(spawnMs + readyMs);
    expect(generations[0]?.engine?.prefillMs).toBe(20);
    expect(warmCaches).toEqual(['file-cache']);
  });

  it('does not tell them apart where the port opens with the model', async () => {
    const start = await startCold(SERVE);
    expect(start.readyMs).toBeGreaterThan(0);
    expect(start).not.toHaveProperty('processMs');
    expect(start).not.toHaveProperty('modelLoadMs');
  });

  it('leaves nothing running', async () => {
    const note = path.join(home, 'pid');
    const keepPid = `require("node:fs").writeFileSync(${JSON.stringify(note)}, String(process.pid));`;
    const serve = `process.argv.splice(1, 0, ${JSON.stringify(CLI)}); import(${JSON.stringify(CLI)});`;
    await startCold(['-e', keepPid + serve, '--', ...SERVE.slice(1)]);
    const pid = Number(await readFile(note, 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('says why a server does not come up', async () => {
    await expect(
      startCold(['-e', 'console.error("no weights here"); process.exit(3)', '{port}']),
    ).rejects.toMatchObject({
      code: 'COLD_START_FAILED',
      message: 'A second server could not be started: it ended with code 3: no weights here.',
    });
  });

  it('ends when it is aborted', async () => {
    const controller = new AbortController();
    const start = startCold(['-e', 'setInterval(() => {}, 1000)', '{port}'], controller.signal);
    setTimeout(() => controller.abort(), 100);
    await expect(start).rejects.toThrow('aborted');
  });

  it('is not offered where the port is fixed', async () => {
    await expect(startCold(['--port', '1234'])).rejects.toThrow('no cold start');
  });
});
