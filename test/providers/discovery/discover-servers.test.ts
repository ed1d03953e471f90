import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { discoverServers, USUAL_PORTS } from '../../../src/providers/discovery/discover-servers.js';
import { FAKE_MANIFEST_DIGEST } from '../../../src/providers/fake-server/fake-ollama.js';
import { type FakeServerOptions, startFakeServer } from '../../../src/providers/fake-server/fake-server.js';

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const resource of opened.splice(0)) await resource.close();
});

async function portOf(options: FakeServerOptions): Promise<number> {
  const server = await startFakeServer(options);
  opened.push(server);
  return server.port;
}

/** A listener that answers every connection in its own way. */
async function listen(answer: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    answer(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push({
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('discoverServers', () => {
  it('finds an Ollama with its models, their context and quantisation', async () => {
    const port = await portOf({ ollama: true, models: ['alpha:latest', 'beta:7b'] });
    const facts = {
      digest: FAKE_MANIFEST_DIGEST,
      sizeBytes: 1_000_000,
      quantisation: 'Q8_0',
      trainContextTokens: 4_096,
      architecture: 'fake',
      parameterCount: 1_048_576,
    };
    expect(await discoverServers({ ports: [port] })).toEqual([
      {
        kind: 'ollama',
        baseUrl: `http://127.0.0.1:${port}`,
        port,
        build: '0.0.0-fake',
        models: [
          { name: 'alpha:latest', ...facts },
          { name: 'beta:7b', ...facts },
        ],
      },
    ]);
  });

  it('finds a llama.cpp with the context of its slots, though it lists its models like Ollama too', async () => {
    const documents = { '/api/tags': { models: [{ name: 'fake-model' }] } };
    const port = await portOf({ llamaCpp: true, documents });
    expect(await discoverServers({ ports: [port] })).toMatchObject([
      { kind: 'llama.cpp', build: 'b0-fake', models: [{ name: 'fake-model', contextTokens: 4_096 }] },
    ]);
  });

  it('tells LM Studio, KoboldCpp, vLLM and any other server by their own words', async () => {
    const lmStudio = {
      data: [
        {
          id: 'a',
          type: 'llm',
          state: 'loaded',
          quantization: 'Q4_K_M',
          arch: 'llama',
          max_context_length: 8192,
          loaded_context_length: 2048,
        },
        { id: 'b', type: 'embeddings', state: 'not-loaded' },
      ],
    };
    const kobold = {
      '/api/extra/version': { result: 'KoboldCpp', version: '1.9' },
      '/api/version': { version: '0.7.0' },
      '/api/tags': { models: [{ name: 'k' }] },
    };
    const vllm = {
      '/v1/models': { data: [{ id: 'v', owned_by: 'vllm', max_model_len: 32768 }] },
      '/version': { version: '0.11' },
    };
    const ports = [
      await portOf({ documents: { '/api/v0/models': lmStudio } }),
      await portOf({ documents: kobold }),
      await portOf({ documents: vllm }),
      await portOf({ models: ['other'] }),
    ];
    const found = await discoverServers({ ports });
    expect(found.map(({ kind, build, models }) => ({ kind, build, models }))).toEqual([
      {
        kind: 'lm-studio',
        build: undefined,
        models: [
          {
            name: 'a',
            contextTokens: 2048,
            trainContextTokens: 8192,
            quantisation: 'Q4_K_M',
            architecture: 'llama',
          },
        ],
      },
      { kind: 'koboldcpp', build: '1.9', models: [{ name: 'fake-model' }] },
      { kind: 'vllm', build: '0.11', models: [{ name: 'v', contextTokens: 32768 }] },
      { kind: 'openai', build: undefined, models: [{ name: 'other' }] },
    ]);
  });

  it('leaves out what is no model server, and is not held up by what never answers', async () => {
    const web = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\n<html>';
    const ports = [
      await listen((socket) => socket.on('data', () => socket.write(web))),
      await listen((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n')),
      await listen((socket) => socket.destroy()),
      await listen(() => undefined),
      await portOf({ ollama: true }),
    ];
    const closed = await listen(() => undefined);
    await opened.pop()?.close();
    const found = await discoverServers({ ports: [closed, ...ports, ...ports] });
    expect(found.map((server) => server.port)).toEqual(ports.slice(-1));
  });

  it('looks at the usual ports of Ollama, llama-server, LM Studio, vLLM and others', () => {
    expect(USUAL_PORTS).toEqual(expect.arrayContaining([11_434, 8_080, 1_234, 8_000, 5_000, 5_001]));
  });
});
