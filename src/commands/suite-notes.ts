import { PLAN_DEFAULTS } from '../plan/defaults.js';
import type { Suite } from '../plan/plan.js';
import { formatDuration } from '../report/format-value.js';

/** Says openly what the suites named change about the defaults; a flag on the command line still wins. */
export function suiteNotes(suites: readonly Suite[], names: readonly string[]): string[] {
  return suites
    .filter((suite) => names.includes(suite.name))
    .flatMap((suite) => suiteChanges(suite).map((changes) => `Suite ${suite.name}: ${changes}`));
}

/** One sentence about what a suite changes, or nothing. */
export function suiteChanges({ overrides: { warmup, iterations, timeoutMs } }: Suite): string[] {
  const changes = [
    ...(warmup === undefined ? [] : [`${warmup} warm-up instead of ${PLAN_DEFAULTS.warmup}`]),
    ...(iterations === undefined ? [] : [`${iterations} iterations instead of ${PLAN_DEFAULTS.iterations}`]),
    ...(timeoutMs === undefined
      ? []
      : [`${formatDuration(timeoutMs)} per case instead of ${formatDuration(PLAN_DEFAULTS.timeoutMs)}`]),
  ];
  return changes.length === 0 ? [] : [`${changes.join(', ')}.`];
}
