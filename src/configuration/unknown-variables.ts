import { didYouMean } from '../plan/did-you-mean.js';
import { CONFIGURED_VARIABLES } from './environment-defaults.js';

/** Variables that are read elsewhere than for the configuration; `ACODE_WORKER` is set by the harness for its own processes. */
const OTHER_VARIABLES = ['ACODE_CONFIG', 'ACODE_DATA_DIR', 'ACODE_LOG_LEVEL', 'ACODE_RUNTIME_DIR', 'ACODE_WORKER'];

/**
 * A sentence for each `ACODE_*` variable that nothing reads: most are slips. `named` are variables that the user has named
 * as holding an API key.
 */
export function unknownVariables(
  env: Readonly<Record<string, string | undefined>>,
  named: readonly (string | undefined)[],
): string[] {
  const known = [...Object.values(CONFIGURED_VARIABLES), ...OTHER_VARIABLES];
  const read = new Set([...known, ...named]);
  return Object.keys(env)
    .filter((name) => name.startsWith('ACODE_') && !read.has(name))
    .toSorted()
    .map((name) => {
      const hint = didYouMean(name, known) ?? 'See docs/configuration.md for those that are.';
      return `The environment variable ${name} is not known, and changes nothing. ${hint}`;
    });
}
