/**
 * What the harness itself costs: time outside the timed windows, case by case, time in the journal, and memory of the
 * orchestrator and of a worker without its model. Runs the quick suite with the built-in model through the real
 * orchestrator, in this process. Linux only. After a build: `node bench/overhead.mjs`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const RUNTIME_DIR = fileURLToPath(new URL('../.runtime', import.meta.url));
const SMOKE_MODEL = fileURLToPath(new URL('../models/smoke/acode-smoke-q8_0.gguf', import.meta.url));
const WORKER_ENTRY = fileURLToPath(new URL('../dist/src/worker/main.js', import.meta.url));
const RUN_ID = '20260101-000000-abcd';
const TARGET_BYTES = 100e6;

/** As the orchestrator starts its workers. */
const WORKER_FLAGS = ['--max-semi-space-size=1', '--enable-source-maps'];

if (process.argv[2] === '--worker-with-runtime') await beWorkerWithRuntime();
else await main();

async function main() {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'acode-bench-'));
  try {
    const workers = await measureWorkers();
    const { record, totalMs, memory, journal } = await runQuickSuite(dataDir);
    printTimes(record, totalMs, journal);
    printMemory(memory, workers);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A plan like `--suite quick`, run to its end, with a look at this process after every case. */
async function runQuickSuite(dataDir) {
  // Loaded here, so that a worker measured by this program does not carry them.
  const { BENCHMARKS } = await import('../dist/benchmarks/registry.js');
  const { SUITES } = await import('../dist/benchmarks/suites.js');
  const { readRun } = await import('../dist/src/journal/load-run.js');
  const { readEnvironment } = await import('../dist/src/orchestrator/environment.js');
  const { orchestrate } = await import('../dist/src/orchestrator/orchestrate.js');
  const { runFolder } = await import('../dist/src/orchestrator/run-folder.js');
  const { buildPlan } = await import('../dist/src/plan/build-plan.js');
  const journal = await timeJournal();
  const spec = { kind: 'embedded', modelPath: SMOKE_MODEL, gpu: false };
  const plan = buildPlan({
    benchmarks: BENCHMARKS,
    suites: SUITES,
    suiteNames: ['quick'],
    benchmarkNames: [],
    targets: [{ name: 'acode-smoke-q8_0', spec, fingerprint: 'bench' }],
    deterministic: false,
  });
  const looks = [];
  const startMs = performance.now();
  const outcome = await orchestrate({
    dataDir,
    runId: RUN_ID,
    source: { kind: 'new', plan, command: [] },
    environment: await readEnvironment('bench'),
    acodeVersion: 'bench',
    metricDefs: 1,
    workerEntry: WORKER_ENTRY,
    runtimeDir: RUNTIME_DIR,
    wait: false,
    logLevel: 'info',
    signal: new AbortController().signal,
    onEvent: (event) => {
      if (event.type === 'case-end') looks.push(memoryOf('self'));
    },
  });
  const totalMs = performance.now() - startMs;
  if (outcome.status !== 'completed' || outcome.counts.failed > 0)
    throw new Error(`the run ended ${JSON.stringify(outcome)}`);
  const memory = looks.toSorted((a, b) => b.rssBytes - a.rssBytes)[0];
  return { record: await readRun(runFolder(dataDir, RUN_ID).journalDir), totalMs, memory, journal };
}

/** Times every write of the journal from its call until it is durable. */
async function timeJournal() {
  const { Journal } = await import('../dist/src/journal/journal.js');
  const spent = { ms: 0, writes: 0 };
  for (const name of ['startCase', 'appendSamples', 'endCase', 'saveTarget', 'note', 'endRun']) {
    const original = Journal.prototype[name];
    Journal.prototype[name] = async function timed(...parameters) {
      const startMs = performance.now();
      try {
        return await original.apply(this, parameters);
      } finally {
        spent.ms += performance.now() - startMs;
        spent.writes += 1;
      }
    };
  }
  return spent;
}

function printTimes(record, totalMs, journal) {
  const rows = record.cases.map(({ planned, state, samples }) => {
    const timedMs = samples.reduce((sum, { sample }) => sum + sample.durationMs, 0);
    return {
      case: `${planned.benchmark} ${Object.values(planned.parameters).join('/')}`,
      samples: samples.length,
      'case ms': state.durationMs,
      'timed ms': Math.round(timedMs),
      'worker outside ms': Math.round(state.overheadMs),
      'outside per sample ms': round1(state.overheadMs / samples.length),
      'start, load, end ms': Math.round(state.durationMs - timedMs - state.overheadMs),
      'harness CPU ms': round1(state.usage?.harnessCpuMs ?? NaN),
    };
  });
  console.table(rows);
  const sum = (column) => rows.reduce((total, row) => total + row[column], 0);
  console.log(
    `whole run ${Math.round(totalMs)} ms: timed ${sum('timed ms')} ms (${percent(sum('timed ms') / totalMs)}), worker outside timed windows ${sum('worker outside ms')} ms (${percent(sum('worker outside ms') / totalMs)}: contexts, prompts, acknowledgements), starting workers and loading ${sum('start, load, end ms')} ms (${percent(sum('start, load, end ms') / totalMs)})`,
  );
  console.log(
    `journal: ${journal.writes} writes in ${round1(journal.ms)} ms, ${percent(journal.ms / totalMs)} of the run; harness CPU while cases ran ${round1(sum('harness CPU ms'))} ms, ${percent(sum('harness CPU ms') / totalMs)} of one core`,
  );
}

function printMemory(orchestrator, workers) {
  const megabytes = (bytes) => round1(bytes / 1e6);
  console.table([
    {
      process: 'orchestrator, highest after a case',
      'PSS MB': megabytes(orchestrator.pssBytes),
      'RSS MB': megabytes(orchestrator.rssBytes),
      'peak RSS MB': megabytes(orchestrator.peakRssBytes),
    },
    ...workers.map(({ process, pssBytes, rssBytes, peakRssBytes }) => ({
      process,
      'PSS MB': megabytes(pssBytes),
      'RSS MB': megabytes(rssBytes),
      'peak RSS MB': megabytes(peakRssBytes),
    })),
  ]);
  const both = together(orchestrator, workers[1]);
  const rss = orchestrator.rssBytes + workers[1].rssBytes;
  console.log(
    `harness = orchestrator + worker with runtime and no model: ${megabytes(both)} MB with pages of the same file counted once (target ${TARGET_BYTES / 1e6} MB): ${both <= TARGET_BYTES ? 'met' : 'MISSED'}; both resident sizes added: ${megabytes(rss)} MB`,
  );
  console.log(
    `the built-in model's file is ${megabytes(statSync(SMOKE_MODEL).size)} MB, mapped; its context and buffers come on top.`,
  );
}

/** The real worker after its greeting, the same with runtime and engine but no model, and the real one with the model. */
async function measureWorkers() {
  return [
    await lookAtWorker('worker after hello', [WORKER_ENTRY], { awaited: 'hello' }),
    await lookAtWorker('worker with runtime, no model', [fileURLToPath(import.meta.url), '--worker-with-runtime'], {
      awaited: 'hello',
    }),
    await lookAtWorker('worker with the built-in model', [WORKER_ENTRY], { begin: openModel, awaited: 'ready' }),
  ];
}

async function openModel(child) {
  const { encodeLine } = await import('../dist/src/protocol/codec.js');
  const spec = { kind: 'embedded', modelPath: SMOKE_MODEL, gpu: false };
  const target = { name: 'm', spec, fingerprint: 'bench' };
  child.stdin.write(
    encodeLine({ v: 1, type: 'open', benchmark: 'inference', target, deterministic: false, runtimeDir: RUNTIME_DIR }),
  );
}

async function lookAtWorker(name, args, { begin = () => Promise.resolve(), awaited }) {
  const child = spawn(process.execPath, [...WORKER_FLAGS, ...args], {
    stdio: ['pipe', 'ignore', 'inherit', 'pipe', 'pipe'],
    env: { ...process.env, ACODE_WORKER: '1' },
  });
  child.stdio[4].resume();
  await Promise.resolve(begin(child));
  let said = '';
  while (!said.includes(`"type":"${awaited}"`)) {
    const [bytes] = await once(child.stdio[3], 'data');
    said += bytes;
  }
  await delay(500);
  const memory = memoryOf(child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  return { process: name, ...memory };
}

/** Everything a worker loads before the model: its own code, watchdog thread, binding, native library, no weights. */
async function beWorkerWithRuntime() {
  const { startWatchdog } = await import('../dist/src/worker/watchdog.js');
  const { createReportChannel } = await import('../dist/src/worker/report-channel.js');
  const { WorkerSession } = await import('../dist/src/worker/session.js');
  const { openProvider } = await import('../dist/src/worker/open-provider.js');
  const { BENCHMARKS } = await import('../dist/benchmarks/registry.js');
  await import('../dist/src/providers/embedded/embedded-provider.js');
  const { loadRuntime } = await import('../dist/src/providers/embedded/llama-runtime.js');
  startWatchdog({ parentPid: process.ppid, heartbeatFd: 4 });
  const channel = createReportChannel(3, () => process.exit(0));
  globalThis.session = new WorkerSession({ channel, benchmarks: BENCHMARKS, openProvider });
  const runtime = await loadRuntime(RUNTIME_DIR);
  const options = {
    gpu: false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: 'info',
    logger: () => undefined,
    maxThreads: 1,
  };
  globalThis.llama = await runtime.llama.getLlama(options);
  channel.send({ v: 1, type: 'hello', pid: process.pid, node: process.version });
  process.stdin.on('end', () => process.exit(0)).resume();
}

/**
 * Memory of a process: proportional, resident, the kernel's mark of its highest resident, and the last split into private
 * pages and pages of each file. Proportional memory falls when a stranger runs the same program; the split does not.
 */
function memoryOf(pid) {
  const kibibytes = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)[1]) * 1_024;
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    pssBytes: kibibytes(rollup, 'Pss'),
    rssBytes: kibibytes(rollup, 'Rss'),
    peakRssBytes: kibibytes(status, 'VmHWM'),
    ...pagesOf(readFileSync(`/proc/${pid}/smaps`, 'utf8')),
  };
}

function pagesOf(smaps) {
  const fileBytes = new Map();
  let anonymousBytes = 0;
  for (const [, file, facts] of smaps.matchAll(/^[\da-f]+-[\da-f]+ \S+ \S+ \S+ \d+ *(.*)\n((?:[A-Z].*\n?)*)/gm)) {
    const kibibytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(facts)[1]) * 1_024;
    anonymousBytes += kibibytes('Anonymous');
    const known = fileBytes.get(file) ?? 0;
    fileBytes.set(file, known + kibibytes('Rss') - kibibytes('Anonymous'));
  }
  return { anonymousBytes, fileBytes };
}

/** Memory of two processes, pages of a file that both map counted once. */
function together(one, other) {
  let bytes = one.anonymousBytes + other.anonymousBytes;
  for (const file of new Set([...one.fileBytes.keys(), ...other.fileBytes.keys()])) {
    bytes += Math.max(one.fileBytes.get(file) ?? 0, other.fileBytes.get(file) ?? 0);
  }
  return bytes;
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

function round1(value) {
  return Number(value.toFixed(1));
}
