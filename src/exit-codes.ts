/**
 * Every exit code of `acode`, in one place. The numbers above 64 follow BSD's `sysexits.h`, so that scripts can rely on
 * them; 130 is what a shell reports for a process ended by Ctrl-C.
 */
export const EXIT = Object.freeze({
  /** The command did what was asked. */
  ok: 0,
  /** A bug in acode: an unexpected exception, printed with its stack. */
  bug: 1,
  /** The command line or the configuration cannot be understood. */
  usage: 2,
  /** A comparison found a regression and the user asked to fail on it. */
  regression: 3,
  /** The run went to its end, and at least one case failed. */
  failedCases: 4,
  /** Data on disk is damaged or of a format this version does not read. */
  badData: 65,
  /** The model, its server or the runtime cannot be used. */
  unavailable: 69,
  /** A file or folder cannot be created or written. */
  cannotWrite: 73,
  /** The disk is full or the journal failed; what was acknowledged is kept. */
  io: 74,
  /** Another run holds the lock. */
  locked: 75,
  /** The user interrupted the run. */
  interrupted: 130,
});

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
