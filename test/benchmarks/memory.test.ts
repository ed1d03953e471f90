import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { memory } from '../../benchmarks/memory.js';
import { memoryGrowth } from '../../src/metrics/memory-growth.js';
import { openOpenAi } from '../../src/providers/openai/openai-provider.js';
import type { Sample } from '../../src/protocol/sample.js';
import { runBenchmark } from './run-benchmark.js';

const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
const MIB = 1024 * 1024;

let child: ChildProcess | undefined;

afterEach(async () => {
  if (child === undefined) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
  child = undefined;
});

/** Twelve requests to a server of its own process that takes this much memory for each answer and keeps it. */
async function samplesOf(leak: string): Promise<Sample[]> {
  child = spawn(process.execPath, [CLI, 'benchmark', 'fake-server', '--leak', leak], { stdio: ['ignore', 'pipe', 2] });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const pids = child.pid === undefined ? [] : [child.pid];
  const provider = await openOpenAi(
    { kind: 'openai', baseUrl: line.toString().trim(), model: 'fake-model', pids },
    { log: () => undefined, environment: {} },
  );
  const samples = await runBenchmark({
    benchmark: memory,
    provider,
    parameters: { promptTokens: 32, outputTokens: 4 },
    iterations: 12,
  });
  await provider.close();
  return samples;
}

// Memory of another process is read where the kernel shows it.
describe.runIf(process.platform === 'linux')('the memory benchmark on a server that leaks', () => {
  it('finds how much each request takes', async () => {
    const { rssPerRequest } = memoryGrowth(await samplesOf('8MiB'));
    expect(rssPerRequest).toBeGreaterThan(8 * MIB * 0.95);
    expect(rssPerRequest).toBeLessThan(8 * MIB * 1.05);
  });

  it('finds next to nothing where nothing leaks', async () => {
    const { rssPerRequest } = memoryGrowth(await samplesOf('0'));
    expect(Math.abs(rssPerRequest ?? NaN)).toBeLessThan(MIB);
  });
});
