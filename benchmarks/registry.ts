import type { Benchmark } from '../src/worker/benchmark.js';
import { firstToken } from './first-token.js';
import { inference } from './inference.js';
import { latency } from './latency.js';
import { memory } from './memory.js';
import { throughput } from './throughput.js';
import { tokenGeneration } from './token-generation.js';

/**
 * Every built-in benchmark, in the order they are listed and run. A new one is a file of its own in this folder and a
 * line here.
 */
export const BENCHMARKS: readonly Benchmark[] = [inference, latency, firstToken, tokenGeneration, throughput, memory];
