/**
 * How often comparisons are right: the share of A/A comparisons that claim a difference, of simulated and of real equal
 * runs; the power against slowdowns of 10 % and 5 %; and whether `need n ≥ k` keeps its promise. Run it after a build:
 * `node bench/compare-power.mjs [data folder of equal runs] [comparisons, 200]`. `node bench/equal-runs.mjs` makes such a
 * folder; without one only the simulations run. `ACODE_BENCH_DIST` names another folder of compiled files.
 */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const dist = pathToFileURL(
  `${resolve(process.env.ACODE_BENCH_DIST ?? fileURLToPath(new URL('../dist', import.meta.url)))}/`,
);
const load = async (path) => import(new URL(path, dist).href);
const { compareSides } = await load('src/report/compare/compare-runs.js');
const { judge } = await load('src/report/compare/verdict.js');
const { sidesOfRun } = await load('src/report/compare/comparison-side.js');
const { runSpreads } = await load('src/history/run-spreads.js');
const { createRandom } = await load('src/statistics/random.js');
const { normalQuantile } = await load('src/statistics/normal.js');
const { median } = await load('src/statistics/quantiles.js');
const { BENCHMARKS } = await load('benchmarks/registry.js');

const primaryMetrics = (name) => BENCHMARKS.find((benchmark) => benchmark.name === name)?.primaryMetrics ?? [];
const METRICS = primaryMetrics('inference');
const [folder, count = '200'] = process.argv.slice(2);
const COMPARISONS = Number(count);
const ITERATIONS = 10;
const KEPT_RUNS = 20;

const random = createRandom(20_261_124);
const uniform = () => (random.nextUint32() + 0.5) / 2 ** 32;
const normal = () => normalQuantile(uniform());

/** Logarithms of what multiplies a time, iteration by iteration, for a typical spread of `s` within a run. */
const NOISE = {
  normal: (n, s) => Array.from({ length: n }, () => s * normal()),
  'heavy tails (t, 3 df)': (n, s) =>
    Array.from({ length: n }, () => {
      const scale = Math.sqrt((normal() ** 2 + normal() ** 2 + normal() ** 2) / 3);
      return (s * normal()) / scale / Math.sqrt(3);
    }),
  'one in ten up to twice as long': (n, s) =>
    Array.from({ length: n }, () => s * normal() + (uniform() < 0.1 ? Math.LN2 * uniform() : 0)),
  'each like the last (AR 0.5)': (n, s) => {
    let last = normal();
    return Array.from({ length: n }, () => {
      last = 0.5 * last + Math.sqrt(0.75) * normal();
      return s * last;
    });
  },
  'drift within the run, ± 1.5 s': (n, s) => {
    const drift = 3 * s * (uniform() - 0.5);
    return Array.from({ length: n }, (_, index) => s * normal() + (drift * index) / n);
  },
  'runs differ by 2 %': (n, s) => {
    const shift = 0.02 * normal();
    return Array.from({ length: n }, () => s * normal() + shift);
  },
  'one run in five 20 % slower': (n, s) => {
    const shift = uniform() < 0.2 ? 0.2 : 0;
    return Array.from({ length: n }, () => s * normal() + shift);
  },
};

simulatedEqual();
power();
promises();
if (folder !== undefined) await realEqual(resolve(folder));

function simulatedEqual() {
  const rows = [];
  for (const [kind, noise, shape] of [
    ['normal', 0.01, 'request'],
    ['normal', 0.03, 'request'],
    ['normal', 0.05, 'request'],
    ['normal', 0.05, 'unrelated'],
    ['heavy tails (t, 3 df)', 0.05, 'request'],
    ['one in ten up to twice as long', 0.05, 'request'],
    ['each like the last (AR 0.5)', 0.05, 'request'],
    ['drift within the run, ± 1.5 s', 0.05, 'request'],
    ['runs differ by 2 %', 0.01, 'request'],
    ['one run in five 20 % slower', 0.02, 'request'],
  ]) {
    const draw = () => simulatedRun({ kind, noise, shape });
    const alone = [];
    const beside = [];
    for (let each = 0; each < COMPARISONS; each += 1) {
      const kept = spreadsOfRuns(Array.from({ length: KEPT_RUNS }, draw));
      const sides = [sideOf(draw()), sideOf(draw())];
      alone.push(compareSides(...sides, { primaryMetrics }));
      beside.push(compareSides(...sides, { primaryMetrics, runSpreads: kept }));
    }
    const bare = tally(alone, (row) => row.verdict);
    const guarded = tally(beside, (row) => row.verdict);
    rows.push({
      'within a run': kind,
      spread: percent(noise),
      metrics: shape === 'request' ? 'of requests' : '4 unrelated',
      'alone: comparisons': bare.comparisons,
      'alone: metrics': bare.metrics,
      [`${KEPT_RUNS} kept: comparisons`]: guarded.comparisons,
      [`${KEPT_RUNS} kept: metrics`]: guarded.metrics,
    });
  }
  print(
    `A/A, simulated: ${COMPARISONS} comparisons a row, a case of 4 metrics, n = ${ITERATIONS}; share with a false verdict (target: at most 2 %)`,
    rows,
  );
}

function power() {
  const cases = [
    { change: 0.1, noise: 0.05, what: 'the only metric', only: 'e2el', target: '≥ 85 %' },
    { change: 0.1, noise: 0.05, what: 'every request, 4 metrics', target: '≥ 85 %' },
    { change: 0.1, noise: 0.05, what: 'every request, 4 metrics', kept: 20, target: '' },
    { change: 0.1, noise: 0.05, what: 'every request, 4 metrics', kept: 40, target: '' },
    { change: 0.1, noise: 0.05, what: 'decoding alone, 4 metrics', phase: 'decode', target: '' },
    { change: 0.1, noise: 0.05, what: '1 of 4 unrelated metrics', shape: 'unrelated', target: 'best test: 84 %' },
    { change: 0.05, noise: 0.01, what: 'the only metric', only: 'e2el', target: '100 %' },
    { change: 0.05, noise: 0.01, what: 'every request, 4 metrics', target: '100 %' },
    { change: 0.05, noise: 0.01, what: 'every request, 4 metrics', kept: 20, target: '100 %' },
    { change: 0.05, noise: 0.01, what: '1 of 4 unrelated metrics', shape: 'unrelated', target: '100 %' },
    {
      change: 0.05,
      noise: 0.01,
      what: 'the same with --threshold 5%',
      shape: 'unrelated',
      threshold: 0.05,
      target: '',
    },
  ];
  const rows = cases.map(({ what, target, ...each }) => ({
    slower: percent(each.change),
    spread: percent(each.noise),
    what,
    floor: each.kept ? `${each.kept} kept runs` : 'none',
    found: share(Array.from({ length: COMPARISONS }, () => findsSlowdown(each)).filter(Boolean).length, COMPARISONS),
    target,
  }));
  print(`Power, simulated: ${COMPARISONS} comparisons a row, n = ${ITERATIONS}`, rows);
}

function findsSlowdown({ change, noise, only, kept, phase, shape = 'request', threshold }) {
  const draw = (slower) => simulatedRun({ kind: 'normal', noise, shape, slower, phase });
  const runs = Array.from({ length: kept ?? 0 }, () => draw(0));
  const rules = {
    primaryMetrics: only === undefined ? primaryMetrics : () => [only],
    runSpreads: spreadsOfRuns(runs),
    ...(threshold === undefined ? {} : { threshold }),
  };
  const { rows } = compareSides(sideOf(draw(0)), sideOf(draw(Math.log1p(change))), rules);
  return rows.some(({ metric, verdict }) => verdict === 'regressed' && (shape === 'request' || metric === 'e2el'));
}

/** `need n ≥ k` of comparisons with 5 values, tried with k values of the same kind. */
function promises() {
  const rows = [];
  for (const [noise, change] of [
    [0.05, 0.1],
    [0.05, 0.2],
    [0.02, 0],
    [0.02, 0.06],
  ]) {
    let promised = 0;
    let kept = 0;
    const needed = [];
    const tries = Math.ceil(COMPARISONS / 4);
    for (let each = 0; each < tries; each += 1) {
      const draw = (n, slower) => sideOf(simulatedRun({ kind: 'normal', noise, shape: 'request', slower, n }));
      const compare = (n) =>
        compareSides(draw(n, 0), draw(n, Math.log1p(change)), { primaryMetrics: () => ['e2el'] }).rows[0];
      const first = compare(5);
      if (first.needed === undefined || first.needed > 400) continue;
      promised += 1;
      needed.push(first.needed);
      if (compare(first.needed).verdict !== 'inconclusive') kept += 1;
    }
    rows.push({
      slower: percent(change),
      spread: percent(noise),
      promised,
      'median k': needed.length === 0 ? '–' : median(needed),
      'verdict with k values': promised === 0 ? '–' : share(kept, promised),
    });
  }
  print('need n ≥ k from 5 values, then measured anew with k: the k of so few values is itself a guess', rows);
}

/** Values of one run's only case. `request`: the metrics as requests give them; `unrelated`: each with noise of its own. */
function simulatedRun({ kind, noise, shape, slower = 0, phase, n = ITERATIONS }) {
  const draw = () => NOISE[kind](n, noise);
  if (shape === 'unrelated') {
    const typical = { e2el: 500, ttft: 50, decodeTps: 100, prefillTps: 900 };
    return Object.fromEntries(
      Object.entries(typical).map(([metric, value]) => [
        metric,
        draw().map((log) => value * Math.exp(log + (metric === 'e2el' ? slower : 0))),
      ]),
    );
  }
  const decode = draw().map((log) => 450 * Math.exp(log + slower));
  const ttft = draw().map((log) => 50 * Math.exp(log + (phase === 'decode' ? 0 : slower)));
  return {
    e2el: decode.map((ms, index) => ms + ttft[index]),
    ttft,
    decodeTps: decode.map((ms) => 127_000 / ms),
    prefillTps: ttft.map((ms) => 512_000 / ms),
  };
}

function sideOf(values) {
  const samples = values.e2el.map((_, iteration) => {
    const metrics = Object.fromEntries(METRICS.map((metric) => [metric, values[metric][iteration]]));
    const request = { outcome: { status: 'ok' }, metrics, labels: [] };
    return { sample: { iteration, phase: 'measure', requests: [request], metrics: {} } };
  });
  const planned = { id: 'case', benchmark: 'inference', benchmarkVersion: 1, parameters: {} };
  return {
    label: 'simulated',
    fingerprint: [],
    cases: new Map([['case', { planned, samples, state: {} }]]),
    incomplete: new Map(),
    disturbances: new Map(),
  };
}

/** What these runs would say of the machine if they were kept. */
function spreadsOfRuns(runs) {
  const summaries = runs.map((values) => ({
    targets: [],
    environment: { cpu: { logicalCores: 1 } },
    cases: [
      {
        target: 'model',
        benchmark: 'inference',
        parameters: {},
        status: 'completed',
        metrics: Object.fromEntries(METRICS.map((metric) => [metric, { p50: median(values[metric]) }])),
        caseMetrics: {},
      },
    ],
  }));
  return runSpreads([{ target: 'model', summaries }], primaryMetrics);
}

/** Real equal runs, compared as `compare` would: the newest others are the kept runs. */
async function realEqual(dataDir) {
  const runs = await readRuns(dataDir);
  const shares = runs.flatMap(({ side }) => [...side.disturbances.values()]);
  console.log(
    `A/A, real: ${runs.length} equal runs in ${dataDir}. Others had more than 10 % of the CPU in ${share(shares.filter((each) => each > 0.1).length, shares.length)} of the cases, median ${percent(median(shares))}.`,
  );
  const measured = await measuredFloors(runs);
  const all = runs.flatMap((a, index) => runs.slice(index + 1).map((b) => [a, b]));
  const groups = {
    'any two': shuffled(all).slice(0, COMPARISONS),
    'one after the other': runs.slice(1).map((run, index) => [runs[index], run]),
  };
  for (const [name, pairs] of Object.entries(groups)) {
    const aloneOn = (onVirtual) =>
      pairs.map(([a, b]) => compareSides({ ...a.side, onVirtual }, { ...b.side, onVirtual }, { primaryMetrics }));
    const alone = aloneOn(false);
    const beside = pairs.map(([a, b]) =>
      compareSides(a.side, b.side, { primaryMetrics, runSpreads: keptSpreads(runs, [a, b]) }),
    );
    const guards = [
      ['none at all', alone, { otherCpuShare: 0 }],
      ['other programs alone', alone, {}],
      ['what is assumed of a virtual machine, too', aloneOn(true), {}],
      ['kept runs alone', beside, { otherCpuShare: 0 }],
      ['both, as compare does', beside, {}],
      ['floors by noise, no kept runs', alone, (row) => ({ noiseFloor: measured[row.metric] ?? 0 })],
      ['all three', beside, (row) => ({ noiseFloor: measured[row.metric] ?? 0 })],
    ];
    print(
      `${name}: ${pairs.length} comparisons of ${alone[0]?.rows.length ?? 0} metrics, share with a false verdict (target: at most 2 %)`,
      guards.map(([guard, results, changes]) => ({
        guard,
        ...tally(results, (row) => rejudge(row, typeof changes === 'function' ? changes(row) : changes)),
      })),
    );
  }
}

async function readRuns(dataDir) {
  const { listRunIds, runFolder } = await load('src/orchestrator/run-folder.js');
  const { readRun } = await load('src/journal/load-run.js');
  const { readSummary } = await load('src/history/read-summary.js');
  const runs = [];
  for (const id of await listRunIds(dataDir)) {
    const record = await readRun(runFolder(dataDir, id).journalDir);
    if (record.state.status !== 'completed') continue;
    const [side] = sidesOfRun(record);
    if (side !== undefined) runs.push({ side, summary: await readSummary(runFolder(dataDir, id)) });
  }
  return runs;
}

function keptSpreads(runs, compared) {
  const summaries = runs.filter((run) => !compared.includes(run)).map(({ summary }) => summary);
  return runSpreads([{ target: compared[0].side.target, summaries }], primaryMetrics);
}

/** What `noise` stores of every third run. */
async function measuredFloors(runs) {
  const { noiseFloorsOf } = await load('src/history/noise-floor.js');
  const sides = runs.filter((_, index) => index % 3 === 0).map(({ side }) => side);
  return Object.fromEntries(Object.entries(noiseFloorsOf(sides, primaryMetrics)).map(([id, { floor }]) => [id, floor]));
}

function shuffled(items) {
  const order = [...items];
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = random.nextBelow(index + 1);
    [order[index], order[other]] = [order[other], order[index]];
  }
  return order;
}

/** The verdict of a row under another tolerance, without drawing its interval again. */
function rejudge(row, changes) {
  const { before, after, tolerance, ...evidence } = row;
  const counts = { before: before.n, after: after.n };
  return judge({ ...evidence, counts, family: 1 }, { ...tolerance, ...changes }).verdict;
}

/** A comparison is false when any of its metrics is. */
function tally(results, verdictOf) {
  const verdicts = results.map(({ rows }) => rows.filter(({ effect }) => effect !== undefined).map(verdictOf));
  const isFalse = (verdict) => verdict === 'regressed' || verdict === 'improved';
  const metrics = verdicts.flat();
  return {
    comparisons: share(verdicts.filter((each) => each.some(isFalse)).length, verdicts.length),
    metrics: share(metrics.filter(isFalse).length, metrics.length),
    unchanged: share(metrics.filter((verdict) => verdict === 'unchanged').length, metrics.length),
  };
}

function share(part, whole) {
  return `${percent(part / whole)} (${part} of ${whole})`;
}

function percent(value) {
  return `${Number((value * 100).toFixed(1))} %`;
}

function print(title, rows) {
  console.log(title);
  console.table(rows);
}
