import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../../../src/providers/fake-server/fake-server.js';
import { FAULT_NAMES, namedFault } from '../../../src/providers/fake-server/named-fault.js';
import { openOllama } from '../../../src/providers/ollama/ollama-provider.js';
import { openOpenAi } from '../../../src/providers/openai/openai-provider.js';
import type { Generation, GenerationRequest, Provider } from '../../../src/providers/provider.js';

const never = new AbortController().signal;
const CLI = fileURLToPath(new URL('../../../dist/src/cli.js', import.meta.url));

const request: GenerationRequest = {
  prompt: { kind: 'chat', messages: [{ role: 'user', content: 'count' }] },
  maxTokens: 8,
  exactLength: true,
  sampling: { temperature: 0, seed: 1 },
  cache: 'cold',
};

/** Each fault as a user names it, the class it is to be found in, and the tokens heard before it. */
const CLASSES: readonly [string, string, number][] = [
  ['refuse', 'connect', 0],
  ['reset:2', 'truncated', 2],
  ['cut:2', 'truncated', 2],
  ['stall:2', 'timeout-idle', 2],
  ['stall:0', 'timeout-first-token', 0],
  ['status:404', 'http-4xx', 0],
  ['status:429', 'http-4xx', 0],
  ['status:503', 'http-5xx', 0],
  ['error:2', 'stream-error', 2],
  ['malformed:2', 'invalid-response', 2],
  ['bad-utf8:2', 'invalid-response', 2],
  ['long-line:2', 'invalid-response', 2],
  ['empty', 'empty', 0],
  ['not-http', 'invalid-response', 0],
];

/** Short enough to wait for, and only where waiting is the point: a busy machine takes its time for the rest. */
const SHORT = { firstTokenMs: 400, idleMs: 300 };
type Timeouts = Partial<typeof SHORT>;

/** Opens both protocols on a server that behaves, and then has it behave as told. */
const PROTOCOLS = {
  openai: {
    format: 'sse',
    open: (server: FakeServer, timeouts: Timeouts): Promise<Provider> =>
      openOpenAi(
        { kind: 'openai', baseUrl: server.url, model: 'fake-model' },
        { log: () => undefined, environment: {}, timeouts },
      ),
  },
  ollama: {
    format: 'ndjson',
    open: (server: FakeServer, timeouts: Timeouts): Promise<Provider> =>
      openOllama({ kind: 'ollama', baseUrl: server.url, model: 'fake-model' }, { log: () => undefined, timeouts }),
  },
} as const;

describe.each(['openai', 'ollama'] as const)('faults by name, by the protocol of %s', (protocol) => {
  const { format, open } = PROTOCOLS[protocol];
  let server: FakeServer;
  let patient: Provider;
  let impatient: Provider;

  beforeAll(async () => {
    server = await startFakeServer({ ollama: protocol === 'ollama' });
    patient = await open(server, {});
    impatient = await open(server, SHORT);
    for (const provider of [patient, impatient]) await provider.prepare({ slots: 1, contextTokens: 512 });
  });

  afterAll(async () => {
    await patient.close();
    await impatient.close();
    await server.close();
  });

  const generateWith = async (name: string): Promise<Generation> => {
    const fault = namedFault(name, format);
    if (fault === undefined) throw new Error(`no fault ${name}`);
    server.behave({ ollama: protocol === 'ollama', fault });
    return (name.startsWith('stall') ? impatient : patient).generate(request, never);
  };

  it.each(CLASSES)('%s becomes %s', async (name, failureClass, tokens) => {
    const generation = await generateWith(name);
    expect(generation.outcome).toMatchObject({ status: 'failed', class: failureClass });
    expect(generation.eventMs).toHaveLength(tokens);
  });

  it('are over when the server behaves again', async () => {
    await generateWith('reset:2');
    server.behave({ ollama: protocol === 'ollama' });
    expect((await patient.generate(request, never)).outcome).toEqual({ status: 'ok' });
  });
});

describe('the faults', () => {
  it('are all tried here', () => {
    expect(new Set(CLASSES.map(([name]) => name.replace(/:.*/, '')))).toEqual(new Set(FAULT_NAMES));
  });

  it('come after as many completions as told', async () => {
    await using served = await startServed({ fault: { kind: 'status', status: 500, body: '' }, faultAfter: 2 });
    const ask = async (): Promise<number> =>
      (await fetch(`${served.server.url}/v1/completions`, { method: 'POST', body: '{"prompt":"a"}' })).status;
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 500]);
  });

  it('do not fill the client’s memory with a line of 100 MiB', async () => {
    const child = spawn(process.execPath, [
      CLI,
      'benchmark',
      'fake-server',
      '--fault',
      'long-line',
      '--fault-after',
      '20',
    ]);
    const url = await firstLine(child);
    const provider = await openOpenAi(
      { kind: 'openai', baseUrl: url, model: 'fake-model' },
      { log: () => undefined, environment: {} },
    );
    for (let asked = 0; asked < 20; asked += 1) await provider.generate({ ...request, maxTokens: 1 }, never);
    const watch = watchBuffers();
    const { outcome } = await provider.generate(request, never);
    expect(outcome).toMatchObject({ class: 'invalid-response' });
    // A line is given up at 8 MiB; what the socket has read ahead and the collector has not yet taken comes on top.
    expect(watch.stop()).toBeLessThan(48 * 2 ** 20);
    await provider.close();
    child.kill();
  });
});

async function startServed(
  options: Parameters<typeof startFakeServer>[0],
): Promise<AsyncDisposable & { server: FakeServer }> {
  const server = await startFakeServer(options);
  return { server, [Symbol.asyncDispose]: () => server.close() };
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return line.toString().trim();
}

/** The most bytes that buffers take from now on, beyond what they take now. */
function watchBuffers(): { stop(): number } {
  const bytes = (): number => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
  const before = bytes();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, bytes())), 1);
  return {
    stop: () => {
      clearInterval(timer);
      return most - before;
    },
  };
}
