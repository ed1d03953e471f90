import type { CaseParameters } from '../../protocol/messages.js';

/** The way of asking that a graded case's parameters name. */
export function modeOfParameters({ mode }: CaseParameters): string | undefined {
  return typeof mode === 'string' ? mode : undefined;
}
