/**
 * How often comparisons are right: the share of A/A comparisons that claim a difference, of simulated and of real equal
 * runs, and the power against slowdowns of 10 % and 5 %. Run it after a build:
 * `node bench/compare-power.mjs [data folder with two or more equal runs]`. Without a folder only the simulations run.
 * `ACODE_BENCH_DIST` names another folder of compiled files.
 */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const dist = pathToFileURL(
  `${resolve(process.env.ACODE_BENCH_DIST ?? fileURLToPath(new URL('../dist', import.meta.url)))}/`,
);
const load = async (path) => import(new URL(path, dist).href);
const { compareSides } = await load('src/report/compare/compare-runs.js');
const { sidesOfRun } = await load('src/report/compare/comparison-side.js');
const { createRandom } = await load('src/statistics/random.js');
const { normalQuantile } = await load('src/statistics/normal.js');
const { BENCHMARKS } = await load('benchmarks/registry.js');

const primaryMetrics = (name) => BENCHMARKS.find((benchmark) => benchmark.name === name)?.primaryMetrics ?? [];
const COMPARISONS = 200;

const random = createRandom(20_261_124);
const normal = () => normalQuantile((random.nextUint32() + 0.5) / 2 ** 32);

simulatedEqual();
power();
if (process.argv[2] !== undefined) await realEqual(resolve(process.argv[2]));

function simulatedEqual() {
  const rows = [];
  for (const noise of [0.01, 0.03, 0.05]) {
    for (const noiseFloor of noise < 0.05 ? [0] : [0, floorOf(noise)]) {
      rows.push({
        noise: percent(noise),
        floor: percent(noiseFloor),
        comparisons: COMPARISONS,
        ...rates(COMPARISONS, () => simulate({ noise, slowdown: 1, noiseFloor })),
      });
    }
  }
  print('A/A, simulated: 4 metrics of one case, n = 10 (target: at most 2 % false)', rows);
}

function power() {
  const cases = [
    { slowdown: 1.1, noise: 0.05, threshold: 0.05, target: '≥ 85 %' },
    { slowdown: 1.1, noise: 0.05, threshold: 0.05, noiseFloor: floorOf(0.05), target: '≥ 85 %' },
    { slowdown: 1.05, noise: 0.01, threshold: 0.05, target: 'on the threshold' },
    { slowdown: 1.05, noise: 0.01, threshold: 0.03, target: '100 %' },
  ];
  const rows = cases.map(({ target, ...each }) => ({
    slowdown: percent(each.slowdown - 1),
    noise: percent(each.noise),
    threshold: percent(each.threshold),
    floor: percent(each.noiseFloor ?? 0),
    regressed: rates(COMPARISONS, () => simulate(each), { metrics: ['e2el'] }).regressed,
    target,
  }));
  print('Power, simulated: one slowed metric in a case of 4, n = 10', rows);
}

/** What `noise` would store for a machine with this spread, from many runs of 10 values. */
function floorOf(noise) {
  return 1.6 * noise * Math.sqrt(2 / 10);
}

function simulate({ noise, slowdown, threshold = 0.05, noiseFloor = 0 }) {
  const side = (label, factor) => sideOf(label, { noise, factor });
  const noiseFloors = Object.fromEntries(primaryMetrics('inference').map((metric) => [metric, noiseFloor]));
  return compareSides(side('a', 1), side('b', slowdown), { primaryMetrics, threshold, noiseFloors });
}

function sideOf(label, { noise, factor }) {
  const value = (typical) => typical * Math.exp(noise * normal());
  const samples = Array.from({ length: 10 }, (_, iteration) => {
    const metrics = {
      e2el: value(500 * factor),
      ttft: value(50),
      decodeTps: value(100),
      prefillTps: value(900),
    };
    const request = { outcome: { status: 'ok' }, metrics, labels: [] };
    return { sample: { iteration, phase: 'measure', requests: [request], metrics: {} } };
  });
  const planned = { id: label, benchmark: 'inference', benchmarkVersion: 1, parameters: {} };
  return { label, fingerprint: [], cases: new Map([['case', { planned, samples, state: {} }]]) };
}

/** The noise floor is taken from every second run, and tested on the pairs of the others. */
async function realEqual(dataDir) {
  const { listRunIds, runFolder } = await load('src/orchestrator/run-folder.js');
  const { readRun } = await load('src/journal/load-run.js');
  const { noiseFloorsOf } = await load('src/history/noise-floor.js');
  const sides = [];
  for (const id of await listRunIds(dataDir)) {
    const record = await readRun(runFolder(dataDir, id).journalDir);
    if (record.state.status === 'completed') sides.push(...sidesOfRun(record).slice(0, 1));
  }
  const measured = noiseFloorsOf(
    sides.filter((_, index) => index % 2 === 1),
    primaryMetrics,
  );
  const tested = sides.filter((_, index) => index % 2 === 0);
  const pairs = tested.flatMap((a, index) => tested.slice(index + 1).map((b) => [a, b])).slice(0, COMPARISONS);
  const measuredFloors = Object.fromEntries(Object.entries(measured).map(([id, { floor }]) => [id, floor]));
  const rows = [{}, measuredFloors].map((noiseFloors, index) => {
    const results = pairs.map(([a, b]) => compareSides(a, b, { primaryMetrics, noiseFloors }));
    return { floor: index === 0 ? 'none' : 'measured', ...summary(results) };
  });
  print(`A/A, real: ${tested.length} equal runs, ${pairs.length} pairs (target: at most 2 % false)`, rows);
  console.log('Detectable on this machine:');
  console.table(
    Object.entries(measured).map(([metric, { detectable }]) => ({ metric, detectable: percent(detectable) })),
  );
}

function summary(results) {
  const rows = results.flatMap((each) => each.rows.filter(({ effect }) => effect !== undefined));
  const wrong = (items) => items.filter(({ verdict }) => verdict === 'regressed' || verdict === 'improved').length;
  return {
    comparisons: results.length,
    'false comparisons': percent(wrong(results) / results.length),
    metrics: rows.length,
    'false metrics': percent(wrong(rows) / rows.length),
    unchanged: percent(rows.filter(({ verdict }) => verdict === 'unchanged').length / rows.length),
  };
}

function rates(count, compare, { metrics } = {}) {
  const results = Array.from({ length: count }, compare);
  if (metrics === undefined) return summary(results);
  const found = results.filter(({ rows }) =>
    rows.some(({ metric, verdict }) => metrics.includes(metric) && verdict === 'regressed'),
  );
  return { regressed: percent(found.length / count) };
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}

function print(title, rows) {
  console.log(title);
  console.table(rows);
}
