import type { Journal } from '../journal/journal.js';
import type { CaseReason, CaseUsage, CaseWarning } from '../journal/records.js';
import type { NextAttempt } from '../journal/recovery.js';
import type { PlannedCase } from '../plan/plan.js';
import { AttemptDigest } from '../protocol/attempt-digest.js';
import {
  PROTOCOL_VERSION,
  type CaseEndReport,
  type SampleReport,
  type WarningReport,
  type WorkerReport,
} from '../protocol/messages.js';
import type { ClientHealth, Sample } from '../protocol/sample.js';
import type { EventStream } from './event-stream.js';
import type { TargetServer } from './target-server.js';
import type { WorkerEnding } from './worker-process.js';
import type { WorkerSession } from './worker-session.js';

/** A case with what recovery decided about it. */
export interface CaseAttempt extends NextAttempt {
  readonly planned: PlannedCase;
}

/** How an attempt ended, before the journal is told. */
export type AttemptOutcome =
  | { readonly kind: 'completed'; readonly overheadMs: number; readonly health: ClientHealth }
  | { readonly kind: 'failed' | 'timed-out' | 'skipped'; readonly reason: CaseReason }
  | { readonly kind: 'crashed'; readonly reason: CaseReason }
  | { readonly kind: 'untrusted'; readonly reason: CaseReason }
  | { readonly kind: 'interrupted' };

/** What an attempt leaves: its outcome, the samples that are not durable yet, and the resources used. */
export interface AttemptResult {
  readonly outcome: AttemptOutcome;
  readonly unsaved: readonly Sample[];
  readonly usage: CaseUsage | undefined;
  readonly warnings: readonly CaseWarning[];
  /** Durations of the measured iterations of this attempt, durable or not, in their order. */
  readonly measuredMs: readonly number[];
}

export interface AttemptPorts {
  readonly session: WorkerSession;
  readonly journal: Journal;
  readonly events: EventStream;
  /** The server that the run has started for the target. */
  readonly server: Pick<TargetServer, 'endedSoon'> | undefined;
}

/**
 * Runs one attempt of a case on an open worker: intent first, then the command, then samples as they arrive, each group
 * durable before it is acknowledged. Never throws for what a worker does; a journal error is thrown on.
 */
export async function runAttempt(attempt: CaseAttempt, ports: AttemptPorts): Promise<AttemptResult> {
  const { session, journal } = ports;
  const { planned } = attempt;
  await journal.startCase(planned.ordinal, {
    attempt: attempt.attempt,
    take: attempt.take,
    fruitless: attempt.fruitless,
    worker: session.identity,
  });
  session.beginCase(planned.timeoutMs);
  session.send({
    v: PROTOCOL_VERSION,
    type: 'case',
    caseId: planned.id,
    attempt: attempt.attempt,
    parameters: planned.parameters,
    warmup: planned.warmup,
    firstIteration: attempt.firstIteration,
    iterations: planned.iterations,
    seed: planned.seed,
    ...(planned.untilStable === undefined ? {} : { untilStable: planned.untilStable }),
  });
  const intake = new SampleIntake(attempt, ports);
  const outcome = await followAttempt(intake, ports);
  const usage = await session.endCase();
  const { unsaved, warnings, measuredMs } = intake;
  return { outcome, unsaved, usage, warnings, measuredMs };
}

/** Takes what happens out of the session's mailbox until the attempt is over. */
async function followAttempt(intake: SampleIntake, { session, server }: AttemptPorts): Promise<AttemptOutcome> {
  for (;;) {
    const item = await session.next();
    switch (item.kind) {
      case 'report': {
        const outcome = await intake.hear(item.report, item.line);
        if (outcome !== undefined) return explainedByServer(outcome, { session, server });
        break;
      }
      case 'ended':
        return endedOutcome(item.ending);
      case 'deadline':
        return endedOutcome(await session.kill('timeout'));
      case 'memory-limit':
        return endedOutcome(await session.kill('memory-limit'));
      case 'interrupt':
        await session.kill('cancel');
        return { kind: 'interrupted' };
      case 'server-ended':
        await session.kill('shutdown');
        return { kind: 'crashed', reason: item.reason };
      case 'bad-line':
        break;
    }
  }
}

/** A worker whose server has gone may be the first to say that something failed; the server's end is the reason then. */
async function explainedByServer(
  outcome: AttemptOutcome,
  { session, server }: Pick<AttemptPorts, 'session' | 'server'>,
): Promise<AttemptOutcome> {
  const reason = outcome.kind === 'failed' ? await server?.endedSoon() : undefined;
  if (reason === undefined) return outcome;
  await session.kill('shutdown');
  return { kind: 'crashed', reason };
}

/** What the ending of the worker process means for the case it was measuring. */
function endedOutcome(ending: WorkerEnding): AttemptOutcome {
  const reason: CaseReason = {
    code: ending.kind,
    message: ending.message,
    ...(ending.hint === undefined ? {} : { hint: ending.hint }),
  };
  switch (ending.kind) {
    case 'oom':
      return { kind: 'skipped', reason };
    case 'timeout':
      return { kind: 'timed-out', reason };
    case 'cancelled':
      return { kind: 'interrupted' };
    default:
      return { kind: 'crashed', reason };
  }
}

/** Checks and stores the samples of one attempt. */
class SampleIntake {
  readonly unsaved: Sample[] = [];
  readonly warnings: CaseWarning[] = [];
  readonly measuredMs: number[] = [];
  readonly #attempt: CaseAttempt;
  readonly #ports: AttemptPorts;
  readonly #digest = new AttemptDigest();

  constructor(attempt: CaseAttempt, ports: AttemptPorts) {
    this.#attempt = attempt;
    this.#ports = ports;
  }

  /** Handles one report; returns the outcome when it ends the attempt. */
  async hear(report: WorkerReport, line: Buffer): Promise<AttemptOutcome | undefined> {
    if ('attempt' in report && !this.#isOurs(report)) return undefined;
    switch (report.type) {
      case 'sample':
        return this.#take(report, line);
      case 'prepared':
        this.#ports.session.watchModel(report.modelPids);
        return undefined;
      case 'flush':
        await this.#save();
        this.#acknowledge(report.seq);
        return undefined;
      case 'case-end':
        return this.#finish(report);
      case 'case-failed':
        // What a backend cannot do at all is no failure of the model.
        return { kind: report.error.code === 'UNSUPPORTED' ? 'skipped' : 'failed', reason: report.error };
      case 'fatal':
        return { kind: 'failed', reason: report.error };
      case 'warning':
        return this.#warn(report);
      default:
        return undefined;
    }
  }

  /** Lines of another case or attempt come from a worker that was given up; they count for nothing. */
  #isOurs(report: { readonly caseId: string; readonly attempt: number }): boolean {
    return report.caseId === this.#attempt.planned.id && report.attempt === this.#attempt.attempt;
  }

  #take(report: SampleReport, line: Buffer): AttemptOutcome | undefined {
    if (report.seq !== this.#digest.count) {
      return untrusted(`sample ${report.seq} arrived where ${this.#digest.count} was expected`);
    }
    this.#digest.add(line);
    this.unsaved.push(report.sample);
    if (report.sample.phase === 'measure') this.measuredMs.push(report.sample.durationMs);
    return undefined;
  }

  #warn({ code, message, remedy }: WarningReport): undefined {
    this.warnings.push({ code, message, remedy });
    this.#ports.events.emit({ type: 'warning', code, message, remedy, caseId: this.#attempt.planned.id });
  }

  async #save(): Promise<void> {
    const samples = this.unsaved.splice(0);
    const { planned, attempt, take } = this.#attempt;
    await this.#ports.journal.appendSamples(planned.ordinal, { attempt, take }, samples);
    for (const sample of samples) {
      this.#ports.events.emit({
        type: 'sample',
        caseId: planned.id,
        ordinal: planned.ordinal,
        benchmark: planned.benchmark,
        target: planned.target,
        attempt,
        sample,
      });
    }
  }

  #acknowledge(seq: number): void {
    const { planned, attempt } = this.#attempt;
    this.#ports.session.send({ v: PROTOCOL_VERSION, type: 'ack', caseId: planned.id, attempt, seq });
  }

  #finish(report: CaseEndReport): AttemptOutcome {
    if (report.count !== this.#digest.count || report.digest !== this.#digest.hex()) {
      return untrusted(
        `the worker says it sent ${report.count} samples; ${this.#digest.count} arrived or their digest differs`,
      );
    }
    return { kind: 'completed', overheadMs: report.overheadMs, health: report.health };
  }
}

function untrusted(what: string): AttemptOutcome {
  return {
    kind: 'untrusted',
    reason: { code: 'protocol-error', message: `The worker's report is not trusted: ${what}.` },
  };
}
