/**
 * What watching one process at 10 Hz costs the watcher: CPU time of this process over ten seconds with the sampler
 * running, less that over ten idle seconds, as a share of one core. After a build: `node bench/sampling-cost.mjs [rounds]`.
 */
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { ResourceSampler } from '../dist/src/orchestrator/resource-sampler.js';

const TARGET = 0.005;
const WINDOW_MS = 10_000;

const rounds = Number(process.argv[2] ?? 3);
const idle = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1 << 30)'], { stdio: 'ignore' });
try {
  // Compiles what is measured, and lets the child come to rest.
  await sampled(2_000);
  const rows = [];
  for (let round = 0; round < rounds; round += 1) {
    const idleMs = await cpuMsOf(() => delay(WINDOW_MS));
    const samplingMs = await cpuMsOf(() => sampled(WINDOW_MS));
    rows.push({
      'idle CPU ms': round3(idleMs),
      'sampling CPU ms': round3(samplingMs),
      share: (samplingMs - idleMs) / WINDOW_MS,
    });
  }
  console.table(rows.map((row) => ({ ...row, share: `${(row.share * 100).toFixed(3)} %` })));
  const worst = Math.max(...rows.map((row) => row.share));
  console.log(
    `sampling one process at 10 Hz takes at most ${(worst * 100).toFixed(3)} % of one core (target ${TARGET * 100} %): ${worst <= TARGET ? 'met' : 'MISSED'}`,
  );
  process.exitCode = worst <= TARGET ? 0 : 1;
} finally {
  idle.kill();
}

async function sampled(durationMs) {
  const sampler = new ResourceSampler({ pids: [idle.pid], onOverLimit: () => undefined });
  await delay(durationMs);
  const { rssCurve } = await sampler.stop();
  if (rssCurve.length < durationMs / 200) throw new Error(`only ${rssCurve.length} looks in ${durationMs} ms`);
}

async function cpuMsOf(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function round3(value) {
  return Number(value.toFixed(3));
}
