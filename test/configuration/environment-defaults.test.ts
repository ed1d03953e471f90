import { describe, expect, it } from 'vitest';
import { configuredLimits } from '../../src/commands/configured-limits.js';
import { withEnvironmentDefaults } from '../../src/configuration/environment-defaults.js';
import type { LoadedConfiguration } from '../../src/configuration/load-configuration.js';

const loaded: LoadedConfiguration = {
  configuration: { defaults: { suite: 'nightly', iterations: 20 }, retention: '9d' },
  lineOf: () => undefined,
};

describe('defaults of the environment', () => {
  it('stand in the place of the file’s, and are known as such', () => {
    const changed = withEnvironmentDefaults(loaded, { ACODE_ITERATIONS: '7', ACODE_TIMEOUT: '90s', ACODE_SEED: '' });
    expect(changed.configuration).toEqual({
      defaults: { suite: 'nightly', iterations: 7, timeout: '90s' },
      retention: '9d',
    });
    expect([...(changed.fromEnvironment ?? [])]).toEqual(['defaults.iterations', 'defaults.timeout']);
  });

  it('set limits, whatever the file says by their newer or their former name', () => {
    const file = { ...loaded, configuration: { defaults: { memoryLimit: '1GiB' }, limits: { budget: '1h' } } };
    const changed = withEnvironmentDefaults(file, { ACODE_MEMORY_LIMIT: '2GiB', ACODE_BUDGET: '5m' });
    expect(configuredLimits(changed)).toEqual({ memoryLimitBytes: 2 * 2 ** 30, budgetMs: 300_000 });
    expect([...(changed.fromEnvironment ?? [])]).toEqual(['limits.memory', 'limits.budget']);
  });

  it('leave the configuration alone where none is set', () => {
    expect(withEnvironmentDefaults(loaded, { ACODE_OTHER: '1' })).toBe(loaded);
  });

  it.each([
    [
      { ACODE_ITERATIONS: 'many' },
      'The environment variable ACODE_ITERATIONS has to be a whole number from 1 to 100000.',
    ],
    [{ ACODE_BUDGET: 'soon' }, 'The environment variable ACODE_BUDGET has to look like 90s, 5m or 90d.'],
    [{ ACODE_TIMEOUT: 'soon' }, 'The environment variable ACODE_TIMEOUT has to look like 90s, 5m or 90d.'],
  ])('are refused by the variable’s name: %j', (env, message) => {
    expect(() => withEnvironmentDefaults(loaded, env)).toThrow(message);
  });
});
