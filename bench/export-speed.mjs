/**
 * How fast a large run is exported: lays a run of a hundred thousand samples, in ten cases, into a journal and exports it in
 * every format that holds samples or sums them up, each in a process of its own. Run it after a build:
 * `node bench/export-speed.mjs [samples, 100000] [tokens a sample, 16] [folder to keep]`. Prints the time from the process's
 * start (target: under a second), the CPU time of all its threads, both divided by those of a process that does nothing but
 * read every record of the journal, the most memory it held and the size of the file. "First" is the first export of a run
 * whose summary is not kept yet. `ACODE_BENCH_DIST` names another folder of compiled files.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const distDir = resolve(process.env.ACODE_BENCH_DIST ?? fileURLToPath(new URL('../dist', import.meta.url)));
const load = async (path) => import(pathToFileURL(join(distDir, path)).href);
const { Journal } = await load('src/journal/journal.js');
const { runFolder } = await load('src/orchestrator/run-folder.js');
const { computeRequestMetrics } = await load('src/metrics/request-metrics.js');

const [samples = '100000', tokens = '16', kept] = process.argv.slice(2);
const CASES = 10;
const RUN_ID = '20261101-000000-aaaa';
const ROUNDS = 5;
const FORMATS = [
  { options: ['--format', 'json'], first: true },
  { options: ['--format', 'json'] },
  { options: ['--format', 'ndjson'] },
  { options: ['--format', 'csv', '--samples'] },
  { options: ['--format', 'csv'] },
  { options: ['--format', 'markdown'] },
  { options: ['--format', 'html'] },
];

const dataDir = kept === undefined ? mkdtempSync(join(tmpdir(), 'acode-export-bench-')) : resolve(kept);
const { summarySeal, chartsSeal } = runFolder(dataDir, RUN_ID);
try {
  if (!existsSync(runFolder(dataDir, RUN_ID).journalDir)) await layRun();
  const bare = measure({ name: 'reading alone', args: readingAlone() });
  const exports = FORMATS.map(({ first = false, options }) => {
    const file = join(dataDir, 'export.out');
    const args = [
      join(distDir, 'src/cli.js'),
      'benchmark',
      'export',
      RUN_ID,
      ...options,
      '-o',
      file,
      '--data-dir',
      dataDir,
    ];
    const name = `${options.slice(1).join(' ')}${first ? ', first' : ''}`;
    const measured = measure({ name, args, before: () => first && forgetSummary() });
    return { ...measured, fileMiB: statSync(file).size / 2 ** 20 };
  });
  console.log(`${samples} samples of ${tokens} tokens, best of ${ROUNDS}`);
  console.table([bare, ...exports].map((each) => rowOf(each, bare)));
} finally {
  if (kept === undefined) rmSync(dataDir, { recursive: true, force: true });
}

/** The next export has to compute what is kept beside the journal. */
function forgetSummary() {
  for (const seal of [summarySeal, chartsSeal]) rmSync(seal, { force: true });
}

/** The journal's records, one after the other, and nothing done with them. */
function readingAlone() {
  const program = `
    const { openStore } = await import(${JSON.stringify(pathToFileURL(join(distDir, 'src/journal/level-store.js')).href)});
    const store = await openStore(${JSON.stringify(runFolder(dataDir, RUN_ID).journalDir)}, { create: false });
    const iterator = store.iterator({ highWaterMarkBytes: 1 << 20 });
    while ((await iterator.nextv(1_000)).length > 0);
    await iterator.close();
    await store.close();`;
  return ['--input-type=module', '-e', program];
}

function measure({ name, args, before = () => undefined }) {
  const report =
    'process.on("exit", () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); process.stderr.write("\\n" + JSON.stringify({ cpuS: (userCPUTime + systemCPUTime) / 1e6, maxRSS })); })';
  const hook = `data:text/javascript,${encodeURIComponent(report)}`;
  const rounds = Array.from({ length: ROUNDS }, () => {
    before();
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ['--import', hook, ...args], { encoding: 'utf8' });
    const wallS = (performance.now() - start) / 1_000;
    if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
    return { wallS, ...JSON.parse(stderr.trim().split('\n').at(-1)) };
  });
  const best = (id) => Math.min(...rounds.map((round) => round[id]));
  return { name, wallS: best('wallS'), cpuS: best('cpuS'), memoryKiB: Math.max(...rounds.map(({ maxRSS }) => maxRSS)) };
}

function rowOf({ name, wallS, cpuS, memoryKiB, fileMiB }, bare) {
  return {
    what: name,
    seconds: wallS.toFixed(2),
    'of reading': (wallS / bare.wallS).toFixed(1),
    'CPU seconds': cpuS.toFixed(2),
    'CPU of reading': (cpuS / bare.cpuS).toFixed(1),
    'memory MiB': Math.round(memoryKiB / 1_024),
    'file MiB': fileMiB?.toFixed(1) ?? '–',
  };
}

async function layRun() {
  const folder = runFolder(dataDir, RUN_ID);
  mkdirSync(folder.dir, { recursive: true });
  writeFileSync(folder.eventLog, '');
  const perCase = Math.ceil(Number(samples) / CASES);
  const cases = Array.from({ length: CASES }, (_, ordinal) => ({
    id: `latency-${String(ordinal).padStart(12, '0')}`,
    ordinal,
    benchmark: 'latency',
    benchmarkVersion: 1,
    target: 'model',
    parameters: { promptTokens: 64 + ordinal, outputTokens: Number(tokens) },
    warmup: 0,
    iterations: perCase,
    timeoutMs: 60_000,
    seed: 1,
  }));
  const environment = {
    cpu: { model: cpus()[0]?.model ?? 'CPU', logicalCores: cpus().length, availableCores: cpus().length },
    memory: { totalBytes: totalmem(), freeBytes: totalmem() },
    os: { platform: 'linux', name: 'Linux', kernel: '6', architecture: 'x64' },
    node: process.version,
    acode: '0.1.0',
  };
  const targets = [
    { name: 'model', spec: { kind: 'embedded', modelPath: 'm.gguf', gpu: false }, fingerprint: 'sha256:0' },
  ];
  const plan = { version: 1, suites: ['bench'], targets, seed: 42, deterministic: false, hash: 'h' };
  const generation = {
    generation: 1,
    startedAt: '2026-11-01T00:00:00.000Z',
    traceId: '1'.repeat(32),
    orchestrator: { pid: 1, startedMs: 0 },
    environment,
  };
  const meta = {
    format: 1,
    runId: RUN_ID,
    createdAt: '2026-11-01T00:00:00.000Z',
    acode: '0.1.0',
    metricDefs: 1,
    plan,
    caseCount: CASES,
    environment,
    command: ['acode', 'benchmark', 'run'],
  };
  const journal = await Journal.create(folder.journalDir, { meta, plan: { ...plan, cases }, generation });
  const key = { attempt: 1, take: 0 };
  for (const { ordinal } of cases) {
    await journal.startCase(ordinal, { ...key, worker: { pid: 1, startedMs: 0 }, fruitless: 0 });
    for (let from = 0; from < perCase; from += 500) {
      const count = Math.min(500, perCase - from);
      await journal.appendSamples(
        ordinal,
        key,
        Array.from({ length: count }, (_, index) => sampleOf(from + index)),
      );
    }
    const ended = { endedAt: '2026-11-01T01:00:00.000Z', durationMs: 1_000, warnings: [] };
    await journal.endCase(ordinal, { ...key, ...ended, status: 'completed' }, []);
  }
  await journal.endRun({ status: 'completed', endedAt: '2026-11-01T02:00:00.000Z' });
  await journal.close();
}

/** A sample as the embedded model's latency benchmark leaves it, in the order of its members too; the times wander with the iteration. */
function sampleOf(iteration) {
  const gaps = Array.from(
    { length: Number(tokens) - 1 },
    (_, index) => 0.3 + ((iteration * 7 + index * 13) % 101) / 1_000,
  );
  const ttftMs = 4.5 + (iteration % 97) / 100;
  const lastTokenMs = ttftMs + gaps.reduce((sum, gap) => sum + gap, 0);
  const facts = {
    outcome: { status: 'ok' },
    stamps: {
      scheduledMs: 0,
      sendMs: 0.021,
      firstEventMs: ttftMs,
      firstTokenMs: ttftMs,
      firstAnswerMs: ttftMs,
      lastTokenMs,
      endMs: lastTokenMs + 0.1,
    },
    counts: {
      promptTokens: 64,
      cachedPromptTokens: 0,
      outputTokens: Number(tokens),
      firstEventTokens: 1,
      requestedPromptTokens: 64,
      requestedOutputTokens: Number(tokens),
      source: 'server',
    },
    engine: {
      prefillTokens: 64,
      prefillMs: ttftMs - 0.2,
      decodeTokens: Number(tokens) - 1,
      decodeMs: lastTokenMs - ttftMs,
    },
    cold: true,
  };
  const { cold: _, ...stored } = facts;
  const { metrics, labels } = computeRequestMetrics(facts);
  const outputDigest = createHash('sha256').update(String(iteration)).digest('hex');
  const request = { ...stored, finish: 'length', outputDigest, metrics, series: { icl: gaps }, labels };
  const startedAt = new Date(Date.UTC(2026, 10, 1) + iteration * 30).toISOString();
  return {
    phase: 'measure',
    iteration,
    startedAt,
    durationMs: lastTokenMs + 0.2,
    requests: [request],
    metrics: {},
    labels: [],
  };
}
