import { describe, expect, it } from 'vitest';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import { SUITES } from '../../benchmarks/suites.js';
import { metricDefinition } from '../../src/metrics/registry.js';

const target = { provider: 'test', model: 'm', trainContextTokens: 2_048, modelPids: [] };

/** Items whose texts are longer than the built-in model's context. */
const LONG_ITEMS = ['recall-', 'py-edit-tokenizer', 'ts-edit-inventory'];

describe('the registry of benchmarks', () => {
  it('has a name only once', () => {
    const names = BENCHMARKS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(BENCHMARKS.map((benchmark) => [benchmark.name, benchmark] as const))(
    '%s is judged by metrics that are defined, and its cases fit the built-in model',
    (_name, benchmark) => {
      for (const id of benchmark.primaryMetrics) expect(metricDefinition(id), id).toBeDefined();
      for (const parameters of benchmark.cases) {
        // Some questions are for longer contexts, and skipped without them.
        const isLong = LONG_ITEMS.some((name) => String(parameters['item']).startsWith(name));
        const demands = benchmark.demands(parameters, isLong ? { ...target, trainContextTokens: 16_384 } : target);
        if (isLong) continue;
        expect(demands.contextTokens).toBeLessThanOrEqual(target.trainContextTokens);
        expect(demands.slots).toBeGreaterThan(0);
      }
    },
  );
});

describe('the suites', () => {
  it('name benchmarks that exist', () => {
    const known = new Set(BENCHMARKS.map(({ name }) => name));
    for (const { entries } of SUITES) for (const { benchmark } of entries) expect(known).toContain(benchmark);
  });

  it('skip an item that the model has no room for, with both numbers', () => {
    const quality = BENCHMARKS.find(({ name }) => name === 'quality');
    const long = quality?.cases.find(({ item }) => item === 'recall-middle-of-six-thousand') ?? {};
    expect(() => quality?.demands(long, target)).toThrow(/8192 tokens of context, and the model has 2048/);
  });

  it('hold every benchmark that measures speed in "full"', () => {
    const full = SUITES.find(({ name }) => name === 'full')?.entries.map(({ benchmark }) => benchmark) ?? [];
    expect(full).toEqual(expect.arrayContaining(['mixed', 'cold-start', 'sustained', 'context-window']));
    expect(new Set(full).size).toBe(full.length);
  });
});
