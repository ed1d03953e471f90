import { afterEach, describe, expect, it } from 'vitest';
import {
  type FakeServer,
  type FakeServerOptions,
  startFakeServer,
} from '../../../src/providers/fake-server/fake-server.js';
import { openOpenAi, type OpenAiProvider } from '../../../src/providers/openai/openai-provider.js';
import { TOOL_CHAT, WIRE_TOOL } from '../offered-tools.js';

const never = new AbortController().signal;
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const resource of opened.splice(0).reverse()) await resource.close();
});

async function open(options: FakeServerOptions = {}): Promise<{ server: FakeServer; provider: OpenAiProvider }> {
  const server = await startFakeServer(options);
  opened.push(server);
  const spec = { kind: 'openai', baseUrl: server.url, model: 'fake-model' } as const;
  const provider = await openOpenAi(spec, { log: () => undefined, environment: {} });
  opened.push(provider);
  return { server, provider };
}

const TWO_CALLS: FakeServerOptions = {
  form: 'tool-calls',
  toolCalls: [
    { name: 'look_up', arguments: { word: 'b' } },
    { name: 'add', arguments: { left: 1, right: [2, { deep: '}' }] } },
  ],
};

const ARGUMENTS = ['{"word":"b"}', '{"left":1,"right":[2,{"deep":"}"}]}'];

describe('a request that offers tools', () => {
  it('is sent with tools, calls and their answers in the form of the protocol', async () => {
    const { server, provider } = await open();
    await provider.generate(TOOL_CHAT, never);
    expect(server.requests().at(-1)?.body).toMatchObject({
      tools: [WIRE_TOOL],
      messages: [
        { role: 'user', content: 'Look up a and b.' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'call_a', type: 'function', function: { name: 'look_up', arguments: '{"word": "a"}' } }],
        },
        { role: 'tool', content: 'the first letter', tool_call_id: 'call_a' },
      ],
    });
  });

  it.each(['whole', 'fragments', 'object'] as const)(
    'reads calls in order with their ids: %s',
    async (toolCallForm) => {
      const { provider } = await open({ ...TWO_CALLS, toolCallForm });
      const generation = await provider.generate(TOOL_CHAT, never);
      expect(generation.finish).toBe('tool-calls');
      expect(generation.parts).toEqual({
        content: '',
        toolCalls: [
          { id: 'call_1', name: 'look_up', arguments: ARGUMENTS[0] },
          { id: 'call_2', name: 'add', arguments: ARGUMENTS[1] },
        ],
      });
    },
  );

  it('gives malformed arguments back as they came', async () => {
    const { provider } = await open({ ...TWO_CALLS, toolCallForm: 'malformed' });
    const { parts } = await provider.generate(TOOL_CHAT, never);
    expect(parts?.toolCalls?.[0]).toEqual({ id: 'call_1', name: 'look_up', arguments: '{"word":"b' });
  });

  it('reads the calls of a whole answer too', async () => {
    const { provider } = await open({ ...TWO_CALLS, toolCallForm: 'object' });
    const generation = await provider.generateWhole?.(TOOL_CHAT, never);
    expect(generation).toMatchObject({
      finish: 'tool-calls',
      parts: { content: '', toolCalls: [{ arguments: ARGUMENTS[0] }, { arguments: ARGUMENTS[1] }] },
    });
  });

  it('keeps content and reasoning apart, inline reasoning where it was', async () => {
    const { server, provider } = await open();
    server.behave({ form: 'reasoning_content', defaultTokens: 4 });
    const apart = await provider.generate({ ...TOOL_CHAT, maxTokens: 4 }, never);
    expect(apart.parts).toEqual({ content: 'trois négy ', reasoning: 'one zwei ' });
    server.behave({ form: 'think-tags' });
    const inline = await provider.generate({ ...TOOL_CHAT, maxTokens: 4 }, never);
    expect(inline.parts).toEqual({ content: '<think>zwei </think>négy ' });
  });

  it('takes another id at the same index for another call', async () => {
    const { server, provider } = await open();
    const call = (id: string): string =>
      `data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"${id}","function":{"name":"f","arguments":"{}"}}]}}]}\n\n`;
    server.behave({ fault: { kind: 'raw-event', atEvent: 0, bytes: Buffer.from(call('x') + call('y')) } });
    const { parts } = await provider.generate({ ...TOOL_CHAT, maxTokens: 1 }, never);
    expect(parts?.toolCalls).toEqual(['x', 'y'].map((id) => ({ id, name: 'f', arguments: '{}' })));
  });

  it('passes a failure to parse arguments on in the server’s own words', async () => {
    const { server, provider } = await open();
    const words = 'Failed to parse tool call arguments as JSON: unexpected end of input';
    const body = JSON.stringify({ error: { code: 500, message: words, type: 'server_error' } });
    server.behave({ fault: { kind: 'status', status: 500, body } });
    const { outcome } = await provider.generate(TOOL_CHAT, never);
    expect(outcome).toMatchObject({ status: 'failed', class: 'http-5xx', message: expect.stringContaining(words) });
  });
});

describe('a server’s features', () => {
  it('are asked about once: a server that rejects tools is not asked again with them', async () => {
    const { server, provider } = await open({ rejectedFields: ['tools'] });
    expect(provider.capabilities.features?.tools).toMatchObject({ status: 'rejected' });
    const asked = server.requests().length;
    await expect(provider.generate(TOOL_CHAT, never)).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      message: 'The backend takes no tools: The server answered with status 400: Unsupported parameter: tools',
    });
    expect(server.requests()).toHaveLength(asked);
  });

  it('are part of what results say about the target', async () => {
    const { capabilities = [] } = (await open({ llamaCpp: true, rejectedFields: ['min_tokens'] })).provider.description;
    expect(capabilities).toEqual(expect.arrayContaining(['chat', 'text', 'usage', 'tokenize', 'tools', 'ignore_eos']));
    expect(capabilities).not.toContain('min_tokens');
    expect(capabilities).not.toContain('logprobs');
  });

  it('hold log probabilities only where an answer carries them', async () => {
    expect((await open()).provider.capabilities.features?.logprobs).toMatchObject({ status: 'rejected' });
    expect((await open({ logprobs: true })).provider.capabilities.features?.logprobs).toEqual({ status: 'taken' });
  });
});
