import type { CaseParameters } from '../../protocol/messages.js';

/** The way of asking that a graded case's parameters name. */
export function modeOfParameters({ mode }: CaseParameters): string | undefined {
  return typeof mode === 'string' ? mode : undefined;
}

/** What pairs a graded case with its like in another run or on another target: the same question, asked the same way. */
export function questionOf({ item, content, mode }: CaseParameters): string {
  return JSON.stringify([item, content, mode ?? null]);
}
