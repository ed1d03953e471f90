import type { LoadedConfiguration } from '../configuration/load-configuration.js';
import type { TimeoutEntries } from '../configuration/configuration.js';
import { usageError } from '../errors.js';
import type { OpenAiTargetSpec } from '../protocol/target.js';
import { parseByteSize } from './byte-size.js';
import { parseDuration } from './duration.js';

/** A run with less than this ends before its first case. */
export const MIN_BUDGET_MS = 1_000;

/** What a run may take where neither flag nor option says otherwise. */
export interface RunLimits {
  readonly memoryLimitBytes?: number;
  readonly budgetMs?: number;
}

/**
 * The limits of the configuration for a whole run.
 * @throws AcodeError (usage) for a budget that ends a run before its first case.
 */
export function configuredLimits({ configuration }: LoadedConfiguration): RunLimits {
  const { limits, defaults } = configuration;
  const memory = limits?.memory ?? defaults?.memoryLimit;
  return {
    ...(memory === undefined ? {} : { memoryLimitBytes: parseByteSize(memory, 'limits.memory') }),
    ...(limits?.budget === undefined ? {} : { budgetMs: parseBudget(limits.budget, 'limits.budget') }),
  };
}

/**
 * The time of a run in milliseconds.
 * @throws AcodeError (usage) naming the option.
 */
export function parseBudget(text: string, option: string): number {
  const budgetMs = parseDuration(text, option);
  if (budgetMs >= MIN_BUDGET_MS) return budgetMs;
  throw usageError(`${option} must be at least 1s, and is "${text}".`);
}

/** How long requests to a server may wait: as the target says, and where it does not, as the limits do. */
export function requestTimeouts(
  own: TimeoutEntries | undefined,
  { configuration }: LoadedConfiguration,
): Pick<OpenAiTargetSpec, 'timeouts'> {
  const { firstToken, idle, total } = { ...configuration.limits?.timeouts, ...own };
  const timeouts = {
    ...(firstToken === undefined ? {} : { firstTokenMs: parseDuration(firstToken, 'timeouts.firstToken') }),
    ...(idle === undefined ? {} : { idleMs: parseDuration(idle, 'timeouts.idle') }),
    ...(total === undefined ? {} : { totalMs: parseDuration(total, 'timeouts.total') }),
  };
  return Object.keys(timeouts).length === 0 ? {} : { timeouts };
}
