import { usageError } from '../errors.js';
import { CONFIGURATION_SHAPE } from './configuration-shape.js';
import type { LoadedConfiguration } from './load-configuration.js';
import { shapeProblems } from './shape.js';

/** The variable of each setting that the environment may decide. */
export const CONFIGURED_VARIABLES: Readonly<Record<string, string>> = Object.freeze({
  'defaults.suite': 'ACODE_SUITE',
  'defaults.model': 'ACODE_MODEL',
  'defaults.iterations': 'ACODE_ITERATIONS',
  'defaults.warmup': 'ACODE_WARMUP',
  'defaults.timeout': 'ACODE_TIMEOUT',
  'defaults.seed': 'ACODE_SEED',
  'limits.memory': 'ACODE_MEMORY_LIMIT',
  'limits.budget': 'ACODE_BUDGET',
});

const NUMBERS: ReadonlySet<string> = new Set(['defaults.iterations', 'defaults.warmup', 'defaults.seed']);

/**
 * The configuration with the settings that the environment decides in the place of the file's.
 * @throws AcodeError (usage) naming the variable and what is possible there.
 */
export function withEnvironmentDefaults(
  loaded: LoadedConfiguration,
  env: Readonly<Record<string, string | undefined>>,
): LoadedConfiguration {
  const set = Object.entries(CONFIGURED_VARIABLES).flatMap(([setting, variable]) => {
    const text = env[variable];
    return text === undefined || text === '' ? [] : [[setting, NUMBERS.has(setting) ? Number(text) : text] as const];
  });
  if (set.length === 0) return loaded;
  const decided = { defaults: membersOf('defaults', set), limits: membersOf('limits', set) };
  const [problem] = shapeProblems(decided, CONFIGURATION_SHAPE);
  if (problem !== undefined) {
    const variable = CONFIGURED_VARIABLES[problem.path.join('.')];
    throw usageError(`The environment variable ${variable} ${problem.problem}.`, problem.hint);
  }
  const { configuration } = loaded;
  const { defaults, limits } = configuration;
  return {
    ...loaded,
    configuration: {
      ...configuration,
      ...withMembers('defaults', defaults, decided.defaults),
      ...withMembers('limits', limits, decided.limits),
    },
    fromEnvironment: new Set(set.map(([setting]) => setting)),
  };
}

type Setting = readonly [setting: string, value: string | number];

/** What is decided in a section, by the names of its members. */
function membersOf(section: string, set: readonly Setting[]): Readonly<Record<string, string | number>> {
  const prefix = `${section}.`;
  return Object.fromEntries(
    set.flatMap(([setting, value]) => (setting.startsWith(prefix) ? [[setting.slice(prefix.length), value]] : [])),
  );
}

/** A section that neither names stays absent. */
function withMembers(section: string, before: object | undefined, decided: object): object {
  return Object.keys(decided).length === 0 ? {} : { [section]: { ...before, ...decided } };
}
