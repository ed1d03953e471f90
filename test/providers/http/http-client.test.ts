import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpClient } from '../../../src/providers/http/http-client.js';
import { parseEndpoint } from '../../../src/providers/http/endpoint.js';

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
});

/** A server that calls `answer` with each read and the number of its connection. */
async function serve(answer: (socket: Socket, connection: number, request: string) => void): Promise<HttpClient> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    const connection = connections;
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => answer(socket, connection, bytes.toString()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new HttpClient({
    endpoint: parseEndpoint(`http://127.0.0.1:${port}/base`, false),
    authorization: 'Bearer k',
  });
  closing.push(() => {
    client.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return client;
}

const never = new AbortController().signal;
const get = { method: 'GET', path: '/x' } as const;

describe('HttpClient', () => {
  it('sends path, host and authorization, and stamps the request before its answer', async () => {
    const client = await serve((socket, _connection, request) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${request.length}\r\n\r\n${request}`);
    });
    const result = await client.fetch(get, never);
    expect(result.body.toString()).toMatch(/^GET \/base\/x HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\n/);
    expect(result.body.toString()).toContain('authorization: Bearer k\r\n');
    expect(result.connectMs).toBeGreaterThan(0);
    expect(result.firstByteMs).toBeGreaterThanOrEqual(result.sendMs);
  });

  it('repeats a request once when the server closed the kept connection meanwhile', async () => {
    const client = await serve((socket, connection) => {
      if (connection === 0 && socket.bytesRead > 200) socket.destroy();
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    });
    const statuses: (string | undefined)[] = [];
    for (let count = 0; count < 4; count += 1) {
      const result = await client.fetch(get, never);
      statuses.push(result.failure?.failureClass);
      expect(result.body.toString()).toBe('ok');
    }
    expect(statuses).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('gives up a connection that the server wants closed, or that holds surplus bytes', async () => {
    const seen: number[] = [];
    const client = await serve((socket, connection) => {
      seen.push(connection);
      const close = connection === 0 ? 'connection: close\r\n' : '';
      socket.write(`HTTP/1.1 200 OK\r\n${close}content-length: 2\r\n\r\nok${connection === 1 ? 'HTTP/1.1 200' : ''}`);
    });
    for (let count = 0; count < 4; count += 1) expect((await client.fetch(get, never)).body.toString()).toBe('ok');
    expect(seen).toEqual([0, 1, 2, 2]);
  });

  it('fails with `connect` where nothing listens', async () => {
    const client = await serve(() => undefined);
    client.close();
    const gone = new HttpClient({ endpoint: parseEndpoint('unix:/nowhere/model.sock', false) });
    expect((await gone.fetch(get, never)).failure?.failureClass).toBe('connect');
  });
});
