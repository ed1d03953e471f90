import { EXIT, type ExitCode } from './exit-codes.js';

/** What an {@link AcodeError} is made of. */
export interface AcodeErrorDetails {
  /** One sentence: what failed, on which input. Printed as it is. */
  readonly message: string;
  /** Stable identifier for programs, in upper snake case. */
  readonly code: string;
  /** The exit code of the command when nothing handles this error. */
  readonly exitCode: ExitCode;
  /** What the user can do about it, one sentence. */
  readonly hint?: string;
  /** The underlying error. */
  readonly cause?: unknown;
}

/**
 * An expected error: bad input, a missing model, a full disk. It is printed as one sentence with its hint and without a
 * stack. Anything else that reaches the top is a bug and is printed with its stack.
 */
export class AcodeError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(details: AcodeErrorDetails) {
    super(details.message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'AcodeError';
    this.code = details.code;
    this.exitCode = details.exitCode;
    this.hint = details.hint;
  }
}

/** The command line or configuration is wrong (exit 2). */
export function usageError(message: string, hint?: string): AcodeError {
  return new AcodeError({ message, code: 'USAGE', exitCode: EXIT.usage, ...(hint === undefined ? {} : { hint }) });
}

/** The text of any thrown value, for records and one-line messages. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` property of a Node or LevelDB error, if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
