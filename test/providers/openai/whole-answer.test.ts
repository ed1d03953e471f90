import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeServer, type FakeServer } from '../../../src/providers/fake-server/fake-server.js';
import { openOpenAi, type OpenAiProvider } from '../../../src/providers/openai/openai-provider.js';
import { wholeRequestBody } from '../../../src/providers/openai/whole-answer.js';
import type { GenerationRequest } from '../../../src/providers/provider.js';

const request: GenerationRequest = {
  prompt: { kind: 'chat', messages: [{ role: 'user', content: 'Say two words.' }] },
  maxTokens: 2,
  exactLength: true,
  sampling: { temperature: 0, seed: 1 },
  cache: 'cold',
};
const never = new AbortController().signal;

let server: FakeServer;
let provider: OpenAiProvider;

beforeEach(async () => {
  server = await startFakeServer();
  const spec = { kind: 'openai', baseUrl: server.url, model: 'fake-model' } as const;
  provider = await openOpenAi(spec, { log: () => undefined, environment: {} });
});

afterEach(async () => {
  await provider.close();
  await server.close();
});

describe('a whole answer', () => {
  it('has text and counts, a beginning and an end, and no moments between', async () => {
    const generation = await provider.generateWhole?.(request, never);
    expect(generation).toMatchObject({ outcome: { status: 'ok' }, text: 'one zwei ', outputTokens: 2, eventMs: [] });
    expect(generation?.stamps).not.toHaveProperty('firstTokenMs');
    expect(generation?.stamps.endMs).toBeGreaterThan(generation?.stamps.sendMs ?? Infinity);
  });

  it('is asked for without the options of a stream', () => {
    expect(wholeRequestBody({ model: 'm', stream: true, stream_options: {}, timings_per_token: true })).toEqual({
      model: 'm',
      stream: false,
    });
  });

  it('keeps the class of a failure', async () => {
    server.behave({ fault: { kind: 'status', status: 503, body: '{"error":"busy"}' } });
    const generation = await provider.generateWhole?.(request, never);
    expect(generation?.outcome).toMatchObject({ status: 'failed', class: 'http-5xx' });
  });

  it('does not take another document for an answer', async () => {
    server.behave({ fault: { kind: 'status', status: 200, body: '{"hello":1}' } });
    const generation = await provider.generateWhole?.(request, never);
    expect(generation?.outcome).toMatchObject({ status: 'failed', class: 'invalid-response' });
  });
});
