import type { WorkerStage } from '../protocol/messages.js';

/** Why we ended a worker ourselves. */
export type KillIntent = 'timeout' | 'memory-limit' | 'cancel' | 'shutdown';

/** Everything known about how a worker ended. */
export interface EndingEvidence {
  readonly stage: WorkerStage;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly intent?: KillIntent;
  /** Processes the kernel killed for memory while this worker lived. */
  readonly oomKills: number;
  readonly stderrTail: string;
  /** Seconds since the watchdog thread was last heard; absent when it never was. */
  readonly heartbeatAgeMs?: number;
}

export type EndingKind = 'closed' | 'cancelled' | 'timeout' | 'oom' | 'crash';

export interface WorkerEnding extends EndingEvidence {
  readonly kind: EndingKind;
  /** One sentence with stage, code and signal. */
  readonly message: string;
  readonly hint?: string;
}

/** Words with which Node, V8 and llama.cpp say that memory ran out. */
const OUT_OF_MEMORY =
  /heap out of memory|Array buffer allocation failed|failed to allocate|bad_alloc|ctx->mem_buffer != NULL|Cannot allocate memory/i;

/** A heartbeat comes every second; after this long without one even the watchdog thread does not run. */
const SILENT_MS = 5_000;

/**
 * Names the ending of a worker. Pure and total: our own intent wins, then evidence of memory running out, then a clean
 * exit; everything else is a crash.
 */
export function classifyEnding(evidence: EndingEvidence): WorkerEnding {
  const where = `while ${STAGE_WORDS[evidence.stage]}`;
  switch (evidence.intent) {
    case 'timeout':
      return {
        ...evidence,
        kind: 'timeout',
        message: `The case ran out of time ${where}${hangNote(evidence)}.`,
        hint: TIMEOUT_HINT,
      };
    case 'memory-limit':
      return {
        ...evidence,
        kind: 'oom',
        message: `The model's processes went over the memory limit ${where}.`,
        hint: MEMORY_HINT,
      };
    case 'cancel':
      return { ...evidence, kind: 'cancelled', message: `The worker was stopped ${where}.` };
    case 'shutdown':
      return { ...evidence, kind: 'closed', message: 'The worker was closed.' };
    default:
      return classifyUnasked(evidence, where);
  }
}

function classifyUnasked(evidence: EndingEvidence, where: string): WorkerEnding {
  const { exitCode, signal, oomKills, stderrTail } = evidence;
  if (signal === 'SIGKILL' && oomKills > 0) {
    return {
      ...evidence,
      kind: 'oom',
      message: `The system ran out of memory ${where} and killed the worker.`,
      hint: MEMORY_HINT,
    };
  }
  if (OUT_OF_MEMORY.test(stderrTail)) {
    return {
      ...evidence,
      kind: 'oom',
      message: `The worker ran out of memory ${where} (${howItEnded(exitCode, signal)}).`,
      hint: MEMORY_HINT,
    };
  }
  if (exitCode === 0) {
    return {
      ...evidence,
      kind: evidence.stage === 'closing' ? 'closed' : 'crash',
      message: `The worker exited ${where} without an end.`,
    };
  }
  return {
    ...evidence,
    kind: 'crash',
    message: `The worker crashed ${where} (${howItEnded(exitCode, signal)})${lastWords(stderrTail)}.`,
  };
}

const STAGE_WORDS: Readonly<Record<WorkerStage, string>> = {
  starting: 'starting',
  loading: 'loading the model',
  idle: 'waiting for the next case',
  warmup: 'warming up',
  measure: 'measuring',
  closing: 'closing',
};

const TIMEOUT_HINT = 'Give it more time with --timeout, or fewer iterations with --iterations.';
const MEMORY_HINT = 'Use a smaller model or quantisation, a shorter context, or raise --memory-limit.';

function howItEnded(exitCode: number | null, signal: string | null): string {
  return signal === null ? `exit code ${exitCode ?? 'unknown'}` : `signal ${signal}`;
}

function hangNote({ heartbeatAgeMs }: EndingEvidence): string {
  return heartbeatAgeMs !== undefined && heartbeatAgeMs > SILENT_MS ? ', and its process did not run any more' : '';
}

/** The last line on the worker's standard error, shortened. */
function lastWords(stderrTail: string): string {
  const lines = stderrTail.split('\n').map((line) => line.trim());
  const telling =
    lines.findLast((line) => /error|assert|fatal|abort/i.test(line)) ?? lines.findLast((line) => line !== '');
  return telling === undefined ? '' : `: ${telling.slice(0, 200)}`;
}
