import { afterEach, describe, expect, it } from 'vitest';
import { FAKE_MANIFEST_DIGEST, FAKE_WEIGHTS_DIGEST } from '../../../src/providers/fake-server/fake-ollama.js';
import { type FakeServerOptions, startFakeServer } from '../../../src/providers/fake-server/fake-server.js';
import type { HttpTimeouts } from '../../../src/providers/http/http-limits.js';
import { openOllama } from '../../../src/providers/ollama/ollama-provider.js';
import type { Generation, GenerationRequest } from '../../../src/providers/provider.js';
import { measureRequest } from '../../../src/worker/measure-request.js';
import type { RequestRecord } from '../../../src/protocol/sample.js';
import { chat, MODEL, never, openBench, type OllamaBench, TEXT, text } from './ollama-bench.js';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const resource of opened.splice(0).reverse()) await resource.close();
});

async function open(options: FakeServerOptions = {}, timeouts: Partial<HttpTimeouts> = {}): Promise<OllamaBench> {
  const bench = await openBench(options, timeouts);
  opened.push(bench);
  return bench;
}

async function generate(
  options: FakeServerOptions,
  timeouts: Partial<HttpTimeouts> = {},
  request: GenerationRequest = chat(12),
): Promise<Generation> {
  return (await open(options, timeouts)).provider.generate(request, never);
}

async function measure(options: FakeServerOptions, request: GenerationRequest): Promise<RequestRecord> {
  const { provider } = await open(options);
  return measureRequest({ provider, request, originMs: performance.now(), signal: never, options: {} });
}

const legalShapes: readonly [string, FakeServerOptions][] = [
  ['chunked', {}],
  ['content-length', { framing: 'length' }],
  ['read until close', { framing: 'close' }],
  ['CRLF', { lineEnd: '\r\n' }],
  ['cut into single bytes', { splitBytes: 1 }],
  ['cut into 7 bytes, by length', { splitBytes: 7, framing: 'length' }],
  ['lines without text', { emptyDeltas: 3 }],
  ['no reason for the end', { finishReason: false }],
  ['an interim response', { interim: true }],
];

describe('openOllama on legal streams', () => {
  it.each(legalShapes)('reads exact counts and text of a chat: %s', async (_name, options) => {
    const generation = await generate(options);
    expect(generation).toMatchObject({
      outcome: { status: 'ok' },
      text: TEXT,
      promptTokens: 6,
      outputTokens: 12,
      firstEventTokens: 1,
      tokenSource: 'server',
      singleTokenEvents: true,
    });
    expect(generation.eventMs).toHaveLength(12);
    expect(generation.stamps.firstTokenMs).toBe(generation.eventMs[0]);
    expect(generation.stamps.lastTokenMs).toBe(generation.eventMs.at(-1));
  });

  it.each(legalShapes)('reads exact counts and text of a raw completion: %s', async (_name, options) => {
    const generation = await generate(options, {}, text(5, 12));
    expect(generation).toMatchObject({ outcome: { status: 'ok' }, text: TEXT, promptTokens: 5, outputTokens: 12 });
  });

  it('does not take a line without text for the first token', async () => {
    const bytes = Buffer.from('{"message":{"role":"assistant","content":""},"done":false}\n');
    const fault = { kind: 'raw-event', atEvent: 0, bytes } as const;
    const { stamps, eventMs } = await generate({ fault, schedule: { ttftMs: 20, interTokenMs: 20 } });
    expect(eventMs).toHaveLength(11);
    expect(stamps.firstEventMs).toBeLessThan(stamps.firstTokenMs ?? 0);
    // 20 ms to the empty line and 20 ms more to the first text.
    expect((stamps.firstTokenMs ?? 0) - stamps.sendMs).toBeGreaterThanOrEqual(40);
  });

  it('takes events for single tokens only when there are as many as tokens', async () => {
    const generation = await generate({ schedule: { tokensPerChunk: 5 } });
    expect(generation.eventMs).toHaveLength(3);
    expect(generation).toMatchObject({ outputTokens: 12, singleTokenEvents: false });
  });

  it.each([chat(12), text(3, 12)])('tells reasoning from the answer', async (request) => {
    const generation = await generate({ form: 'thinking', schedule: { interTokenMs: 3 } }, {}, request);
    // Tokens 0 to 5 are reasoning, so the seventh event is the first answer.
    expect(generation.stamps.firstAnswerMs).toBe(generation.eventMs[6]);
    expect(generation.stamps.firstTokenMs).toBe(generation.eventMs[0]);
    expect(generation.text).toBe('<think>one zwei trois négy 五 🙂 </think>one zwei trois négy 五 🙂 ');
  });

  it('keeps tool calls of separate lines apart, and calls the end by its name', async () => {
    const toolCalls = [0, 1].map((word) => ({ name: 'look_up', arguments: { word } }));
    const generation = await generate({ form: 'tool-calls', toolCalls });
    expect(generation.finish).toBe('tool-calls');
    expect(generation.text).toBe(
      [0, 1].map((word) => `<tool_call>\n{"name": "look_up", "arguments": {"word":${word}}}\n</tool_call>`).join('\n'),
    );
  });

  it('reads an answer in one document, which has no moments of tokens', async () => {
    const { server, provider } = await open({ schedule: { ttftMs: 10, interTokenMs: 2 } });
    const generation = await provider.generateWhole?.(chat(12), never);
    expect(server.requests().at(-1)?.body).toMatchObject({ stream: false });
    expect(generation).toMatchObject({ outcome: { status: 'ok' }, text: TEXT, outputTokens: 12, eventMs: [] });
    expect(Object.keys(generation?.stamps ?? {}).toSorted()).toEqual([
      'endMs',
      'firstEventMs',
      'scheduledMs',
      'sendMs',
    ]);
    // 10 ms to the first token and 11 gaps of 2 ms: the document cannot come before 32 ms.
    expect((generation?.stamps.endMs ?? 0) - (generation?.stamps.sendMs ?? 0)).toBeGreaterThanOrEqual(32);
  });

  it('says that counts are estimates when the server leaves them out', async () => {
    const generation = await generate({ usage: 'none' });
    // "count to three" has 14 bytes: 14 ÷ 4 = 3.5, so 4 tokens.
    expect(generation).toMatchObject({ tokenSource: 'estimate', promptTokens: 4, outputTokens: 12 });
    expect(generation).not.toHaveProperty('engine');
  });
});

describe('openOllama’s metrics', () => {
  it('agree with the schedule of the server', async () => {
    const { server, provider } = await open({ schedule: { ttftMs: 40, interTokenMs: 5 }, loadMs: 7 });
    const originMs = performance.now();
    const record = await measureRequest({ provider, request: text(80, 20), originMs, signal: never, options: {} });
    const { metrics, stamps, series, engine } = record;
    const writes = server.writes().map((write) => write.ms - originMs);
    // The client cannot see a token before it was written; the schedule's own moments are the least it can show.
    const ttft = (stamps.firstTokenMs ?? 0) - stamps.sendMs;
    expect(metrics['ttft']).toBe(ttft);
    expect(ttft).toBeGreaterThanOrEqual(40);
    expect(stamps.firstTokenMs).toBeGreaterThanOrEqual(writes[0] ?? Infinity);
    expect(stamps.lastTokenMs).toBeGreaterThanOrEqual(writes.at(-1) ?? Infinity);
    const decodeMs = (stamps.lastTokenMs ?? 0) - (stamps.firstTokenMs ?? 0);
    expect(metrics['tpot']).toBe(decodeMs / 19);
    expect(metrics['decodeTps']).toBeCloseTo((19 / decodeMs) * 1_000, 9);
    expect(metrics['prefillTps']).toBeCloseTo((80 / ttft) * 1_000, 9);
    expect(series.itl).toHaveLength(19);
    // The server says: 80 tokens in 40 ms; 20 tokens with 19 gaps of 5 ms; 7 ms for loading.
    expect(engine).toEqual({ prefillTokens: 80, prefillMs: 40, decodeTokens: 19, decodeMs: 95, loadMs: 7 });
    // 80 ÷ 0.040 s = 2000 tokens/s; 19 ÷ 0.095 s = 200 tokens/s.
    expect(metrics['prefillTpsServer']).toBeCloseTo(2_000, 9);
    expect(metrics['decodeTpsServer']).toBeCloseTo(200, 9);
  });

  it('take cached tokens out of the prefill, and only from a server that counts them', async () => {
    const options = { schedule: { ttftMs: 40 }, cachedTokens: 20 };
    const warm = await measure(options, { ...text(100, 2), cache: 'warm' });
    // 100 − 20 = 80 tokens were evaluated in 40 ms: 2000 tokens/s.
    expect(warm.counts).toMatchObject({ promptTokens: 100, cachedPromptTokens: 20 });
    expect(warm.engine).toMatchObject({ prefillTokens: 80, prefillMs: 40 });
    expect(warm.metrics['cacheHit']).toBe(0.2);
    const silent = await measure({ schedule: { ttftMs: 40 } }, { ...text(100, 2), cache: 'warm' });
    expect(silent.counts).not.toHaveProperty('cachedPromptTokens');
    expect(silent.engine).not.toHaveProperty('prefillTokens');
    expect(silent.metrics).not.toHaveProperty('prefillTpsServer');
  });

  it('label a cold prompt that came from the cache', async () => {
    // 20 of 100 tokens are more than the 8 that a template may share.
    const record = await measure({ cachedTokens: 20 }, text(100, 2));
    expect(record.labels).toEqual(['cache-contaminated']);
    expect(record.metrics).not.toHaveProperty('prefillTps');
  });

  it('label an answer as short when the model ends early, which this protocol cannot prevent', async () => {
    const record = await measure({ naturalTokens: 5 }, text(3, 20));
    expect(record.outcome).toEqual({ status: 'ok' });
    expect(record.finish).toBe('stop');
    // 5 of 20 tokens: a quarter.
    expect(record.metrics['lenFidelity']).toBe(0.25);
    expect(record.labels).toEqual(['short']);
    expect(record.metrics).not.toHaveProperty('tpot');
  });
});

function rawEvent(bytes: string | Uint8Array): FakeServerOptions {
  return { fault: { kind: 'raw-event', atEvent: 3, bytes: Buffer.from(bytes) } };
}

const faults: readonly [string, string, FakeServerOptions][] = [
  ['connect', 'refused without an answer', { fault: { kind: 'refuse' } }],
  ['truncated', 'reset in the middle', { fault: { kind: 'reset', afterEvents: 4 }, schedule: { interTokenMs: 2 } }],
  ['truncated', 'cut in the middle', { fault: { kind: 'cut', afterEvents: 4 } }],
  ['truncated', 'cut, by length', { fault: { kind: 'cut', afterEvents: 4 }, framing: 'length' }],
  ['truncated', 'cut, until close', { fault: { kind: 'cut', afterEvents: 4 }, framing: 'close' }],
  ['truncated', 'never done', { done: false }],
  [
    'truncated',
    'half a line at the end',
    { fault: { kind: 'raw-event', atEvent: 11, bytes: Buffer.from('{"mess') }, done: false, framing: 'close' },
  ],
  ['timeout-first-token', 'stalled before the first token', { fault: { kind: 'stall', afterEvents: 0 } }],
  ['timeout-idle', 'stalled', { fault: { kind: 'stall', afterEvents: 4 } }],
  ['timeout-idle', 'stalled behind empty lines', { fault: { kind: 'stall', afterEvents: 4, pingEveryMs: 20 } }],
  ['http-4xx', '404', { fault: { kind: 'status', status: 404, body: '{"error":"model \'x\' not found"}' } }],
  ['http-4xx', '400', { fault: { kind: 'status', status: 400, body: '{"error":"does not support chat"}' } }],
  ['http-5xx', '503', { fault: { kind: 'status', status: 503, body: '{"error":"server busy"}' } }],
  ['invalid-response', 'a redirection', { fault: { kind: 'status', status: 302, body: '' } }],
  ['stream-error', 'an error line', rawEvent('{"error":"llama runner process has terminated"}\n')],
  ['invalid-response', 'malformed JSON', rawEvent('{"message": \n')],
  ['invalid-response', 'JSON that is no line of the protocol', rawEvent('17\n')],
  ['invalid-response', 'an object of another protocol', rawEvent('{"choices":[]}\n')],
  ['invalid-response', 'an event stream', rawEvent('data: {}\n\n')],
  ['invalid-response', 'invalid UTF-8', rawEvent(Buffer.from([...Buffer.from('{"response":"'), 0xff, 0x22, 0x7d, 10]))],
  ['invalid-response', 'a huge line', rawEvent(Buffer.alloc(9 << 20, 97))],
  ['invalid-response', 'not HTTP', { fault: { kind: 'not-http' } }],
  ['empty', 'no token', { naturalTokens: 0 }],
];

describe('openOllama on broken streams', () => {
  it.each(faults)('fails with %s: %s', async (failureClass, _name, options) => {
    const generation = await generate(options, { firstTokenMs: 300, idleMs: 200 });
    expect(generation.outcome).toMatchObject({ status: 'failed', class: failureClass });
    const { stamps, eventMs } = generation;
    expect(stamps.endMs).toBeGreaterThanOrEqual(stamps.sendMs);
    expect(eventMs.length).toBeLessThanOrEqual(12);
  });

  it('keeps the tokens that came before a cut, and does not call their count the server’s', async () => {
    const generation = await generate({ fault: { kind: 'cut', afterEvents: 4 } });
    expect(generation).toMatchObject({ text: 'one zwei trois négy ', outputTokens: 4, tokenSource: 'estimate' });
  });

  it('repeats the server’s own words', async () => {
    const { outcome } = await generate(rawEvent('{"error":"out of memory"}\n'));
    expect(outcome).toMatchObject({ message: 'The server reported: out of memory' });
  });

  it('gives up after the total time though tokens flow', async () => {
    const generation = await generate({ schedule: { interTokenMs: 40 } }, { totalMs: 150 });
    expect(generation.outcome).toMatchObject({ class: 'timeout-total' });
  });

  it('cancels a request in flight, and one that has not begun', async () => {
    const { provider } = await open({ fault: { kind: 'stall', afterEvents: 2 } });
    const controller = new AbortController();
    const pending = provider.generate(chat(12), controller.signal);
    setTimeout(() => controller.abort(), 50);
    expect(await pending).toMatchObject({ outcome: { class: 'cancelled' }, finish: 'aborted' });
    expect((await provider.generate(chat(12), controller.signal)).outcome).toMatchObject({ class: 'cancelled' });
  });

  it('works again after each fault', async () => {
    const { server, provider } = await open({}, { firstTokenMs: 300, idleMs: 200 });
    for (const [, , options] of faults) {
      server.behave({ ollama: true, models: [MODEL], ...options });
      await provider.generate(chat(3), never);
      server.behave({ ollama: true, models: [MODEL] });
      expect((await provider.generate(chat(12), never)).text).toBe(TEXT);
    }
  });
});

describe('openOllama and the context', () => {
  it('names no context and sends no request before a case has said what it needs', async () => {
    const server = await startFakeServer({ ollama: true, models: [MODEL] });
    opened.push(server);
    const spec = { kind: 'ollama', baseUrl: server.url, model: MODEL } as const;
    const provider = await openOllama(spec, { log: () => undefined });
    opened.push(provider);
    expect(provider.description).not.toHaveProperty('contextTokens');
    await expect(provider.generate(chat(1), never)).rejects.toThrow('prepare() comes before generate()');
  });

  it('sends the prepared context, length, seed and temperature with every request, and forbids cutting', async () => {
    const { server, provider } = await open();
    await provider.prepare({ slots: 1, contextTokens: 777 });
    await provider.generate({ ...chat(9), sampling: { temperature: 0.5, seed: 42 } }, never);
    expect(server.requests().at(-1)).toMatchObject({
      path: '/api/chat',
      body: {
        model: MODEL,
        truncate: false,
        shift: false,
        options: { num_ctx: 777, num_predict: 9, seed: 42, temperature: 0.5 },
      },
    });
    expect(provider.description.contextTokens).toBe(777);
    await provider.generate(text(3, 9), never);
    expect(server.requests().at(-1)).toMatchObject({ path: '/api/generate', body: { raw: true } });
  });

  it('refuses a context that the model was not trained for', async () => {
    const { provider } = await open();
    await expect(provider.prepare({ slots: 1, contextTokens: 5_000 })).rejects.toMatchObject({
      code: 'CONTEXT_TOO_SMALL',
      exitCode: 69,
      message: 'A request needs 5000 tokens of context; the model has 4096.',
    });
  });

  it('takes a prompt over the context for a failure, whether the server refuses it or cuts it', async () => {
    const { server, provider } = await open();
    await provider.prepare({ slots: 1, contextTokens: 50 });
    const refused = await provider.generate(text(60, 5), never);
    expect(refused.outcome).toMatchObject({ class: 'http-4xx', message: /exceeds the context/ });
    server.behave({ ollama: true, models: [MODEL], refusesLongPrompts: false });
    const cut = await provider.generate(text(60, 5), never);
    expect(cut.promptTokens).toBe(50);
    expect(cut.outcome).toMatchObject({ class: 'truncated' });
  });

  it('opens its connections ahead and reuses them', async () => {
    const { server, provider } = await open();
    const before = server.connections();
    await provider.prepare({ slots: 5, contextTokens: 100 });
    await Promise.all(Array.from({ length: 5 }, async () => provider.generate(chat(4), never)));
    await Promise.all(Array.from({ length: 5 }, async () => provider.generate(chat(4), never)));
    expect(server.connections() - before).toBeLessThanOrEqual(5);
  });
});

describe('openOllama on the model', () => {
  it('describes it as the server does', async () => {
    const { provider } = await open();
    expect(provider.model).toMatchObject({ name: MODEL, digest: FAKE_MANIFEST_DIGEST, sizeBytes: 1_000_000 });
    expect(provider.description).toMatchObject({
      provider: 'ollama',
      model: MODEL,
      architecture: 'fake',
      quantisation: 'Q8_0',
      parameterCount: 1_048_576,
      trainContextTokens: 4_096,
      fileDigest: FAKE_WEIGHTS_DIGEST,
      gpu: 'none',
      backendBuild: 'Ollama 0.0.0-fake',
    });
    expect(provider.loadMs).toBeGreaterThan(0);
    expect(typeof provider.countPromptTokens).toBe('undefined');
  });

  it('tells which share of the model lies in the GPU’s memory', async () => {
    const { provider } = await open({ gpuShare: 0.25 });
    await provider.prepare({ slots: 1, contextTokens: 100 });
    expect(provider.description.gpu).toBe('25 % of the model');
  });

  it('finds the server’s processes by its port, where the system tells', async () => {
    const { provider } = await open();
    const { modelPids } = provider.description;
    if (process.platform !== 'linux') return;
    expect(modelPids).toContain(process.pid);
    expect(provider.modelRssBytes()).toBeGreaterThan(1 << 20);
    expect(provider.modelCpuMs()).toBeGreaterThan(0);
  });

  it('is started cold by unloading and loading it, each request behind that', async () => {
    const { server, provider } = await open({ loadMs: 60, schedule: { ttftMs: 10 } });
    const before = server.requests().length;
    const start = await provider.coldStart?.([chat(4), chat(4)], never);
    const asked = server.requests().slice(before);
    expect(asked.find(({ body }) => body['keep_alive'] === 0)?.path).toBe('/api/generate');
    expect(asked.filter(({ path }) => path === '/api/chat')).toHaveLength(2);
    expect(start?.modelLoadMs).toBeGreaterThan(59);
    expect(start).not.toHaveProperty('processMs');
    expect(start?.warmCaches).toEqual(['file-cache', 'server-process']);
    expect(start?.generations.map(({ outputTokens }) => outputTokens)).toEqual([4, 4]);
  });

  it('unloads it and waits until it is gone', async () => {
    const { server, provider } = await open();
    const loaded = async (): Promise<unknown> => (await fetch(`${server.url}/api/ps`)).json();
    expect(await loaded()).toMatchObject({ models: [{ name: MODEL, context_length: 4_096 }] });
    await provider.unload();
    expect(await loaded()).toEqual({ models: [] });
    expect((await provider.generate(chat(12), never)).text).toBe(TEXT);
  });
});

describe('openOllama on wrong targets', () => {
  const ports = { log: () => undefined };

  it('names the models that exist', async () => {
    const server = await startFakeServer({ ollama: true, models: ['alpha:latest', 'beta:7b'] });
    opened.push(server);
    const spec = { kind: 'ollama', baseUrl: server.url } as const;
    await expect(openOllama({ ...spec, model: 'gamma' }, ports)).rejects.toMatchObject({
      code: 'MODEL_NOT_FOUND',
      exitCode: 69,
      message: expect.stringContaining('no model "gamma"; it has "alpha:latest", "beta:7b"'),
    });
    await expect(openOllama({ ...spec, model: 'beta' }, ports)).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  });

  it('exits with 69 and a hint when nothing listens', async () => {
    const server = await startFakeServer({ ollama: true });
    await server.close();
    await expect(openOllama({ kind: 'ollama', baseUrl: server.url, model: 'x' }, ports)).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
      exitCode: 69,
      hint: expect.stringContaining('Start the model server'),
    });
  });

  it('says so when the server does not speak its protocol', async () => {
    const server = await startFakeServer();
    opened.push(server);
    await expect(openOllama({ kind: 'ollama', baseUrl: server.url, model: 'x' }, ports)).rejects.toMatchObject({
      code: 'SERVER_UNUSABLE',
      exitCode: 69,
    });
  });

  it.each([
    ['MODEL_LOAD_FAILED', { kind: 'status', status: 500, body: '{"error":"model requires more system memory"}' }],
    ['SERVER_UNREACHABLE', { kind: 'refuse' }],
  ] as const)('fails with %s when the model cannot be loaded', async (code, fault) => {
    const server = await startFakeServer({ ollama: true, fault });
    opened.push(server);
    await expect(openOllama({ kind: 'ollama', baseUrl: server.url, model: 'fake-model' }, ports)).rejects.toMatchObject(
      {
        code,
        exitCode: 69,
      },
    );
  });

  it('refuses a remote address, and a model that the server runs elsewhere', async () => {
    const spec = { kind: 'ollama', model: 'fake-model' } as const;
    await expect(openOllama({ ...spec, baseUrl: 'http://192.0.2.1:11434' }, ports)).rejects.toThrow(
      'not on this machine',
    );
    const documents = {
      '/api/tags': { models: [{ name: 'fake-model' }] },
      '/api/show': { remote_host: 'cloud.example' },
    };
    const server = await startFakeServer({ documents });
    opened.push(server);
    await expect(openOllama({ ...spec, baseUrl: server.url }, ports)).rejects.toThrow('on cloud.example');
  });
});
