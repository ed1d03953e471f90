import { rm } from 'node:fs/promises';
import { codeOf, messageOf } from '../errors.js';
import { isFullDisk } from '../journal/level-store.js';
import type { RunState } from '../journal/records.js';
import type { RunRecord } from '../journal/run-record.js';
import { announceStart } from './announce-start.js';
import { isDiskLow, prepareDisk, surviveFileSizeLimit, type Ballast } from './disk.js';
import { GraderProcess } from './grader-process.js';
import { GradingDesk } from './grading-desk.js';
import { openEventLog } from './event-log.js';
import { EventStream } from './event-stream.js';
import { isJournalThere, JOURNAL_LOST, journalSign } from './journal-sign.js';
import { acquireLock, watchFile } from './lock.js';
import { endRun } from './run-ending.js';
import { StopSignal } from './stop-signal.js';
import { openRun, type OpenRun } from './open-run.js';
import { runFolder, type RunFolder } from './run-folder.js';
import { RunProgress } from './run-progress.js';
import type { RunCounts, RunOutcome, RunRequest } from './run-request.js';
import { ServerKeeper } from './server-keeper.js';
import type { OutstandingCase } from './case-course.js';
import { RunBudget } from './run-budget.js';
import { RunOrder } from './run-order.js';
import { Stretch } from './run-stretch.js';
import { SaturationWatch } from './saturation-watch.js';
import { CaseTally } from './case-tally.js';
import { watchForCancel } from './cancel-request.js';

const DISK_CHECK_MS = 5_000;

/**
 * Runs everything that is outstanding, from the lock to the last record. Expected failures of models and workers end
 * their cases and the run goes on; what ends the run early is in the outcome.
 * @throws AcodeError when the run cannot even start: locked, no room, unreadable journal, changed plan.
 */
export async function orchestrate(request: RunRequest): Promise<RunOutcome> {
  surviveFileSizeLimit();
  const stop = new StopSignal(request.signal);
  await using _lock = await acquireLock({
    dataDir: request.dataDir,
    runId: request.runId,
    wait: request.wait,
    signal: request.signal,
    onLost: () => stop.because({ code: 'lock-lost', message: 'The files of the run lock were taken away.' }),
  });
  const ballast = await prepareDisk(request.dataDir);
  const folder = runFolder(request.dataDir, request.runId);
  const opened = await openRun(request, folder);
  if (!('journal' in opened)) return finishedOutcome(request.runId, opened.record);
  // Awaited here, since the lock is given back when this function returns.
  return await conductRun({ request, folder, run: opened, ballast, stop });
}

interface Conduct {
  readonly request: RunRequest;
  readonly folder: RunFolder;
  readonly run: OpenRun;
  readonly ballast: Ballast;
  readonly stop: StopSignal;
}

async function conductRun(conduct: Conduct): Promise<RunOutcome> {
  const { request, folder, run, stop } = conduct;
  const unwatchJournal = await watchFile(journalSign(folder), () => stop.because(JOURNAL_LOST));
  const log = openEventLog(folder.eventLog, request.logLevel);
  const tally = new CaseTally(
    run.decisions.map((decision) => decision.kind === 'done'),
    run.record,
  );
  const { traceId } = run.generation;
  const saturation = new SaturationWatch(run.plan, run.record);
  const events = new EventStream({ runId: request.runId, traceId }, [
    (event) => tally.hear(event),
    (event) => saturation.hear(event),
    log.hear,
    request.onEvent,
  ]);
  const done = new Set(run.decisions.flatMap((decision, ordinal) => (decision.kind === 'done' ? [ordinal] : [])));
  const progress = new RunProgress(run.plan.cases, { dataDir: request.dataDir, runId: request.runId, events }, done);
  const unwatchCancel = watchForCancel(request.dataDir, request.runId, () =>
    stop.because({ code: 'cancelled', message: 'The run was cancelled by acode benchmark cancel.' }),
  );
  const diskTimer = setInterval(() => void checkDisk(conduct), DISK_CHECK_MS);
  const startMs = performance.now();
  try {
    announceStart(conduct, events, done.size);
    progress.start();
    const state = await runAll(conduct, { events, progress, tally, saturation });
    const outcome = await endRun(conduct, { state, counts: tally.counts() });
    events.emit({
      type: 'run-end',
      status: outcome.status,
      ...reasonOf(outcome),
      ...countsOf(outcome.counts),
      durationMs: Math.round(performance.now() - startMs),
    });
    return outcome;
  } finally {
    clearInterval(diskTimer);
    unwatchJournal();
    await unwatchCancel();
    await progress.stop();
    await rm(folder.scratchDir, { recursive: true, force: true });
    await log.close();
  }
}

interface RunPorts {
  readonly events: EventStream;
  readonly progress: RunProgress;
  readonly tally: CaseTally;
  readonly saturation: SaturationWatch;
}

/** Every stretch in plan order; returns the state the run ends in. A journal error is handled where it is caught. */
async function runAll(conduct: Conduct, ports: RunPorts): Promise<RunState> {
  const { run, stop, folder } = conduct;
  try {
    await using servers = new ServerKeeper(stop.signal);
    await using grader = new GraderProcess(conduct.request.graderEntry);
    const desk = openDesk(conduct, ports.events, grader);
    await giveUpCases(conduct, ports);
    await gradeLeft(conduct, desk);
    const order = new RunOrder(run);
    const budget = new RunBudget(conduct.request.budgetMs, () => performance.now());
    for (let cases = order.take(); cases !== undefined && !stop.signal.aborted; cases = order.take()) {
      order.putBack(await runStretch(conduct, { ...ports, servers, budget, desk }, cases));
    }
    if (!(await isJournalThere(folder))) stop.because(JOURNAL_LOST);
  } catch (error) {
    const code =
      isFullDisk(error) || isFullDisk(error instanceof Error ? error.cause : undefined)
        ? 'disk-full'
        : 'journal-failed';
    if (!run.journal.poisoned) throw error;
    stop.because({ code, message: messageOf(error) });
    ports.events.emit({ type: 'error', code: codeOf(error) ?? code, message: messageOf(error) });
  }
  const endedAt = new Date().toISOString();
  return stop.reason === undefined
    ? { status: 'completed', endedAt }
    : { status: 'interrupted', endedAt, reason: stop.reason };
}

/** Runs cases that share a worker; returns those that have only had a block of theirs. */
async function runStretch(
  conduct: Conduct,
  ports: RunPorts & { readonly servers: ServerKeeper; readonly budget: RunBudget; readonly desk: GradingDesk },
  cases: readonly OutstandingCase[],
): Promise<readonly OutstandingCase[]> {
  const { request, folder, run, stop } = conduct;
  const [first] = cases;
  const target = run.plan.targets.find((each) => each.name === first?.planned.target);
  if (target === undefined) throw new Error('a planned case names a target that the plan does not have');
  const { budget, saturation } = ports;
  const stretch = new Stretch(
    {
      request,
      plan: run.plan,
      journal: run.journal,
      events: ports.events,
      progress: ports.progress,
      scratchDir: folder.scratchDir,
      servers: ports.servers,
      budget,
      refusal: (planned, iterations) => saturation.refusal(planned) ?? budget.refusal(planned, iterations),
      desk: ports.desk,
      signal: stop.signal,
    },
    target,
  );
  const end = await stretch.run(cases);
  if (end.kind === 'unusable') ports.tally.markUnusable(cases.map((each) => each.planned.id));
  return end.kind === 'done' ? end.paused : [];
}

function openDesk({ request, run, stop }: Conduct, events: EventStream, grader: GraderProcess): GradingDesk {
  return new GradingDesk({
    store: run.journal,
    grader,
    onVerdict: (event) => events.emit(event),
    customBenchmarks: run.plan.customBenchmarks ?? [],
    allowUnsandboxed: request.allowUnsandboxed ?? false,
    signal: stop.signal,
  });
}

/** An earlier sitting may have ended between a case's answers and their verdicts. */
async function gradeLeft({ run }: Conduct, desk: GradingDesk): Promise<void> {
  for (const { planned, state } of run.record?.cases ?? []) {
    if (state.status === 'completed' && run.decisions[planned.ordinal]?.kind === 'done')
      await desk.grade(planned, state.take);
  }
}

async function giveUpCases({ run }: Conduct, { events }: RunPorts): Promise<void> {
  for (const [ordinal, decision] of run.decisions.entries()) {
    const planned = run.plan.cases[ordinal];
    if (decision.kind !== 'give-up' || planned === undefined) continue;
    const { attempt, take, reason } = decision;
    await run.journal.endCase(
      ordinal,
      { status: 'failed', attempt, take, reason, endedAt: new Date().toISOString(), durationMs: 0, warnings: [] },
      [],
    );
    events.emit({
      type: 'case-end',
      caseId: planned.id,
      ordinal,
      benchmark: planned.benchmark,
      target: planned.target,
      attempt,
      status: 'failed',
      reason,
      durationMs: 0,
    });
  }
}

async function checkDisk({ request, stop }: Conduct): Promise<void> {
  // A file system that cannot be asked will answer the next write.
  const low = await isDiskLow(request.dataDir).catch(() => false);
  if (low) stop.because({ code: 'disk-full', message: 'The disk is almost full.' });
}

function finishedOutcome(runId: string, record: RunRecord): RunOutcome {
  const tally = new CaseTally(
    record.cases.map(() => true),
    record,
  );
  return { runId, status: 'completed', changed: false, counts: tally.counts() };
}

function reasonOf(outcome: RunOutcome): { reason?: string } {
  return outcome.reason === undefined ? {} : { reason: outcome.reason.message };
}

function countsOf({ completed, failed, skipped, outstanding }: RunCounts): Omit<RunCounts, 'unusable' | 'invalid'> {
  return { completed, failed, skipped, outstanding };
}
