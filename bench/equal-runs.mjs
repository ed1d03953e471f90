/**
 * Makes equal real runs to compare with each other: `node bench/equal-runs.mjs FOLDER [runs, 40] [more arguments of run]`,
 * then `node bench/compare-power.mjs FOLDER`. Unless told otherwise each run is inference, latency and token generation on
 * the built-in model, ten iterations each. It adds to what the folder already holds. Run it after a build;
 * `ACODE_BENCH_DIST` names another folder of compiled files.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import { loadavg } from 'node:os';

const dist = resolve(process.env.ACODE_BENCH_DIST ?? fileURLToPath(new URL('../dist', import.meta.url)));
const [folder, count = '40', ...more] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node bench/equal-runs.mjs FOLDER [runs] [more arguments of run]');

const selection = more.length > 0 ? more : ['-b', 'inference', '-b', 'latency', '-b', 'token-generation', '-n', '10'];
const args = ['benchmark', 'run', ...selection, '--output', 'quiet', '--data-dir', resolve(folder)];
const times = [];
for (let run = 0; run < Number(count); run += 1) {
  const start = performance.now();
  execFileSync(process.execPath, [join(dist, 'src/cli.js'), ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  times.push((performance.now() - start) / 1_000);
  console.log(`run ${run + 1} of ${count}: ${times.at(-1).toFixed(1)} s, load ${loadavg()[0].toFixed(1)}`);
}
console.log(`${count} runs, ${(times.reduce((sum, each) => sum + each, 0) / times.length).toFixed(1)} s each`);
