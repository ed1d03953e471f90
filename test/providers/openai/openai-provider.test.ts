import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type FakeServer,
  type FakeServerOptions,
  startFakeServer,
} from '../../../src/providers/fake-server/fake-server.js';
import type { HttpTimeouts } from '../../../src/providers/http/http-limits.js';
import { openOpenAi, type OpenAiProvider } from '../../../src/providers/openai/openai-provider.js';
import type { Generation, GenerationRequest } from '../../../src/providers/provider.js';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const resource of opened.splice(0).reverse()) await resource.close();
});

interface Bench {
  readonly server: FakeServer;
  readonly provider: OpenAiProvider;
}

async function open(options: FakeServerOptions = {}, timeouts: Partial<HttpTimeouts> = {}): Promise<Bench> {
  const server = await startFakeServer(options);
  opened.push(server);
  const provider = await openOpenAi(
    { kind: 'openai', baseUrl: server.url, model: 'fake-model' },
    { log: () => undefined, environment: {}, timeouts },
  );
  opened.push(provider);
  return { server, provider };
}

function chat(maxTokens: number): GenerationRequest {
  return {
    prompt: { kind: 'chat', messages: [{ role: 'user', content: 'count to three' }] },
    maxTokens,
    exactLength: true,
    sampling: { temperature: 0, seed: 1 },
    cache: 'cold',
  };
}

const never = new AbortController().signal;

async function generate(options: FakeServerOptions, timeouts: Partial<HttpTimeouts> = {}): Promise<Generation> {
  const { server, provider } = await open({}, timeouts);
  server.behave(options);
  return provider.generate(chat(12), never);
}

/** Twelve tokens of the fake model. */
const TEXT = 'one zwei trois négy 五 🙂 one zwei trois négy 五 🙂 ';

const legalShapes: readonly [string, FakeServerOptions][] = [
  ['chunked', {}],
  ['content-length', { framing: 'length' }],
  ['read until close', { framing: 'close' }],
  ['CRLF', { lineEnd: '\r\n' }],
  ['CR', { lineEnd: '\r' }],
  ['CRLF cut into single bytes', { lineEnd: '\r\n', splitBytes: 1 }],
  ['cut into 3 bytes', { splitBytes: 3 }],
  ['cut into 7 bytes, by length', { splitBytes: 7, framing: 'length' }],
  ['cut into 5 bytes, until close', { splitBytes: 5, framing: 'close' }],
  ['data without a space', { dataSpace: false }],
  ['no [DONE]', { done: false }],
  ['no finish reason', { finishReason: false }],
  ['empty deltas', { emptyDeltas: 3 }],
  ['no role delta', { roleDelta: false }],
  ['comments', { comments: true }],
  ['a byte order mark', { byteOrderMark: true }],
  ['an interim response', { interim: true }],
  ['usage in every chunk', { usage: 'every-chunk' }],
  ['timings of llama.cpp', { llamaCpp: true }],
];

describe('openOpenAi on legal streams', () => {
  it.each(legalShapes)('reads exact counts and text: %s', async (_name, options) => {
    const generation = await generate(options);
    expect(generation.outcome).toEqual({ status: 'ok' });
    expect(generation.text).toBe(TEXT);
    expect(generation.eventMs).toHaveLength(12);
    expect(generation.outputTokens).toBe(12);
    expect(generation.tokenSource).toBe('server');
    expect(generation.stamps.firstTokenMs).toBe(generation.eventMs[0]);
    expect(generation.stamps.lastTokenMs).toBe(generation.eventMs.at(-1));
  });

  it('counts events and tokens apart when a chunk holds several tokens', async () => {
    const generation = await generate({ schedule: { tokensPerChunk: 5 }, usage: 'every-chunk' });
    expect(generation.eventMs).toHaveLength(3);
    expect(generation.outputTokens).toBe(12);
    expect(generation.firstEventTokens).toBe(5);
    expect(generation.singleTokenEvents).toBe(false);
  });

  it('takes single-token events for proven only when every chunk carries a count', async () => {
    expect((await generate({ usage: 'every-chunk' })).singleTokenEvents).toBe(true);
    expect((await generate({ usage: 'tail' })).singleTokenEvents).toBe(false);
  });

  it('does not take a role-only delta for the first token', async () => {
    const generation = await generate({ schedule: { ttftMs: 60 } });
    const { sendMs, firstEventMs = 0, firstTokenMs = 0 } = generation.stamps;
    expect(firstTokenMs - sendMs).toBeGreaterThanOrEqual(60);
    expect(firstEventMs).toBeLessThan(firstTokenMs);
  });

  it.each(['reasoning_content', 'reasoning', 'thinking', 'think-tags'] as const)(
    'tells reasoning in the form %s from the answer',
    async (form) => {
      const generation = await generate({ form, schedule: { interTokenMs: 3 } });
      expect(generation.outcome.status).toBe('ok');
      expect(generation.eventMs).toHaveLength(12);
      const firstAnswer = form === 'think-tags' ? 7 : 6;
      expect(generation.stamps.firstAnswerMs).toBe(generation.eventMs[firstAnswer]);
      expect(generation.text).toMatch(/^<think>.*<\/think>/s);
    },
  );

  it('reads tool calls as tokens and puts the fragments together', async () => {
    const generation = await generate({ form: 'tool-calls' });
    // One event with the name, and the twelve characters of the arguments in fragments of three.
    expect(generation.eventMs).toHaveLength(5);
    expect(generation.text).toBe('<tool_call>\n{"name": "look_up", "arguments": {"word":"a"}}\n</tool_call>');
  });

  it('reports cached prompt tokens and the engine’s own timings', async () => {
    const generation = await generate({ llamaCpp: true, cachedTokens: 2, schedule: { interTokenMs: 2, ttftMs: 5 } });
    expect(generation.cachedPromptTokens).toBe(2);
    expect(generation.engine).toEqual({
      prefillTokens: generation.promptTokens - 2,
      prefillMs: 5,
      decodeTokens: 11,
      decodeMs: 22,
    });
  });

  it('says that counts are estimates when nobody counts', async () => {
    const generation = await generate({ usage: 'none' });
    expect(generation.tokenSource).toBe('estimate');
    expect(generation.outputTokens).toBe(12);
    expect(generation.cachedPromptTokens).toBeUndefined();
  });
});

const faults: readonly [string, string, FakeServerOptions][] = [
  ['connect', 'refused without an answer', { fault: { kind: 'refuse' } }],
  ['truncated', 'reset in the middle', { fault: { kind: 'reset', afterEvents: 4 }, schedule: { interTokenMs: 2 } }],
  ['truncated', 'cut in the middle', { fault: { kind: 'cut', afterEvents: 4 } }],
  ['truncated', 'cut, by length', { fault: { kind: 'cut', afterEvents: 4 }, framing: 'length' }],
  ['truncated', 'cut, until close', { fault: { kind: 'cut', afterEvents: 4 }, framing: 'close' }],
  ['truncated', 'no finish reason and no [DONE]', { finishReason: false, done: false }],
  ['timeout-first-token', 'stalled before the first token', { fault: { kind: 'stall', afterEvents: 0 } }],
  ['timeout-idle', 'stalled', { fault: { kind: 'stall', afterEvents: 4 } }],
  ['timeout-idle', 'stalled behind comments', { fault: { kind: 'stall', afterEvents: 4, pingEveryMs: 20 } }],
  ['http-4xx', '404', { fault: { kind: 'status', status: 404, body: '{"error":{"message":"gone"}}' } }],
  ['http-4xx', '429', { fault: { kind: 'status', status: 429, body: 'slow down' } }],
  ['http-5xx', '503', { fault: { kind: 'status', status: 503, body: '{"error":"loading"}' } }],
  ['invalid-response', 'a redirection', { fault: { kind: 'status', status: 302, body: '' } }],
  ['stream-error', 'an error object', rawEvent('data: {"error":{"message":"out of memory"}}\n\n')],
  ['stream-error', 'an error event', rawEvent('event: error\ndata: {"message":"bad"}\n\n')],
  ['invalid-response', 'malformed JSON', rawEvent('data: {"choices": [\n\n')],
  ['invalid-response', 'JSON that is no chunk', rawEvent('data: 17\n\n')],
  [
    'invalid-response',
    'invalid UTF-8',
    rawEvent(Buffer.from([...Buffer.from('data: {"id":"'), 0xff, 0x22, 0x7d, 10, 10])),
  ],
  ['invalid-response', 'a huge line', rawEvent(Buffer.concat([Buffer.from('data: '), Buffer.alloc(9 << 20, 97)]))],
  ['invalid-response', 'not HTTP', { fault: { kind: 'not-http' } }],
];

function rawEvent(bytes: string | Uint8Array): FakeServerOptions {
  return { fault: { kind: 'raw-event', atEvent: 3, bytes: Buffer.from(bytes) } };
}

describe('openOpenAi on broken streams', () => {
  it.each(faults)('fails with %s: %s', async (failureClass, _name, options) => {
    const generation = await generate(options, { firstTokenMs: 300, idleMs: 200 });
    expect(generation.outcome).toMatchObject({ status: 'failed', class: failureClass });
    const { stamps, eventMs } = generation;
    expect(stamps.endMs).toBeGreaterThanOrEqual(stamps.sendMs);
    expect(eventMs.length).toBeLessThanOrEqual(12);
  });

  it('takes an answer without a token for empty', async () => {
    const { server, provider } = await open();
    server.behave({ naturalTokens: 0 });
    const generation = await provider.generate({ ...chat(12), exactLength: false }, never);
    expect(generation.outcome).toMatchObject({ class: 'empty' });
  });

  it('keeps the tokens that came before a cut', async () => {
    const generation = await generate({ fault: { kind: 'cut', afterEvents: 4 } });
    expect(generation.eventMs).toHaveLength(4);
    expect(generation.text).toBe('one zwei trois négy ');
  });

  it('gives up after the total time though tokens flow', async () => {
    const generation = await generate({ schedule: { interTokenMs: 40 } }, { totalMs: 150 });
    expect(generation.outcome).toMatchObject({ class: 'timeout-total' });
  });

  it('cancels a request in flight, and one that has not begun', async () => {
    const { server, provider } = await open();
    server.behave({ fault: { kind: 'stall', afterEvents: 2 } });
    const controller = new AbortController();
    const pending = provider.generate(chat(12), controller.signal);
    setTimeout(() => controller.abort(), 50);
    expect((await pending).outcome).toMatchObject({ class: 'cancelled' });
    expect((await provider.generate(chat(12), controller.signal)).outcome).toMatchObject({ class: 'cancelled' });
  });

  it('works again after each fault', async () => {
    const { server, provider } = await open({}, { firstTokenMs: 300, idleMs: 200 });
    for (const [, , options] of faults) {
      server.behave(options);
      await provider.generate(chat(3), never);
      server.behave({});
      expect((await provider.generate(chat(12), never)).text).toBe(TEXT);
    }
  });
});

describe('openOpenAi on a server’s abilities', () => {
  it('gives up a rejected field for good and keeps the others', async () => {
    const { server, provider } = await open({ rejectedFields: ['ignore_eos', 'cache_prompt'] });
    const probed = server.requests().length;
    await provider.generate(chat(3), never);
    const { body } = server.requests().at(-1) ?? { body: {} };
    expect(server.requests()).toHaveLength(probed + 1);
    expect(body).not.toHaveProperty('ignore_eos');
    expect(body).not.toHaveProperty('cache_prompt');
    expect(body).toMatchObject({ min_tokens: 3, seed: 1, stream_options: { include_usage: true } });
  });

  it('asks for the full length and no cache where that is accepted', async () => {
    const { server, provider } = await open({ naturalTokens: 2 });
    const generation = await provider.generate(chat(9), never);
    expect(generation.outputTokens).toBe(9);
    expect(server.requests().at(-1)?.body).toMatchObject({ ignore_eos: true, min_tokens: 9, cache_prompt: false });
  });

  it('counts prompts with the template and tokenizer of llama.cpp, as the server itself does', async () => {
    const { provider } = await open({ llamaCpp: true });
    const request = chat(2);
    const generation = await provider.generate(request, never);
    expect(await provider.countPromptTokens?.(request.prompt)).toBe(generation.promptTokens);
    expect(provider.capabilities.server).toMatchObject({
      isLlamaCpp: true,
      slots: 4,
      contextTokens: 4096,
      slotsListed: true,
    });
    expect(typeof (await open()).provider.countPromptTokens).toBe('undefined');
  });

  it('counts with the tokenizer when the server sends no usage, and estimates when that is gone', async () => {
    const silent = { usage: 'none', timings: false } as const;
    const { server, provider } = await open({ ...silent, llamaCpp: true });
    expect(await provider.generate(chat(12), never)).toMatchObject({ tokenSource: 'tokenizer', outputTokens: 12 });
    server.behave(silent);
    expect(await provider.generate(chat(12), never)).toMatchObject({ tokenSource: 'estimate', outputTokens: 12 });
  });

  it('refuses a context and a concurrency that the server does not have', async () => {
    const { provider } = await open({ llamaCpp: true });
    await expect(provider.prepare({ slots: 1, contextTokens: 5000 })).rejects.toMatchObject({
      code: 'CONTEXT_TOO_SMALL',
    });
    await expect(provider.prepare({ slots: 8, contextTokens: 10 })).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('opens its connections ahead and reuses them', async () => {
    const { server, provider } = await open();
    await provider.prepare({ slots: 5, contextTokens: 10 });
    await Promise.all(Array.from({ length: 5 }, async () => provider.generate(chat(4), never)));
    await Promise.all(Array.from({ length: 5 }, async () => provider.generate(chat(4), never)));
    expect(server.connections()).toBe(5);
  });

  it('completes plain text', async () => {
    const { provider } = await open();
    const generation = await provider.generate({ ...chat(6), prompt: { kind: 'text', text: 'a b c' } }, never);
    expect(generation).toMatchObject({ outputTokens: 6, promptTokens: 3, outcome: { status: 'ok' } });
  });

  it('speaks over a unix socket', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'acode-openai-'));
    opened.push({ close: async () => rm(folder, { recursive: true }) });
    const { provider } = await open({ socketPath: join(folder, 'model.sock') });
    expect((await provider.generate(chat(12), never)).text).toBe(TEXT);
  });
});

describe('openOpenAi on wrong targets', () => {
  const ports = { log: () => undefined, environment: {} };

  it('names the models that exist', async () => {
    const server = await startFakeServer({ models: ['alpha', 'beta'] });
    opened.push(server);
    await expect(openOpenAi({ kind: 'openai', baseUrl: server.url, model: 'gamma' }, ports)).rejects.toThrow(
      /no model "gamma"; it has "alpha", "beta"/,
    );
  });

  it('exits with 69 and a hint when nothing listens', async () => {
    const server = await startFakeServer();
    await server.close();
    await expect(openOpenAi({ kind: 'openai', baseUrl: server.url, model: 'x' }, ports)).rejects.toMatchObject({
      exitCode: 69,
      hint: expect.stringContaining('Start the model server'),
    });
  });

  it('refuses a remote address, and a key that is not there', async () => {
    const spec = { kind: 'openai', model: 'x' } as const;
    await expect(openOpenAi({ ...spec, baseUrl: 'http://192.0.2.1:80' }, ports)).rejects.toThrow('not on this machine');
    await expect(openOpenAi({ ...spec, baseUrl: 'http://127.0.0.1:1', apiKeyEnv: 'NO_KEY' }, ports)).rejects.toThrow(
      'NO_KEY',
    );
  });
});
