import { Journal } from '../journal/journal.js';
import { openProblem, openStore, type Store } from '../journal/level-store.js';
import { loadRun } from '../journal/load-run.js';
import { decideCase, type CaseDecision } from '../journal/recovery.js';
import { JOURNAL_FORMAT, type Generation, type RunMeta } from '../journal/records.js';
import { repairJournal } from '../journal/repair.js';
import type { RunRecord } from '../journal/run-record.js';
import { makeFolder } from '../make-folder.js';
import type { Plan } from '../plan/plan.js';
import { killTree } from './kill-tree.js';
import { identifyProcess, isAlive } from './process-identity.js';
import type { RunFolder } from './run-folder.js';
import { newTraceId } from './run-id.js';
import type { RunRequest } from './run-request.js';

/** A journal that is open for writing, and what is left to do. */
export interface OpenRun {
  readonly journal: Journal;
  readonly plan: Plan;
  readonly generation: Generation;
  /** One decision per case, by ordinal. */
  readonly decisions: readonly CaseDecision[];
  /** What earlier sittings left; absent for a new run. */
  readonly record?: RunRecord;
  /** Whether the journal had to be repaired to be opened. */
  readonly repaired: boolean;
}

/** A finished run that is resumed: nothing to do, and nothing was changed. */
export interface FinishedRun {
  readonly record: RunRecord;
}

/** Creates the run's journal, or opens it, verifies it and decides what is outstanding. The caller holds the run lock. */
export async function openRun(request: RunRequest, folder: RunFolder): Promise<OpenRun | FinishedRun> {
  const { source } = request;
  if (source.kind === 'new') return createRun(request, folder, source);
  return resumeRun(request, folder, source);
}

async function createRun(
  request: RunRequest,
  folder: RunFolder,
  source: { readonly plan: Plan; readonly command: readonly string[] },
): Promise<OpenRun> {
  const { plan, command } = source;
  await makeFolder(folder.dir, { mode: 0o700 });
  const generation = newGeneration(request, 1);
  const { cases, ...planWithoutCases } = plan;
  const meta: RunMeta = {
    format: JOURNAL_FORMAT,
    runId: request.runId,
    createdAt: generation.startedAt,
    acode: request.acodeVersion,
    metricDefs: request.metricDefs,
    plan: planWithoutCases,
    caseCount: cases.length,
    environment: request.environment,
    command,
  };
  const journal = await Journal.create(folder.journalDir, { meta, plan, generation });
  const fresh: CaseDecision = { kind: 'outstanding', attempt: 1, take: 0, fruitless: 0, firstIteration: 0 };
  return { journal, plan, generation, decisions: cases.map(() => fresh), repaired: false };
}

async function resumeRun(
  request: RunRequest,
  folder: RunFolder,
  source: Extract<RunRequest['source'], { kind: 'resume' }>,
): Promise<OpenRun | FinishedRun> {
  const { store, repaired } = await openOrRepair(folder.journalDir);
  try {
    const record = await loadRun(store);
    await source.verify(record);
    const decisions = record.cases.map((each) => decideCase(each, { retryFailed: source.retryFailed }));
    if (record.state.status === 'completed' && decisions.every((decision) => decision.kind === 'done')) {
      await store.close();
      return { record };
    }
    await reapOrphans(record);
    const generation = newGeneration(request, record.generations.length + 1);
    const journal = await Journal.resume(store, { record, generation });
    await reopenCases(journal, record, decisions);
    return { journal, plan: planOf(record), generation, decisions, record, repaired };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openOrRepair(journalDir: string): Promise<{ store: Store; repaired: boolean }> {
  try {
    return { store: await openStore(journalDir, { create: false }), repaired: false };
  } catch (error) {
    if (openProblem(error) !== 'damaged') throw error;
    return { store: await repairJournal(journalDir, new Date()), repaired: true };
  }
}

/** Workers of a sitting that died are gone by themselves in almost every case; whoever is left is ended here. */
async function reapOrphans(record: RunRecord): Promise<void> {
  for (const { state } of record.cases) {
    if (state.status !== 'started' || !isAlive(state.worker)) continue;
    await killTree(state.worker.pid, () => !isAlive(state.worker));
  }
}

/** Ends that are opened again begin a new take. */
async function reopenCases(journal: Journal, record: RunRecord, decisions: readonly CaseDecision[]): Promise<void> {
  for (const [ordinal, decision] of decisions.entries()) {
    const status = record.cases[ordinal]?.state.status;
    const ended = status === 'completed' || status === 'failed' || status === 'timed-out' || status === 'skipped';
    if (decision.kind === 'outstanding' && ended) await journal.reopenCase(ordinal, decision.take);
  }
}

function planOf(record: RunRecord): Plan {
  return { ...record.meta.plan, cases: record.cases.map((each) => each.planned) };
}

function newGeneration(request: RunRequest, generation: number): Generation {
  return {
    generation,
    startedAt: new Date().toISOString(),
    traceId: newTraceId(),
    orchestrator: identifyProcess(process.pid),
    environment: request.environment,
  };
}
