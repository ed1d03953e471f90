/**
 * How true the HTTP client's figures are. A fake server in another process writes one token per write on a schedule and
 * notes the monotonic time of each; this program reads it with the measuring client and with a plain `net.Socket` in
 * turns, and prints both clients' errors side by side. Run it after a build: `node bench/accuracy.mjs [rounds]`.
 * `ACODE_BENCH_DIST` names another folder of compiled files.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const dist = pathToFileURL(
  `${resolve(process.env.ACODE_BENCH_DIST ?? fileURLToPath(new URL('../dist', import.meta.url)))}/`,
);
const load = async (path) => import(new URL(`src/providers/${path}`, dist).href);

/** What is added to `performance.now()` to compare moments of two processes. */
const clockOffsetMs = measureClockOffset();

if (process.argv[2] === '--serve') await serve();
else await main(Number(process.argv[2] ?? 5));

/** Both clocks are the same counter with other origins; the tightest of many readings is true to a microsecond. */
function measureClockOffset() {
  let best = { widthMs: Infinity, offsetMs: 0 };
  for (let reading = 0; reading < 10_000; reading += 1) {
    const before = performance.now();
    const monotonicMs = Number(process.hrtime.bigint()) / 1e6;
    const after = performance.now();
    if (after - before < best.widthMs) best = { widthMs: after - before, offsetMs: monotonicMs - (before + after) / 2 };
  }
  return best.offsetMs;
}

async function serve() {
  const { startFakeServer } = await load('fake-server/fake-server.js');
  const server = await startFakeServer();
  let writesSeen = 0;
  let requestsSeen = 0;
  process.on('message', (message) => {
    if (message.behave) {
      server.behave(message.behave);
      process.send({ ready: true });
    } else {
      const writes = server.writes().slice(writesSeen);
      const requests = server.requests().slice(requestsSeen);
      const first = requestsSeen;
      writesSeen += writes.length;
      requestsSeen += requests.length;
      process.send({
        streams: requests.map((request, index) => ({
          id: request.body.user,
          writeMs: writes.filter((write) => write.request === first + index).map((write) => write.ms + clockOffsetMs),
        })),
      });
    }
  });
  process.send({ port: server.port });
}

async function main(rounds) {
  const child = fork(fileURLToPath(import.meta.url), ['--serve'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ port }] = await once(child, 'message');
  const scenarios = [
    { name: '1 stream, 10 ms', streams: 1, tokens: 100, repeats: 5, schedule: { ttftMs: 20, interTokenMs: 10 } },
    { name: '64 streams, 1 ms', streams: 64, tokens: 400, repeats: 1, schedule: { ttftMs: 400, interTokenMs: 1 } },
  ];
  const clients = { 'acode client': await measuringClient(port), 'plain net.Socket': plainClient(port) };
  const rows = [];
  for (const scenario of scenarios) {
    await ask(child, { behave: { schedule: scenario.schedule } });
    const collected = await measureInTurns(child, clients, { ...scenario, rounds });
    for (const [name, results] of Object.entries(collected)) {
      rows.push({ scenario: scenario.name, client: name, ...summarise(results) });
    }
  }
  console.table(rows);
  for (const client of Object.values(clients)) client.close();
  child.kill();
}

/** The first round warms both sides up; the order of the clients changes from round to round. */
async function measureInTurns(child, clients, scenario) {
  const collected = Object.fromEntries(Object.keys(clients).map((name) => [name, []]));
  for (let round = -1; round < scenario.rounds; round += 1) {
    const names = Object.keys(clients);
    for (const name of round % 2 === 0 ? names : names.reverse()) {
      const results = [];
      for (let repeat = 0; repeat < scenario.repeats; repeat += 1) {
        results.push(await measure(child, clients[name], scenario));
      }
      if (round >= 0) collected[name].push(...results);
    }
  }
  return collected;
}

async function measure(child, client, { streams, tokens }) {
  await client.warm(streams);
  await ask(child, { dump: true });
  const cpu = process.cpuUsage();
  const results = await Promise.all(
    Array.from({ length: streams }, async (_, id) => client.stream(String(id), tokens)),
  );
  const { user, system } = process.cpuUsage(cpu);
  const truth = await ask(child, { dump: true });
  const errors = results.map((result) => {
    const real = truth.streams.find((stream) => stream.id === result.id);
    if (result.eventMs.length !== tokens || real.writeMs.length !== tokens)
      throw new Error(`lost tokens: ${result.eventMs.length}`);
    return {
      // The truth runs from the client's own send: what the server takes to read a request is no error of the client.
      ttftUs: 1e3 * (result.eventMs[0] + clockOffsetMs - real.writeMs[0]),
      gapError: meanGap(result.eventMs) / meanGap(real.writeMs) - 1,
      lateUs: result.eventMs.map((ms, index) => 1e3 * (ms + clockOffsetMs - real.writeMs[index])),
    };
  });
  return { errors, cpuUsPerToken: (user + system) / (streams * tokens) };
}

function meanGap(moments) {
  return (moments.at(-1) - moments[0]) / (moments.length - 1);
}

function summarise(results) {
  const errors = results.flatMap((result) => result.errors);
  const ttft = errors.map((error) => error.ttftUs);
  const late = errors.flatMap((error) => error.lateUs);
  const gaps = errors.map((error) => Math.abs(error.gapError));
  return {
    'TTFT error p50 µs': Math.round(quantile(ttft, 0.5)),
    'TTFT error p99 µs': Math.round(quantile(ttft, 0.99)),
    'mean gap error %': Number(((100 * gaps.reduce((sum, gap) => sum + gap, 0)) / gaps.length).toFixed(3)),
    'stamp late p50 µs': Math.round(quantile(late, 0.5)),
    'stamp late p99 µs': Math.round(quantile(late, 0.99)),
    'CPU µs/token': Number(
      quantile(
        results.map((result) => result.cpuUsPerToken),
        0.5,
      ).toFixed(1),
    ),
  };
}

async function measuringClient(port) {
  const { HttpClient } = await load('http/http-client.js');
  const { parseEndpoint } = await load('http/endpoint.js');
  const { AnswerReader } = await load('openai/answer-reader.js');
  const client = new HttpClient({ endpoint: parseEndpoint(`http://127.0.0.1:${port}`, false) });
  return {
    warm: async (streams) => client.warm(streams),
    stream: async (id, tokens) => {
      const reader = new AnswerReader();
      const request = { method: 'POST', path: '/v1/chat/completions', body: bodyOf(id, tokens) };
      const result = await client.stream(request, reader, new AbortController().signal);
      if (result.failure !== undefined) throw result.failure;
      return { id, sendMs: result.sendMs, eventMs: reader.eventMs };
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
      const request = `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
      const stamps = [];
      const chunks = [];
      const sendMs = await new Promise((done) => {
        const onData = (chunk) => {
          stamps.push(performance.now());
          chunks.push(chunk);
          if (chunk.length < 5 || chunk.latin1Slice(chunk.length - 5) !== '0\r\n\r\n') return;
          socket.off('data', onData);
          done(startMs);
        };
        socket.on('data', onData);
        const startMs = performance.now();
        socket.write(request);
      });
      idle.push(socket);
      const eventMs = [];
      for (const [index, chunk] of chunks.entries()) {
        for (let at = chunk.indexOf('"content":"'); at !== -1; at = chunk.indexOf('"content":"', at + 1))
          eventMs.push(stamps[index]);
      }
      return { id, sendMs, eventMs };
    },
    close: () => {
      for (const socket of idle) socket.destroy();
    },
  };
}

function bodyOf(id, tokens) {
  return { user: id, stream: true, max_tokens: tokens, messages: [{ role: 'user', content: 'Hello' }] };
}

async function ask(child, message) {
  child.send(message);
  const [answer] = await once(child, 'message');
  return answer;
}

function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)];
  return low + (sorted[Math.ceil(at)] - low) * (at - Math.floor(at));
}
