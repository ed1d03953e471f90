import { usageError } from '../errors.js';
import type { DefaultEntries } from './configuration.js';
import { CONFIGURATION_SHAPE } from './configuration-shape.js';
import type { LoadedConfiguration } from './load-configuration.js';
import { shapeProblems } from './shape.js';

/** The variable of each default. */
export const DEFAULT_VARIABLES: Readonly<Record<keyof DefaultEntries, string>> = Object.freeze({
  suite: 'ACODE_SUITE',
  model: 'ACODE_MODEL',
  iterations: 'ACODE_ITERATIONS',
  warmup: 'ACODE_WARMUP',
  timeout: 'ACODE_TIMEOUT',
  seed: 'ACODE_SEED',
  memoryLimit: 'ACODE_MEMORY_LIMIT',
});

const NUMBERS: ReadonlySet<string> = new Set(['iterations', 'warmup', 'seed']);

/**
 * The configuration with the defaults that the environment sets in the place of the file's.
 * @throws AcodeError (usage) naming the variable and what is possible there.
 */
export function withEnvironmentDefaults(
  loaded: LoadedConfiguration,
  env: Readonly<Record<string, string | undefined>>,
): LoadedConfiguration {
  const set = Object.entries(DEFAULT_VARIABLES).flatMap(([name, variable]) => {
    const text = env[variable];
    return text === undefined || text === '' ? [] : [[name, NUMBERS.has(name) ? Number(text) : text] as const];
  });
  if (set.length === 0) return loaded;
  const defaults = Object.fromEntries(set) as DefaultEntries;
  const [problem] = shapeProblems({ defaults }, CONFIGURATION_SHAPE);
  if (problem !== undefined) {
    const variable = DEFAULT_VARIABLES[problem.path[1] as keyof DefaultEntries];
    throw usageError(`The environment variable ${variable} ${problem.problem}.`, problem.hint);
  }
  const { configuration } = loaded;
  return {
    ...loaded,
    configuration: { ...configuration, defaults: { ...configuration.defaults, ...defaults } },
    fromEnvironment: new Set(set.map(([name]) => name)),
  };
}
