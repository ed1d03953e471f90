import { EXIT } from '../exit-codes.js';

/** Signals with which a user, a terminal or a service manager asks a run to stop. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Turns signals into an abort. */
export interface Interrupts extends Disposable {
  readonly signal: AbortSignal;
  /** Interrupts as the first signal would. */
  interrupt(): void;
}

/**
 * The first signal interrupts the run in good order; the second ends the process at once. Workers then end by themselves,
 * and the journal is as after a crash: nothing acknowledged is lost.
 */
export function listenForInterrupts(stderr: NodeJS.WritableStream): Interrupts {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      stderr.write('acode: ended at once; the run can be resumed.\n');
      process.exit(EXIT.interrupted);
    }
    interrupt();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    signal: controller.signal,
    interrupt,
    [Symbol.dispose]() {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
