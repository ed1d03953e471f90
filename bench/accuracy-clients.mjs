/**
 * The clients that accuracy.mjs compares. Each is opened with a port and answers `measure(streams, tokens)` with the
 * monotonic moment of each token of each stream and the CPU time it took; what it is done with, `close()` lets go.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { clockOffsetMs } from './clock-offset.mjs';
import { load } from './compiled.mjs';

/** How each client is opened, ours first. The C client is undefined where it cannot be built, and says why. */
export async function openClients(port) {
  const clients = {
    'acode client': inThisProcess(await measuringClient(port)),
    'plain net.Socket': inThisProcess(plainClient(port)),
    'node:http': inThisProcess(nodeHttpClient(port)),
    'global fetch': inThisProcess(fetchClient(port)),
  };
  const floor = buildEpollClient();
  if ('reason' in floor) return { clients, withoutFloor: floor.reason };
  return { clients: { 'C, epoll': epollClient(floor, port), ...clients } };
}

function inThisProcess({ warm, stream, close }) {
  return {
    measure: async (streams, tokens) => {
      await warm(streams);
      const cpu = process.cpuUsage();
      const results = await Promise.all(
        Array.from({ length: streams }, async (_, id) => {
          const eventMs = await stream(String(id), tokens);
          return { id: String(id), eventMs: eventMs.map((ms) => ms + clockOffsetMs) };
        }),
      );
      const { user, system } = process.cpuUsage(cpu);
      return { results, cpuUs: user + system };
    },
    close,
  };
}

async function measuringClient(port) {
  const { HttpClient } = await load('providers/http/http-client.js');
  const { parseEndpoint } = await load('providers/http/endpoint.js');
  const { AnswerReader } = await load('providers/openai/answer-reader.js');
  const client = new HttpClient({ endpoint: parseEndpoint(`http://127.0.0.1:${port}`, false) });
  return {
    warm: async (streams) => client.warm(streams),
    stream: async (id, tokens) => {
      const reader = new AnswerReader();
      const request = { method: 'POST', path: '/v1/chat/completions', body: bodyOf(id, tokens) };
      const result = await client.stream(request, reader, new AbortController().signal);
      if (result.failure !== undefined) throw result.failure;
      return reader.eventMs;
    },
    close: () => client.close(),
  };
}

/** What Node can reach: stamp and keep, then look for tokens when all is over. */
function plainClient(port) {
  const idle = [];
  const open = async () => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    return socket;
  };
  return {
    warm: async (streams) => {
      while (idle.length < streams) idle.push(await open());
    },
    stream: async (id, tokens) => {
      const socket = idle.pop();
      const body = JSON.stringify(bodyOf(id, tokens));
      const reads = [];
      await new Promise((done) => {
        const onData = (bytes) => {
          reads.push({ ms: performance.now(), bytes });
          if (bytes.length < 5 || bytes.latin1Slice(bytes.length - 5) !== '0\r\n\r\n') return;
          socket.off('data', onData);
          done();
        };
        socket.on('data', onData);
        socket.write(`POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      });
      idle.push(socket);
      return momentsOf(reads);
    },
    close: () => {
      for (const socket of idle) socket.destroy();
    },
  };
}

/** Stamps in `data` of the response, which Node's parser has taken out of its framing. */
function nodeHttpClient(port) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
  const stream = async (id, tokens) => {
    const body = JSON.stringify(bodyOf(id, tokens));
    const request = http.request({
      agent,
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { 'content-type': 'application/json', 'content-length': body.length },
    });
    request.setNoDelay(true);
    request.end(body);
    const [response] = await once(request, 'response');
    const reads = [];
    response.on('data', (bytes) => reads.push({ ms: performance.now(), bytes }));
    await once(response, 'end');
    return momentsOf(reads);
  };
  return { warm: warmedBy(stream), stream, close: () => agent.destroy() };
}

/** Stamps behind each `read()` of the body, as most clients in JavaScript do it. */
function fetchClient(port) {
  const stream = async (id, tokens) => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(id, tokens)),
    });
    const reader = response.body.getReader();
    const reads = [];
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      reads.push({ ms: performance.now(), bytes: Buffer.from(read.value) });
    }
    return momentsOf(reads);
  };
  return { warm: warmedBy(stream), stream, close: () => undefined };
}

/** Opens the connections of a client that keeps its own, with short answers at the same time; once for each number. */
function warmedBy(stream) {
  let warmed = 0;
  return async (streams) => {
    if (streams <= warmed) return;
    await Promise.all(Array.from({ length: streams }, async (_, id) => stream(`warm ${id}`, 1)));
    warmed = streams;
  };
}

/** The moment of each token: that of the read which holds the end of its content field's name. */
function momentsOf(reads) {
  const bytes = Buffer.concat(reads.map((read) => read.bytes));
  const needle = Buffer.from('"content":"');
  const moments = [];
  let read = 0;
  let endOfRead = reads[0]?.bytes.length ?? 0;
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + needle.length)) {
    while (endOfRead < at + needle.length) {
      read += 1;
      endOfRead += reads[read].bytes.length;
    }
    moments.push(reads[read].ms);
  }
  return moments;
}

/** Compiles the C client; where that is not possible, the reason in one sentence. */
function buildEpollClient() {
  if (process.platform !== 'linux') return { reason: 'the C client needs epoll, which only Linux has' };
  const folder = mkdtempSync(join(tmpdir(), 'acode-accuracy-'));
  const program = join(folder, 'epoll-client');
  const source = fileURLToPath(new URL('epoll-client.c', import.meta.url));
  const { error, status, stderr } = spawnSync('cc', ['-O2', '-o', program, source], { encoding: 'utf8' });
  if (error === undefined && status === 0) return { program, folder };
  rmSync(folder, { recursive: true, force: true });
  return { reason: error === undefined ? `cc fails: ${stderr.trim()}` : 'there is no C compiler (cc) on this machine' };
}

function epollClient({ program, folder }, port) {
  const child = spawn(program, [String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the C client ended');
    return value.split(' ');
  };
  return {
    measure: async (streams, tokens) => {
      child.stdin.write(`${streams} ${tokens}\n`);
      const results = [];
      for (let words = await next(); ; words = await next()) {
        if (words[0] === 'cpu') return { results, cpuUs: Number(words[1]) };
        results.push({ id: words[0], eventMs: words.slice(1).map((ns) => Number(ns) / 1e6) });
      }
    },
    close: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function bodyOf(id, tokens) {
  return { user: id, stream: true, max_tokens: tokens, messages: [{ role: 'user', content: 'Hello' }] };
}
