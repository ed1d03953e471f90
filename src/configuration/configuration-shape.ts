import { PLAN_LIMITS } from '../plan/defaults.js';
import type { Shape } from './shape.js';

const TEXT: Shape = { kind: 'text' };
const DURATION: Shape = { kind: 'pattern', pattern: /^\d+(\.\d+)?(ms|s|m|h|d)$/, example: '90s, 5m or 90d' };
const SIZE: Shape = { kind: 'pattern', pattern: /^\d+(\.\d+)?\s*([kmg]i?b)?$/i, example: '512MiB or 8GiB' };
const SHARE: Shape = { kind: 'pattern', pattern: /^\d+(\.\d+)?\s*%$/, example: '5%' };
const ITERATIONS: Shape = { kind: 'number', min: 1, max: PLAN_LIMITS.maxIterations };
const WARMUP: Shape = { kind: 'number', min: 0, max: PLAN_LIMITS.maxWarmup };

const TIMEOUTS: Shape = { kind: 'object', members: { firstToken: DURATION, idle: DURATION, total: DURATION } };

const TARGET: Shape = {
  kind: 'object',
  required: ['model'],
  members: {
    model: TEXT,
    threads: { kind: 'number', min: 1, max: 1_024 },
    gpu: { kind: 'one-of', values: ['auto', false] },
    apiKeyEnv: TEXT,
    allowRemote: { kind: 'flag' },
    pids: { kind: 'list', of: { kind: 'number', min: 1, max: 2 ** 31 - 1 } },
    command: TEXT,
    args: { kind: 'list', of: TEXT },
    readyTimeout: DURATION,
    timeouts: TIMEOUTS,
  },
};

const SUITE_BENCHMARK: Shape = {
  kind: 'either',
  shapes: [
    TEXT,
    {
      kind: 'object',
      required: ['name'],
      members: { name: TEXT, cases: { kind: 'list', of: { kind: 'map', of: { kind: 'scalar' } } } },
    },
  ],
};

const SUITE: Shape = {
  kind: 'object',
  required: ['benchmarks'],
  members: {
    description: TEXT,
    benchmarks: { kind: 'list', of: SUITE_BENCHMARK },
    iterations: ITERATIONS,
    warmup: WARMUP,
    timeout: DURATION,
  },
};

const DATASET: Shape = {
  kind: 'either',
  shapes: [TEXT, { kind: 'object', required: ['file'], members: { file: TEXT, skipBad: { kind: 'flag' } } }],
};

/** What a configuration file may hold; its meaning is in configuration.ts. */
export const CONFIGURATION_SHAPE: Shape = {
  kind: 'object',
  members: {
    targets: { kind: 'map', of: TARGET },
    suites: { kind: 'map', of: SUITE },
    defaults: {
      kind: 'object',
      members: {
        suite: TEXT,
        model: TEXT,
        iterations: ITERATIONS,
        warmup: WARMUP,
        timeout: DURATION,
        seed: { kind: 'number', min: 0, max: 2 ** 32 - 1 },
        memoryLimit: SIZE,
      },
    },
    limits: { kind: 'object', members: { memory: SIZE, budget: DURATION, timeouts: TIMEOUTS } },
    dataDir: TEXT,
    thresholds: { kind: 'map', of: SHARE },
    slos: { kind: 'object', members: { ttft: DURATION, tpot: DURATION } },
    retention: DURATION,
    alerts: {
      kind: 'object',
      members: { command: { kind: 'list', of: TEXT, least: 1 }, file: TEXT, timeout: DURATION },
    },
    benchmarks: { kind: 'list', of: TEXT },
    datasets: { kind: 'list', of: DATASET },
  },
};
