import { pino } from 'pino';
import type { RunEvent } from '../protocol/run-events.js';

/** A run's event log: one JSON line per event, with its level. */
export interface EventLog {
  readonly hear: (event: RunEvent) => void;
  close(): Promise<void>;
}

type Level = 'debug' | 'info' | 'warn';

const LEVELS: Readonly<Record<RunEvent['type'], Level>> = {
  'run-start': 'info',
  'run-end': 'info',
  'case-start': 'debug',
  'case-end': 'debug',
  sample: 'debug',
  verdict: 'debug',
  progress: 'debug',
  warning: 'warn',
  error: 'warn',
  regression: 'warn',
};

/**
 * Appends to `file` through pino, asynchronously, so that logging never waits for the disk. A log that cannot be written
 * is given up silently: the journal is what counts, and it reports a full disk itself.
 */
export function openEventLog(file: string, level: string): EventLog {
  const destination = pino.destination({ dest: file, sync: false, mode: 0o600, append: true });
  let failed = false;
  destination.on('error', () => {
    failed = true;
    // What is still in its buffer would be tried again at exit, without end: on a full disk the process would never go.
    destination.destroy();
  });
  const logger = pino(
    { level, base: null, timestamp: false, formatters: { level: (label) => ({ level: label }) } },
    destination,
  );
  return {
    hear: (event) => {
      if (!failed) logger[LEVELS[event.type]](event);
    },
    close: () =>
      new Promise((resolve) => {
        if (failed) return resolve();
        destination.on('close', () => resolve());
        destination.on('error', () => resolve());
        destination.end();
      }),
  };
}
