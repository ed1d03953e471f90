import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { BenchmarkFile } from '../../protocol/benchmark-file.js';
import type { Benchmark } from '../benchmark.js';

/**
 * Loads one benchmark of a file as it was planned.
 * @throws AcodeError (`BENCHMARK_FILE`, `BENCHMARK_CHANGED`) when the file cannot be used, or is not the planned one.
 */
export async function loadCustomBenchmark(name: string, file: BenchmarkFile): Promise<Benchmark> {
  // Loaded here, since a built-in benchmark's worker needs neither the parsers nor the memory they take.
  const { loadBenchmarkFile } = await import('./load-file.js');
  const { digest, benchmarks } = await loadBenchmarkFile(file.path, file.dataset);
  if (digest !== file.digest) {
    throw changed(`The file ${file.path} of benchmark ${name} has changed since the run was planned.`);
  }
  const benchmark = benchmarks.find((each) => each.name === name);
  if (benchmark === undefined) throw changed(`The file ${file.path} holds no benchmark "${name}" any more.`);
  return benchmark;
}

function changed(message: string): AcodeError {
  return new AcodeError({
    code: 'BENCHMARK_CHANGED',
    exitCode: EXIT.badData,
    message,
    hint: 'Start a new run for the changed file.',
  });
}
