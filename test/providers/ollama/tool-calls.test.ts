import { afterEach, describe, expect, it } from 'vitest';
import type { FakeServerOptions } from '../../../src/providers/fake-server/fake-server.js';
import type { GenerationRequest } from '../../../src/providers/provider.js';
import { TOOL_CHAT, WIRE_TOOL } from '../offered-tools.js';
import { MODEL, never, openBench, type OllamaBench } from './ollama-bench.js';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const resource of opened.splice(0).reverse()) await resource.close();
});

async function open(options: FakeServerOptions = {}): Promise<OllamaBench> {
  const bench = await openBench(options);
  opened.push(bench);
  return bench;
}

describe('a request to Ollama that offers tools', () => {
  it('is sent with arguments as an object, and an answer names its tool', async () => {
    const { server, provider } = await open();
    await provider.generate(TOOL_CHAT, never);
    expect(server.requests().at(-1)?.body).toMatchObject({
      tools: [WIRE_TOOL],
      messages: [
        { role: 'user' },
        { role: 'assistant', tool_calls: [{ function: { name: 'look_up', arguments: { word: 'a' } } }] },
        { role: 'tool', content: 'the first letter', tool_name: 'look_up' },
      ],
    });
  });

  it('reads calls in order, their arguments as JSON', async () => {
    const toolCalls = [
      { name: 'look_up', arguments: { word: 'b' } },
      { name: 'add', arguments: { left: 1 } },
    ];
    const { provider } = await open({ form: 'tool-calls', toolCalls });
    const expected = {
      content: '',
      toolCalls: [
        { name: 'look_up', arguments: '{"word":"b"}' },
        { name: 'add', arguments: '{"left":1}' },
      ],
    };
    const streamed = await provider.generate(TOOL_CHAT, never);
    expect(streamed).toMatchObject({ finish: 'tool-calls', outputTokens: 2 });
    expect(streamed.parts).toEqual(expected);
    expect((await provider.generateWhole?.(TOOL_CHAT, never))?.parts).toEqual(expected);
  });

  it('gives malformed arguments back as they came', async () => {
    const { provider } = await open({ form: 'tool-calls', toolCallForm: 'malformed' });
    const { parts } = await provider.generate(TOOL_CHAT, never);
    expect(parts?.toolCalls).toEqual([{ name: 'look_up', arguments: '{"word":"a' }]);
  });

  it('keeps thinking apart from content', async () => {
    const { provider } = await open({ form: 'thinking' });
    const { parts } = await provider.generate({ ...TOOL_CHAT, maxTokens: 4 }, never);
    expect(parts).toEqual({ content: 'trois négy ', reasoning: 'one zwei ' });
  });

  it('is refused before it is sent where the server lists no tools among the model’s capabilities', async () => {
    const { server, provider } = await open();
    server.behave({ ollama: true, models: [MODEL], rejectedFields: ['tools'] });
    const { openOllama } = await import('../../../src/providers/ollama/ollama-provider.js');
    const spec = { kind: 'ollama', baseUrl: server.url, model: 'fake-model' } as const;
    const without = await openOllama(spec, { log: () => undefined });
    opened.push(without);
    await without.prepare({ slots: 1, contextTokens: 2_048 });
    const asked = server.requests().length;
    await expect(without.generate(TOOL_CHAT, never)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(server.requests()).toHaveLength(asked);
    await provider.close();
  });

  it('remembers a refusal', async () => {
    const { server, provider } = await open();
    const body = JSON.stringify({ error: 'registry.example/fake-model does not support tools' });
    server.behave({ ollama: true, models: [MODEL], fault: { kind: 'status', status: 400, body } });
    await expect(provider.generate(TOOL_CHAT, never)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    const asked = server.requests().length;
    await expect(provider.generate(TOOL_CHAT, never)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(server.requests()).toHaveLength(asked);
  });

  it('cannot repeat a malformed call, and says so', async () => {
    const { provider } = await open();
    const { prompt } = TOOL_CHAT;
    if (prompt.kind !== 'chat') throw new Error('a chat');
    const malformed: GenerationRequest = {
      ...TOOL_CHAT,
      prompt: {
        ...prompt,
        messages: [{ role: 'assistant', content: '', toolCalls: [{ name: 'look_up', arguments: '{"word":' }] }],
      },
    };
    await expect(provider.generate(malformed, never)).rejects.toThrow('whose arguments are no JSON object');
  });
});
