import type { CaseParameters } from '../protocol/messages.js';

/** The way of asking that a graded case's parameters name; undefined for a benchmark that has only one. */
export function modeOf({ mode }: CaseParameters): string | undefined {
  return typeof mode === 'string' ? mode : undefined;
}
