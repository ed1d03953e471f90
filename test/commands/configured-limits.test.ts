import { describe, expect, it } from 'vitest';
import { configuredLimits, requestTimeouts } from '../../src/commands/configured-limits.js';
import type { Configuration } from '../../src/configuration/configuration.js';
import type { LoadedConfiguration } from '../../src/configuration/load-configuration.js';

function configured(configuration: Configuration): LoadedConfiguration {
  return { configuration, lineOf: () => undefined };
}

describe('the limits of the configuration', () => {
  it('bound the memory and the time of a run', () => {
    const limits = configuredLimits(configured({ limits: { memory: '512MiB', budget: '30m' } }));
    expect(limits).toEqual({ memoryLimitBytes: 512 * 2 ** 20, budgetMs: 1_800_000 });
  });

  it('take the memory by its former name too, and are absent where nothing is said', () => {
    expect(configuredLimits(configured({ defaults: { memoryLimit: '1GiB' } }))).toEqual({ memoryLimitBytes: 2 ** 30 });
    expect(configuredLimits(configured({}))).toEqual({});
  });

  it('refuse a budget that would end a run before its first case', () => {
    expect(() => configuredLimits(configured({ limits: { budget: '10ms' } }))).toThrow(
      'limits.budget must be at least 1s, and is "10ms".',
    );
  });

  it('say how long requests wait where the target does not, each wait by itself', () => {
    const file = configured({ limits: { timeouts: { firstToken: '10m', idle: '2m' } } });
    expect(requestTimeouts({ idle: '5s' }, file)).toEqual({ timeouts: { firstTokenMs: 600_000, idleMs: 5_000 } });
    expect(requestTimeouts(undefined, configured({}))).toEqual({});
  });
});
