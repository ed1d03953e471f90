/**
 * How true the HTTP client's figures are. A fake server in another process writes one token per write on a schedule and
 * notes the monotonic time of each. Ours and other clients read it in turns: a C client with epoll that does nothing but
 * stamp (the floor), a plain `net.Socket`, `node:http` and the global `fetch`. An error is a client's figure minus the
 * truth; ratios are within this run. Run it with `npm run bench:accuracy -- [rounds]`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openClients } from './accuracy-clients.mjs';

const ONE = {
  name: '1 stream, 10 ms',
  streams: 1,
  tokens: 100,
  repeats: 5,
  schedule: { ttftMs: 20, interTokenMs: 10 },
};
const MANY = {
  name: '64 streams, 1 ms',
  streams: 64,
  tokens: 400,
  repeats: 1,
  schedule: { ttftMs: 400, interTokenMs: 1 },
};
const OURS = 'acode client';
const FLOOR = 'C, epoll';

await main(Number(process.argv[2] ?? 5));

async function main(rounds) {
  const program = fileURLToPath(new URL('accuracy-server.mjs', import.meta.url));
  const server = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ port }] = await once(server, 'message');
  const { clients, withoutFloor } = await openClients(port);
  const table = {};
  for (const scenario of [ONE, MANY]) {
    await ask(server, { behave: { schedule: scenario.schedule } });
    const collected = await measureInTurns(server, clients, { ...scenario, rounds });
    table[scenario.name] = Object.fromEntries(
      Object.entries(collected).map(([name, results]) => [name, summarise(results)]),
    );
    console.log(`\n${scenario.name}`);
    console.table(table[scenario.name]);
  }
  if (withoutFloor !== undefined) console.log(`Without the floor: ${withoutFloor}.`);
  for (const judgement of judgements(table)) console.log(judgement);
  for (const client of Object.values(clients)) client.close();
  server.kill();
}

/** The first round warms everything up; the order of the clients turns round from round to round. */
async function measureInTurns(server, clients, scenario) {
  const collected = Object.fromEntries(Object.keys(clients).map((name) => [name, []]));
  for (let round = -1; round < scenario.rounds; round += 1) {
    const names = Object.keys(clients);
    for (const name of round % 2 === 0 ? names : names.reverse()) {
      for (let repeat = 0; repeat < scenario.repeats; repeat += 1) {
        const result = await measure(server, clients[name], scenario);
        if (round >= 0) collected[name].push(result);
      }
    }
  }
  return collected;
}

async function measure(server, client, { streams, tokens }) {
  await ask(server, { dump: true });
  const { results, cpuUs } = await client.measure(streams, tokens);
  const truth = await ask(server, { dump: true });
  const errors = results.map(({ id, eventMs }) => {
    const writeMs = truth.streams.find((stream) => stream.id === id)?.writeMs ?? [];
    if (eventMs.length !== tokens || writeMs.length !== tokens) throw new Error(`lost tokens: ${eventMs.length}`);
    return {
      // The truth runs from the client's own send: what the server takes to read a request is no error of the client.
      ttftUs: 1e3 * (eventMs[0] - writeMs[0]),
      gapError: meanGap(eventMs) / meanGap(writeMs) - 1,
      lateUs: eventMs.map((ms, index) => 1e3 * (ms - writeMs[index])),
    };
  });
  return { errors, cpuUsPerToken: cpuUs / (streams * tokens) };
}

function meanGap(moments) {
  return (moments.at(-1) - moments[0]) / (moments.length - 1);
}

function summarise(results) {
  const errors = results.flatMap((result) => result.errors);
  const ttft = errors.map((error) => error.ttftUs);
  const late = errors.flatMap((error) => error.lateUs);
  const gaps = errors.map((error) => Math.abs(error.gapError));
  const cpu = results.map((result) => result.cpuUsPerToken);
  return {
    'TTFT error p50 µs': Math.round(quantile(ttft, 0.5)),
    'TTFT error p99 µs': Math.round(quantile(ttft, 0.99)),
    'mean gap error %': Number(((100 * gaps.reduce((sum, gap) => sum + gap, 0)) / gaps.length).toFixed(3)),
    'stamp late p50 µs': Math.round(quantile(late, 0.5)),
    'stamp late p99 µs': Math.round(quantile(late, 0.99)),
    'CPU µs/token': Number(quantile(cpu, 0.5).toFixed(1)),
  };
}

/** What is asked of our client, each with the figure that answers it. */
function judgements(table) {
  const one = table[ONE.name];
  const many = table[MANY.name];
  const { 'TTFT error p50 µs': p50, 'TTFT error p99 µs': p99, 'CPU µs/token': cpu } = one[OURS];
  const floor = one[FLOOR];
  const ratios = Object.keys(one)
    .filter((name) => name !== OURS)
    .map(
      (name) => `${name} ${ratio(p50, one[name]['TTFT error p50 µs'])} and ${ratio(cpu, one[name]['CPU µs/token'])}`,
    );
  return [
    ...(floor === undefined
      ? []
      : [
          line('TTFT error at the median, 1 stream', `${ratio(p50, floor['TTFT error p50 µs'])} the C client's`, {
            met: p50 <= 2 * floor['TTFT error p50 µs'],
            target: 'at most 2 ×',
          }),
        ]),
    line('TTFT error at p99, 1 stream', `${p99} µs`, { met: p99 < 1_000, target: 'below 1000 µs' }),
    line('mean gap error, 64 streams', `${many[OURS]['mean gap error %']} %`, {
      met: many[OURS]['mean gap error %'] < 1,
      target: 'below 1 %',
    }),
    `Ours against others, 1 stream, TTFT error p50 and CPU per token: ${ratios.join('; ')}.`,
  ];
}

function line(what, figure, { met, target }) {
  return `${met ? 'met   ' : 'MISSED'} ${what}: ${figure} (${target})`;
}

function ratio(ours, other) {
  return `${(ours / other).toFixed(2)} ×`;
}

async function ask(server, message) {
  server.send(message);
  const [answer] = await once(server, 'message');
  return answer;
}

function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)];
  return low + (sorted[Math.ceil(at)] - low) * (at - Math.floor(at));
}
