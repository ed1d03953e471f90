/**
 * Compares the rates that the harness computes from its own stamps with those that llama.cpp counts itself, request by
 * request, on the lengths a run uses: for a model with random weights that is heavy enough to be typical, and for the tiny
 * built-in one, whose steps take so little time that what surrounds them shows.
 *
 * After a build: `node bench/engine-accuracy.mjs [requests per case] [--width 2048] [--layers 6]`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BENCHMARKS } from '../dist/benchmarks/registry.js';
import { openEmbedded } from '../dist/src/providers/embedded/embedded-provider.js';
import { runCase } from '../dist/src/worker/case-runner.js';
import { writeRandomGguf } from './random-gguf.mjs';

const TARGET = 0.03;
const RUNTIME_DIR = fileURLToPath(new URL('../.runtime', import.meta.url));
const SMOKE_MODEL = fileURLToPath(new URL('../models/smoke/acode-smoke-q8_0.gguf', import.meta.url));

/** The points of the benchmarks that have a rate in them. */
const CASES = ['inference', 'first-token', 'token-generation'].flatMap((name) => {
  const benchmark = BENCHMARKS.find((each) => each.name === name);
  return benchmark.cases.map((parameters) => ({ benchmark, parameters }));
});

const RATES = ['prefillTps', 'decodeTps'];

const { values, positionals } = parseArgs({
  options: {
    width: { type: 'string', default: '2048' },
    layers: { type: 'string', default: '6' },
    measure: { type: 'string' },
  },
  allowPositionals: true,
});
const requests = Number(positionals[0] ?? 5);
if (values.measure === undefined) await main();
else process.send(await measureModel(values.measure));

async function main() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'acode-bench-'));
  try {
    const modelPath = await writeRandomGguf({ folder, width: Number(values.width), layers: Number(values.layers) });
    const judged = await inProcessOfItsOwn(modelPath);
    const beside = await inProcessOfItsOwn(SMOKE_MODEL);
    console.table([...judged, ...beside]);
    const worst = Math.max(...judged.map((row) => Math.abs(row['ratio of medians'] - 1)));
    const verdict = worst <= TARGET ? 'met' : 'MISSED';
    console.log(
      `random model: client and engine differ by ${(worst * 100).toFixed(2)} % at most (medians of ${requests} requests; target ${TARGET * 100} %): ${verdict}`,
    );
    process.exitCode = worst <= TARGET ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As in a run. llama.cpp has one log per process as well, and the engine's own timings come through it. */
async function inProcessOfItsOwn(modelPath) {
  const child = fork(fileURLToPath(import.meta.url), [String(requests), '--measure', modelPath]);
  const [rows] = await once(child, 'message');
  return rows;
}

async function measureModel(modelPath) {
  const spec = { kind: 'embedded', modelPath, gpu: false };
  const provider = await openEmbedded(spec, { runtimeDir: RUNTIME_DIR, log: () => undefined });
  try {
    const rows = [];
    for (const each of CASES) rows.push(...(await measureCase(provider, each)));
    return rows;
  } finally {
    await provider.close();
  }
}

/** One case as the worker runs it, two warm-ups first. */
async function measureCase(provider, { benchmark, parameters }) {
  const samples = [];
  const command = { caseId: 'x', attempt: 1, parameters, warmup: 2, firstIteration: 0, iterations: requests, seed: 42 };
  const reporter = {
    prepared: () => undefined,
    stage: () => undefined,
    sample: (sample) => {
      samples.push(sample);
      return Promise.resolve();
    },
  };
  await runCase({ benchmark, provider, command, reporter, signal: new AbortController().signal });
  const measured = samples.filter((sample) => sample.phase === 'measure').flatMap((sample) => sample.requests);
  return RATES.flatMap((rate) => compare(measured, rate, { provider, benchmark, parameters }));
}

function compare(measured, rate, { provider, benchmark, parameters }) {
  const pairs = measured
    .map(({ metrics }) => [metrics[rate], metrics[`${rate}Server`]])
    .filter(([client, engine]) => client !== undefined && engine !== undefined);
  if (pairs.length === 0) return [];
  const client = median(pairs.map(([each]) => each));
  const engine = median(pairs.map(([, each]) => each));
  const paired = median(pairs.map(([one, other]) => one / other));
  const { model, threads } = provider.description;
  const lengths = `${parameters.promptTokens} → ${parameters.outputTokens}`;
  return [
    {
      model,
      threads,
      case: `${benchmark.name} ${lengths}`,
      rate,
      n: pairs.length,
      'client tok/s': round(client, 1),
      'engine tok/s': round(engine, 1),
      'ratio of medians': round(client / engine, 4),
      'median of ratios': round(paired, 4),
    },
  ];
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}
