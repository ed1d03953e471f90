import { afterEach, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../../../src/providers/fake-server/fake-server.js';

let server: FakeServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function post(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', body: JSON.stringify(body) });
}

describe('startFakeServer', () => {
  it('answers a request without `stream` in one document', async () => {
    server = await startFakeServer();
    const answer = await post(`${server.url}/v1/completions`, { prompt: 'a b', max_tokens: 2 });
    expect(await answer.json()).toMatchObject({
      choices: [{ text: 'one zwei ', finish_reason: 'length' }],
      usage: { prompt_tokens: 2, completion_tokens: 2 },
    });
  });

  it('records each write of tokens, in order and not before its moment', async () => {
    server = await startFakeServer({ schedule: { ttftMs: 20, interTokenMs: 5 } });
    const answer = await post(`${server.url}/v1/chat/completions`, { messages: [], max_tokens: 4, stream: true });
    expect((await answer.text()).endsWith('data: [DONE]\n\n')).toBe(true);
    const arrivedMs = server.requests()[0]?.arrivedMs ?? Infinity;
    expect(server.writes().map((write) => write.tokens)).toEqual([1, 1, 1, 1]);
    for (const [index, write] of server.writes().entries()) {
      expect(write.ms - arrivedMs).toBeGreaterThanOrEqual(20 + 5 * index);
    }
  });

  it('lists its models, and has the extras of llama.cpp only when told to', async () => {
    server = await startFakeServer({ models: ['a', 'b'] });
    expect(await (await fetch(`${server.url}/v1/models`)).json()).toMatchObject({ data: [{ id: 'a' }, { id: 'b' }] });
    expect((await fetch(`${server.url}/props`)).status).toBe(404);
    server.behave({ llamaCpp: true });
    expect((await fetch(`${server.url}/props`)).status).toBe(200);
  });

  it('answers a question from what it remembers of the prompt', async () => {
    server = await startFakeServer({ recallTokens: 12 });
    const ask = async (gap: string): Promise<unknown> => {
      const prompt = `The code is 4711. ${gap} What is the code? Answer.`;
      const answer = await post(`${server?.url}/v1/completions`, { prompt, max_tokens: 3 });
      return ((await answer.json()) as { choices: [{ text: string }] }).choices[0].text;
    };
    expect(await ask('Well.')).toBe('4711 4711 4711 ');
    expect(await ask('And now a gap of several words.')).toBe('I do not ');
  });

  it('cuts a long prompt without a word, or refuses it', async () => {
    server = await startFakeServer({ promptLimit: { tokens: 3, whenOver: 'cut' } });
    const body = { prompt: 'a b c d e', max_tokens: 1 };
    const cut = await post(`${server.url}/v1/completions`, body);
    expect(await cut.json()).toMatchObject({ usage: { prompt_tokens: 3 } });
    server.behave({ promptLimit: { tokens: 3, whenOver: 'refuse' } });
    expect((await post(`${server.url}/v1/completions`, body)).status).toBe(400);
  });

  it('gives another answer each time when told to vary', async () => {
    server = await startFakeServer({ varies: true });
    const answers = [];
    for (let at = 0; at < 3; at += 1) {
      const answer = await post(`${server.url}/v1/completions`, { prompt: 'a', max_tokens: 2 });
      answers.push(((await answer.json()) as { choices: [{ text: string }] }).choices[0].text);
    }
    expect(new Set(answers).size).toBe(3);
  });
});
