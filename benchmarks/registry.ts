import type { Benchmark } from '../src/worker/benchmark.js';
import { codeGeneration } from './code-generation.js';
import { coldStart } from './cold-start.js';
import { concurrent } from './concurrent.js';
import { contextWindow } from './context-window.js';
import { explanation } from './explanation.js';
import { firstToken } from './first-token.js';
import { inference } from './inference.js';
import { largePrompt } from './large-prompt.js';
import { latency } from './latency.js';
import { memory } from './memory.js';
import { mixed } from './mixed.js';
import { promptLength } from './prompt-length.js';
import { quality } from './quality.js';
import { smallPrompt } from './small-prompt.js';
import { streaming } from './streaming.js';
import { sustained } from './sustained.js';
import { throughput } from './throughput.js';

import { tokenGeneration } from './token-generation.js';
import { toolCall } from './tool-call.js';
import { warmStart } from './warm-start.js';

/**
 * Every built-in benchmark, in the order they are listed and run. A new one is a file of its own in this folder and a
 * line here.
 */
export const BENCHMARKS: readonly Benchmark[] = [
  inference,
  latency,
  firstToken,
  tokenGeneration,
  throughput,
  memory,
  streaming,
  concurrent,
  contextWindow,
  promptLength,
  smallPrompt,
  largePrompt,
  mixed,
  coldStart,
  warmStart,
  sustained,
  quality,
  codeGeneration,
  explanation,
  toolCall,
];
