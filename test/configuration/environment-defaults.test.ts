import { describe, expect, it } from 'vitest';
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
    expect([...(changed.fromEnvironment ?? [])]).toEqual(['iterations', 'timeout']);
  });

  it('leave the configuration alone where none is set', () => {
    expect(withEnvironmentDefaults(loaded, { ACODE_OTHER: '1' })).toBe(loaded);
  });

  it.each([
    [
      { ACODE_ITERATIONS: 'many' },
      'The environment variable ACODE_ITERATIONS has to be a whole number from 1 to 100000.',
    ],
    [{ ACODE_TIMEOUT: 'soon' }, 'The environment variable ACODE_TIMEOUT has to look like 90s, 5m or 90d.'],
  ])('are refused by the variable’s name: %j', (env, message) => {
    expect(() => withEnvironmentDefaults(loaded, env)).toThrow(message);
  });
});
