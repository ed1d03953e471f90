import { fstatSync, writeSync } from 'node:fs';
import { codeOf } from '../errors.js';
import { encodeLine } from '../protocol/codec.js';
import type { WorkerReport } from '../protocol/messages.js';

/** Writes reports, one line each. */
export interface ReportChannel {
  /** Returns the bytes of the line without its end, for the digest. */
  send(report: WorkerReport): Buffer;
}

/** The descriptor the orchestrator opens for reports; standard output belongs to whatever native code prints. */
const PROTOCOL_FD = 3;
const STDOUT_FD = 1;

/** Where reports go: the orchestrator's pipe, or standard output when a worker is run by hand. */
export function protocolFd(env: NodeJS.ProcessEnv): number {
  if (env.ACODE_WORKER !== '1') return STDOUT_FD;
  fstatSync(PROTOCOL_FD);
  return PROTOCOL_FD;
}

/**
 * Writes synchronously: a report is out before the next timed window begins, nothing piles up in this process's memory,
 * and an exit right after the last report loses nothing. When the reader is gone the worker has no purpose and exits.
 */
export function createReportChannel(fd: number, onReaderGone: () => never): ReportChannel {
  return {
    send(report) {
      const line = encodeLine(report);
      writeAll(fd, line, onReaderGone);
      return line.subarray(0, -1);
    },
  };
}

function writeAll(fd: number, bytes: Buffer, onReaderGone: () => never): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      switch (codeOf(error)) {
        case 'EAGAIN':
          pause();
          break;
        case 'EPIPE':
        case 'ECONNRESET':
          onReaderGone();
          break;
        default:
          throw error;
      }
    }
  }
}

const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** The pipe is full: waits a millisecond for the reader without turning the event loop. */
function pause(): void {
  Atomics.wait(PAUSE, 0, 0, 1);
}
