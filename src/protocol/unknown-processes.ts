/** Something a reader of the result should know, with what to do about it. */
interface UnknownProcesses {
  readonly code: 'memory-unknown';
  readonly message: string;
  readonly remedy: string;
}

/** What is said of a target whose processes cannot be looked at; `reason` is a whole sentence. */
export function memoryUnknown(target: string, reason: string): UnknownProcesses {
  return {
    code: 'memory-unknown',
    message: `${target} has no figures of memory and CPU time: ${reason}`,
    remedy: 'Name the processes of its server: --pid PID, which may be repeated.',
  };
}
