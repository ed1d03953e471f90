import type { Journal } from '../journal/journal.js';
import type { CaseReason, CaseWarning } from '../journal/records.js';
import type { Plan, PlannedCase } from '../plan/plan.js';
import type { Target } from '../protocol/target.js';
import type { ReadyReport } from '../protocol/messages.js';
import type { ClientHealth, Sample } from '../protocol/sample.js';
import { BLOCK_REASON, type CaseEndStatus } from '../protocol/run-events.js';
import type { EventStream } from './event-stream.js';
import type { GradingDesk } from './grading-desk.js';
import { CaseCourse, referenceOf, type CaseVerdict, type OutstandingCase, type StretchEnd } from './case-course.js';
import { keepTarget } from './keep-target.js';
import { workerOrder } from './open-command.js';
import { runAttempt, type AttemptResult } from './run-case.js';
import type { RunBudget } from './run-budget.js';
import type { RunProgress } from './run-progress.js';
import type { RunRequest } from './run-request.js';
import { seamBreak } from './seam-check.js';
import type { ServerKeeper } from './server-keeper.js';
import type { TargetServer } from './target-server.js';
import { type SessionOptions, WorkerSession } from './worker-session.js';

export interface StretchPorts {
  readonly request: RunRequest;
  readonly plan: Plan;
  readonly journal: Journal;
  readonly events: EventStream;
  readonly progress: RunProgress;
  readonly scratchDir: string;
  readonly servers: ServerKeeper;
  readonly budget: RunBudget;
  /** Why a case is not begun; `iterations` are those still to measure. */
  readonly refusal: (planned: PlannedCase, iterations: number) => CaseReason | undefined;
  readonly desk: GradingDesk;
  readonly signal: AbortSignal;
}

/** Crashes in one sitting after which a case is failed. */
const MAX_CRASHES = 3;

/**
 * Runs the cases of one benchmark on one target, one after the other, in one worker process; a worker that dies is
 * replaced. Every case ends in the journal, whatever happens to its worker; a journal error is thrown on.
 */
export class Stretch {
  readonly #ports: StretchPorts;
  readonly #target: Target;
  #session: WorkerSession | undefined;
  #server: TargetServer | undefined;
  readonly #paused: OutstandingCase[] = [];
  #unusable: CaseReason | undefined;

  constructor(ports: StretchPorts, target: Target) {
    this.#ports = ports;
    this.#target = target;
  }

  async run(cases: readonly OutstandingCase[]): Promise<StretchEnd> {
    try {
      for (const outstanding of cases) {
        if (this.#ports.signal.aborted) return { kind: 'interrupted' };
        const status = await this.#runCase(outstanding);
        if (status === 'interrupted') return { kind: 'interrupted' };
        if (status !== 'paused') this.#ports.progress.endCase(outstanding.planned);
      }
      return this.#unusable === undefined
        ? { kind: 'done', paused: this.#paused }
        : { kind: 'unusable', reason: this.#unusable };
    } catch (error) {
      // It may wait for an acknowledgement that will never come.
      await this.#session?.kill('shutdown');
      throw error;
    } finally {
      await this.#session?.close();
    }
  }

  /** Attempts until the case has an end. */
  async #runCase(outstanding: OutstandingCase): Promise<CaseEndStatus | 'paused'> {
    const { planned } = outstanding;
    const course = new CaseCourse(outstanding);
    this.#ports.progress.beginCase(planned, course.next.firstIteration);
    for (;;) {
      const refusal = this.#ports.refusal(planned, course.until - course.next.firstIteration);
      if (refusal !== undefined) return this.#end(course, { status: 'skipped', reason: refusal });
      if (this.#unusable !== undefined) return this.#end(course, { status: 'failed', reason: this.#unusable });
      const opened = await this.#ensureSession(course);
      if (opened === 'interrupted') return 'interrupted';
      if (opened === 'retry') continue;
      if (opened !== 'ready') return this.#end(course, opened);
      const status = await this.#attempt(course);
      if (status !== 'retrying') return status;
    }
  }

  /** Reaches the target and opens a worker where there is none. A crash while loading counts like one while measuring. */
  async #ensureSession(course: CaseCourse): Promise<'ready' | 'retry' | 'interrupted' | CaseVerdict> {
    if (this.#session?.usable === true) return 'ready';
    await this.#session?.close();
    this.#session = undefined;
    const reached = await this.#ports.servers.reach(this.#target);
    if (reached.kind === 'interrupted') return 'interrupted';
    if (reached.kind === 'failed') return this.#giveUpTarget(reached.reason);
    const { target, server } = reached;
    const outcome = await WorkerSession.open(this.#sessionOptions(course.planned, target));
    switch (outcome.kind) {
      case 'ready':
        await this.#adopt(outcome.session, outcome.ready, server);
        return 'ready';
      case 'unusable':
        const end = await server?.endedSoon();
        return end === undefined ? this.#giveUpTarget(outcome.reason) : this.#afterCrash(course, end);
      case 'interrupted':
        return 'interrupted';
      case 'ended': {
        const { kind, message, hint } = outcome.ending;
        const reason: CaseReason = { code: kind, message, ...(hint === undefined ? {} : { hint }) };
        if (kind === 'timeout') return this.#outOfTime(reason);
        if (kind === 'oom') return { status: 'skipped', reason };
        return this.#afterCrash(course, reason);
      }
    }
  }

  #sessionOptions(planned: PlannedCase, target: Target): SessionOptions {
    const { request, scratchDir, signal } = this.#ports;
    return {
      entry: request.workerEntry,
      scratchDir,
      ...workerOrder(planned, target, this.#ports),
      openTimeoutMs: this.#ports.budget.timeoutMs(planned),
      signal,
      onAside: (item) => {
        if (item.kind === 'report' && item.report.type === 'stage') {
          this.#ports.progress.hear(item.report.stage, item.report.iteration);
        }
        if (item.kind === 'bad-line') this.#warnBadLine(planned, item.problem);
      },
    };
  }

  /** Takes over an open worker; the load time of a server that the run started is its start and the worker's first token. */
  async #adopt(session: WorkerSession, ready: ReadyReport, server: TargetServer | undefined): Promise<void> {
    this.#session = session;
    this.#server = server;
    server?.onCrash(() => session.serverEnded(server.crashReason()));
    const loadMs = ready.loadMs + (server?.startMs ?? 0);
    await keepTarget(this.#ports, { target: this.#target.name, description: ready.target, loadMs });
  }

  /** No further case of this target is tried. */
  #giveUpTarget(reason: CaseReason): CaseVerdict {
    this.#unusable = reason;
    return { status: 'failed', reason };
  }

  async #afterCrash(course: CaseCourse, reason: CaseReason): Promise<'retry' | CaseVerdict> {
    return (await this.#countCrash(course, reason)) ? 'retry' : { status: 'failed', reason };
  }

  /** One attempt on the open worker; `retrying` when another one is due. */
  async #attempt(course: CaseCourse): Promise<CaseEndStatus | 'paused'> {
    const { journal, events, budget } = this.#ports;
    const session = this.#session;
    if (session === undefined) throw new Error('an attempt needs a worker');
    const { planned, next } = course;
    events.emit(course.startEvent());
    const asked = { ...planned, iterations: course.until, timeoutMs: budget.timeoutMs(planned) };
    const result = await runAttempt({ planned: asked, ...next }, { session, journal, events, server: this.#server });
    const { outcome } = result;
    switch (outcome.kind) {
      case 'completed':
        return this.#complete(course, result, outcome);
      case 'timed-out':
        return this.#end(course, this.#outOfTime(outcome.reason), result);
      case 'failed':
      case 'skipped':
        return this.#end(course, { status: outcome.kind, reason: outcome.reason }, result);
      case 'interrupted':
        return this.#end(course, { status: 'interrupted' }, result);
      case 'crashed':
        await journal.appendSamples(planned.ordinal, next, result.unsaved);
        if (!(await this.#countCrash(course, outcome.reason)))
          return this.#end(course, { status: 'failed', reason: outcome.reason });
        course.goOn(result.measuredMs);
        return 'retrying';
      case 'untrusted':
        // It may still be in the middle of the case.
        await session.kill('shutdown');
        return this.#distrust(course, outcome.reason);
    }
  }

  /** A finished case whose sittings do not fit together is measured anew, once. */
  async #complete(
    course: CaseCourse,
    result: AttemptResult,
    { overheadMs, health }: { readonly overheadMs: number; readonly health: ClientHealth },
  ): Promise<CaseEndStatus | 'paused'> {
    const { budget, plan } = this.#ports;
    budget.learn(course.planned, { durationMs: course.elapsedMs(), iterations: result.measuredMs.length });
    if (course.isBlock) return this.#pause(course, result);
    // Blocks lie apart in time on purpose: a drift between them is part of the result.
    const broken = plan.interleave === undefined ? seamBreak(course.earlierMs, result.measuredMs) : undefined;
    if (broken === undefined || course.newTakes > 0) {
      return this.#end(course, { status: 'completed', overheadMs, health }, result);
    }
    await this.#ports.journal.appendSamples(course.planned.ordinal, course.next, result.unsaved);
    return this.#distrust(course, { code: 'seam', message: `Measured anew, because ${broken}.` });
  }

  /** A block is over: its samples are kept, and the case comes again behind them. */
  async #pause(course: CaseCourse, { unsaved, measuredMs }: AttemptResult): Promise<'paused'> {
    const { planned, next } = course;
    await this.#ports.journal.appendSamples(planned.ordinal, next, unsaved);
    this.#emitSamples(course, unsaved);
    this.#emitEnd(course, 'retrying', { code: BLOCK_REASON, message: `A block ended at iteration ${course.until}.` });
    course.goOn(measuredMs);
    this.#paused.push(course.outstanding());
    return 'paused';
  }

  /** A deadline passed: the case's own, or that of the whole run. */
  #outOfTime(reason: CaseReason): CaseVerdict {
    if (!this.#ports.budget.spent) return { status: 'timed-out', reason };
    return { status: 'skipped', reason: this.#ports.budget.reason('ended in the middle of it') };
  }

  /** Begins a new take once; the second time the case fails. */
  async #distrust(course: CaseCourse, reason: CaseReason): Promise<CaseEndStatus> {
    await this.#ports.journal.note({ code: reason.code, message: reason.message, caseId: course.planned.id });
    this.#emitEnd(course, 'retrying', reason);
    if (course.newTakes > 0) return this.#end(course, { status: 'failed', reason });
    course.startNewTake();
    return 'retrying';
  }

  /** Notes a crash; true when another attempt is due. */
  async #countCrash(course: CaseCourse, reason: CaseReason): Promise<boolean> {
    course.crashes += 1;
    await this.#ports.journal.note({ code: reason.code, message: reason.message, caseId: course.planned.id });
    const again = course.crashes < MAX_CRASHES;
    if (again) this.#emitEnd(course, 'retrying', reason);
    return again;
  }

  async #end(course: CaseCourse, end: CaseVerdict, result?: AttemptResult): Promise<CaseEndStatus> {
    const { attempt, take } = course.next;
    const { usage, warnings, unsaved } = result ?? { usage: undefined, warnings: [], unsaved: [] };
    const ending = {
      attempt,
      take,
      endedAt: new Date().toISOString(),
      durationMs: course.elapsedMs(),
      warnings,
      ...(usage === undefined ? {} : { usage }),
    };
    await this.#ports.journal.endCase(course.planned.ordinal, { ...ending, ...end }, unsaved);
    this.#emitSamples(course, unsaved);
    this.#emitEnd(course, end.status, 'reason' in end ? end.reason : undefined);
    if (end.status === 'completed') await this.#ports.desk.grade(course.planned, take);
    return end.status;
  }

  #emitSamples({ planned, next: { attempt } }: CaseCourse, samples: readonly Sample[]): void {
    for (const sample of samples) {
      this.#ports.events.emit({ type: 'sample', ...referenceOf(planned), attempt, sample });
    }
  }

  #emitEnd(course: CaseCourse, status: CaseEndStatus, reason: CaseReason | undefined): void {
    this.#ports.events.emit({
      type: 'case-end',
      ...referenceOf(course.planned),
      attempt: course.next.attempt,
      status,
      ...(reason === undefined ? {} : { reason: { code: reason.code, message: reason.message } }),
      durationMs: course.elapsedMs(),
    });
  }

  #warnBadLine(planned: PlannedCase, problem: string): void {
    const warning: CaseWarning = {
      code: 'bad-line',
      message: `A line of the worker cannot be read (${problem}).`,
      remedy: 'The samples are checked by count and digest; if it happens again, report it.',
    };
    this.#ports.events.emit({ type: 'warning', ...warning, caseId: planned.id });
  }
}
