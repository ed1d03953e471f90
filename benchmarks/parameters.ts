import { AcodeError } from '../src/errors.js';
import { EXIT } from '../src/exit-codes.js';
import type { CaseParameters } from '../src/protocol/messages.js';

/**
 * Reads a whole positive number from a case's parameters.
 * @throws AcodeError (usage) naming the parameter and its value.
 */
export function positiveInteger(parameters: CaseParameters, name: string): number {
  const value = parameters[name];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw new AcodeError({
    message: `Parameter "${name}" must be a whole number above 0, and is ${JSON.stringify(value)}.`,
    code: 'BAD_PARAMETER',
    exitCode: EXIT.usage,
  });
}
