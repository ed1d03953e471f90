/**
 * How fast the history answers: lays ten thousand runs of twenty benchmarks into a folder, builds the index, and asks it
 * in this process and in fresh ones. Run it after a build: `node bench/history-query.mjs [runs]` (target: under 0.5 s a
 * query). `ACODE_BENCH_DIST` names another folder of compiled files.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const dist = pathToFileURL(
  `${resolve(process.env.ACODE_BENCH_DIST ?? fileURLToPath(new URL('../dist', import.meta.url)))}/`,
);
const indexModule = new URL('src/history/run-index.js', dist).href;
const { queryRuns, reindex } = await import(indexModule);

const count = Number(process.argv[2] ?? 10_000);
const DAY_MS = 86_400_000;
const NEWEST_MS = Date.UTC(2026, 10, 1);

const dataDir = mkdtempSync(join(tmpdir(), 'acode-history-bench-'));
try {
  time(`lay ${count} runs of 20 benchmarks`, () => layRuns());
  await timeAsync('build the index', () => reindex(dataDir));
  const queries = {
    'last 20': { last: 20 },
    'last 30 days of one model': { fromMs: NEWEST_MS - 30 * DAY_MS, model: 'model-3' },
    'one benchmark, one tag': { benchmark: 'benchmark-7', tag: 'nightly' },
    everything: {},
  };
  const rows = [];
  for (const [query, condition] of Object.entries(queries)) rows.push({ query, ...(await measure(condition)) });
  console.table(rows);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

async function measure(condition) {
  const times = [];
  let found = 0;
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    found = (await queryRuns(dataDir, condition)).length;
    times.push(performance.now() - start);
  }
  const program = `const { queryRuns } = await import(${JSON.stringify(indexModule)}); await queryRuns(process.argv[1], JSON.parse(process.argv[2]));`;
  const start = performance.now();
  execFileSync(process.execPath, ['--input-type=module', '-e', program, dataDir, JSON.stringify(condition)]);
  const wholeMs = performance.now() - start;
  return { found, 'median ms': Math.round(times.sort((a, b) => a - b)[2]), 'whole process ms': Math.round(wholeMs) };
}

function layRuns() {
  const metric = {
    unit: 'ms',
    better: 'lower',
    n: 10,
    mean: 1,
    sd: 0.1,
    min: 1,
    max: 1,
    p50: 1,
    p95: 1,
    p99: 1,
    mad: 0,
    coarse: [],
    outliers: 0,
  };
  const cases = Array.from({ length: 20 }, (_, index) => ({
    caseId: `benchmark-${index}-0123456789ab`,
    ordinal: index,
    benchmark: `benchmark-${index}`,
    target: 'model',
    parameters: { promptTokens: 512, outputTokens: 128 },
    status: 'completed',
    metrics: { ttft: metric, e2el: metric },
    caseMetrics: {},
  }));
  for (let run = 0; run < count; run += 1) {
    const createdAt = new Date(NEWEST_MS - run * 3_600_000).toISOString();
    const runId = `${createdAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-aaaa`;
    const dir = join(dataDir, 'runs', runId);
    mkdirSync(dir, { recursive: true });
    const summary = {
      schema: 'acode-summary/1',
      runId,
      status: 'completed',
      createdAt,
      durationMs: 60_000,
      suites: ['standard'],
      targets: [{ name: `model-${run % 5}`, fingerprint: 'f' }],
      counts: { completed: 20, failed: 0, timedOut: 0, skipped: 0, interrupted: 0, outstanding: 0 },
      cases,
    };
    writeFileSync(join(dir, 'summary.json'), JSON.stringify(summary));
    if (run % 10 === 0)
      writeFileSync(join(dir, 'tags.json'), JSON.stringify({ schema: 'acode-tags/1', tags: ['nightly'] }));
  }
}

function time(title, work) {
  const start = performance.now();
  work();
  console.log(`${title}: ${Math.round(performance.now() - start)} ms`);
}

async function timeAsync(title, work) {
  const start = performance.now();
  await work();
  console.log(`${title}: ${Math.round(performance.now() - start)} ms`);
}
