/**
 * Whether the benchmarks find what is there. A fake server in another process keeps a known schedule; each benchmark runs
 * on it as a worker would run it, and its answer is printed beside the truth. The target is a deviation within 3 %, judged
 * by the median of the rounds; the worst round shows how quiet the machine was, since a busy one keeps the server from its
 * schedule too. Run it after a build: `node bench/benchmarks-accuracy.mjs [rounds]`.
 * `ACODE_BENCH_DIST` names another folder of compiled files.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const TARGET = 0.03;
const LEAK_BYTES = 4 * 1024 * 1024;

const dist = pathToFileURL(
  `${resolve(process.env.ACODE_BENCH_DIST ?? fileURLToPath(new URL('../dist', import.meta.url)))}/`,
);
const load = async (path) => import(new URL(path, dist).href);

if (process.argv[2] === '--serve') await serve();
else await main(Number(process.argv[2] ?? 5));

async function serve() {
  const { startFakeServer } = await load('src/providers/fake-server/fake-server.js');
  const server = await startFakeServer();
  process.on('message', ({ behave }) => {
    server.behave(behave);
    process.send({ ready: true });
  });
  process.send({ url: server.url });
}

async function main(rounds) {
  const child = fork(fileURLToPath(import.meta.url), ['--serve'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ url }] = await once(child, 'message');
  const behave = async (options) => {
    child.send({ behave: options });
    await once(child, 'message');
  };
  const { openOpenAi } = await load('src/providers/openai/openai-provider.js');
  const open = () =>
    openOpenAi(
      { kind: 'openai', baseUrl: url, model: 'fake-model', pids: [child.pid] },
      { log: () => undefined, environment: {} },
    );
  const provider = await open();
  const checks = [
    decodeRate,
    unevenDecodeRate,
    knee,
    prefillSlope,
    cacheSavings,
    coldPenalties,
    leakSlope,
    needleHits,
    needleHitsBehindCut,
    drift,
  ];
  const rows = [];
  for (const check of checks) {
    const found = [];
    for (let round = 0; round < rounds; round += 1) found.push(await check({ provider, behave, open }));
    rows.push(rowOf(check.name, found));
  }
  console.table(rows);
  await provider.close();
  child.kill();
  if (rows.some((row) => row['within 3 %'] === 'NO')) process.exitCode = 1;
}

function rowOf(name, found) {
  const { truth } = found[0];
  const middle = median(found.map(({ value }) => value));
  const deviation = middle / truth - 1;
  const worst = Math.max(...found.map(({ value }) => Math.abs(value / truth - 1)));
  return {
    check: name,
    truth,
    found: Number(middle.toPrecision(5)),
    'deviation %': Number((100 * deviation).toFixed(2)),
    'worst round %': Number((100 * worst).toFixed(2)),
    'within 3 %': Math.abs(deviation) <= TARGET ? 'yes' : 'NO',
  };
}

async function decodeRate({ provider, behave }) {
  await behave({ schedule: { ttftMs: 20, interTokenMs: 5 } });
  const { tokenGeneration } = await load('benchmarks/token-generation.js');
  const samples = await run(tokenGeneration, provider, { parameters: { promptTokens: 32, outputTokens: 64 } });
  return { value: median(requestValues(samples, 'decodeTps')), truth: 200 };
}

/** Chunks of four tokens with gaps that vary by ±30 %. */
async function unevenDecodeRate({ provider, behave }) {
  await behave({ usage: 'every-chunk', schedule: { interTokenMs: 4, tokensPerChunk: 4, jitter: 0.3 } });
  const { streaming } = await load('benchmarks/streaming.js');
  const samples = await run(streaming, provider, { parameters: { promptTokens: 32, outputTokens: 128 } });
  return { value: median(requestValues(samples, 'decodeTps')), truth: 250 };
}

async function knee({ provider, behave }) {
  const { concurrent } = await load('benchmarks/concurrent.js');
  const { computeCaseMetrics } = await load('src/metrics/case-metrics.js');
  const { findKnee } = await load('src/metrics/knee.js');
  await behave({ parallel: 4, schedule: { ttftMs: 20, interTokenMs: 4 } });
  const points = [];
  for (const slots of [1, 2, 4, 8]) {
    const parameters = { slots, promptTokens: 64, outputTokens: 32 };
    const samples = await run(concurrent, provider, { parameters, iterations: 3 });
    points.push({ slots, outTps: computeCaseMetrics(samples, parameters).outTps });
  }
  return { value: findKnee(points).slots, truth: 4 };
}

async function prefillSlope({ provider, behave }) {
  const { promptLength } = await load('benchmarks/prompt-length.js');
  const { prefillCost } = await load('src/metrics/prefill-cost.js');
  await behave({ llamaCpp: true, schedule: { ttftMs: 5, promptMsPerToken: 0.1 } });
  const points = [];
  for (const parameters of promptLength.cases) {
    const samples = await run(promptLength, provider, { parameters });
    const uncached = samples.map(({ requests }) => requests[0]);
    const promptTokens = median(uncached.map(({ counts }) => counts.promptTokens));
    points.push({ promptTokens, ttftMs: median(uncached.map(({ metrics }) => metrics.ttft)) });
  }
  return { value: prefillCost(points).msPerToken, truth: 0.1 };
}

/** The fake server has no cache, so its schedule is changed between the two requests of a pair. */
async function cacheSavings({ provider, behave }) {
  const { promptLength } = await load('benchmarks/prompt-length.js');
  const cached = proxy(provider, {
    generate: async (request, signal) => {
      await behave({ schedule: { ttftMs: request.cache === 'cold' ? 120 : 20 } });
      return provider.generate(request, signal);
    },
  });
  const samples = await run(promptLength, cached, { parameters: { promptTokens: 128, outputTokens: 1 } });
  return { value: median(samples.map(({ metrics }) => metrics.cacheSaving)), truth: 100 };
}

async function coldPenalties({ provider, behave }) {
  const { warmStart } = await load('benchmarks/warm-start.js');
  const restarting = proxy(provider, {
    coldStart: async (requests, signal) => {
      const generations = [];
      for (const [at, request] of requests.entries()) {
        await behave({ schedule: { ttftMs: at === 0 ? 120 : 20 } });
        generations.push(await provider.generate(request, signal));
      }
      return { spawnMs: 0, processMs: 0, importMs: 0, modelLoadMs: 0, contextMs: 0, generations, warmCaches: [] };
    },
  });
  const samples = await run(warmStart, restarting, { parameters: { promptTokens: 64, outputTokens: 4 } });
  return { value: median(samples.map(({ metrics }) => metrics.coldPenalty)), truth: 100 };
}

/** A server that takes 4 MiB for each answer and keeps them. */
async function leakSlope({ provider, behave }) {
  const { memory } = await load('benchmarks/memory.js');
  const { computeCaseMetrics } = await load('src/metrics/case-metrics.js');
  await behave({ leakBytes: LEAK_BYTES });
  const parameters = { promptTokens: 32, outputTokens: 4 };
  const samples = await run(memory, provider, { parameters, iterations: 12 });
  await behave({});
  return { value: computeCaseMetrics(samples, parameters).rssPerRequest, truth: LEAK_BYTES };
}

/** A model that remembers 60 % of its prompt: of the positions 10, 30, 50, 70 and 90 % it knows the last three. */
async function needleHits({ behave, open }) {
  await behave({ llamaCpp: true, recallTokens: 600 });
  return { value: await shareOfNeedles(open), truth: 0.6 };
}

/** A server that reads the last 40 % of a prompt without a word: only the positions 70 and 90 % are left. */
async function needleHitsBehindCut({ behave, open }) {
  await behave({ llamaCpp: true, recallTokens: 1e6, promptLimit: { tokens: 400, whenOver: 'cut' } });
  return { value: await shareOfNeedles(open), truth: 0.4 };
}

/** With a connection of its own, which finds that this server counts tokens. */
async function shareOfNeedles(open) {
  const provider = await open();
  const { contextWindow } = await load('benchmarks/context-window.js');
  const parameters = { contextTokens: 1_000, outputTokens: 8 };
  const samples = await run(contextWindow, provider, { parameters, iterations: 10 });
  await provider.close();
  return samples.reduce((sum, { metrics }) => sum + metrics.needleHit, 0) / samples.length;
}

/** A machine that gets slower by a fifth after half of the time. */
async function drift({ provider, behave }) {
  const { sustained } = await load('benchmarks/sustained.js');
  const { computeCaseMetrics } = await load('src/metrics/case-metrics.js');
  const parameters = { checkpointMs: 300, promptTokens: 32, outputTokens: 32 };
  const samples = [];
  for (let checkpoint = 0; checkpoint < 6; checkpoint += 1) {
    await behave({ schedule: { interTokenMs: checkpoint < 3 ? 4 : 5 } });
    samples.push(...(await run(sustained, provider, { parameters, iterations: 1 })));
  }
  return { value: computeCaseMetrics(samples, parameters).sustained, truth: 0.8 };
}

/** Runs a case as a worker does, with one warm-up, and returns the measured samples. */
async function run(benchmark, provider, { parameters, iterations = 5 }) {
  const { runCase } = await load('src/worker/case-runner.js');
  const samples = [];
  await runCase({
    benchmark,
    provider,
    command: {
      v: 1,
      type: 'case',
      caseId: 'case',
      attempt: 1,
      parameters,
      warmup: 1,
      firstIteration: 0,
      iterations,
      seed: 42,
    },
    reporter: {
      prepared: () => undefined,
      stage: () => undefined,
      sample: async (sample) => {
        if (sample.phase === 'measure') samples.push(sample);
      },
    },
    signal: new AbortController().signal,
  });
  return samples;
}

/** A provider with some methods replaced. */
function proxy(provider, changes) {
  return new Proxy(provider, {
    get(target, name) {
      if (name in changes) return changes[name];
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function requestValues(samples, id) {
  return samples.flatMap(({ requests }) => requests.flatMap(({ metrics }) => metrics[id] ?? []));
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
