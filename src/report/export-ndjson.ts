import type { CaseState, CaseWarning, JournalNote } from '../journal/records.js';
import type { CaseRecord, RunRecord } from '../journal/run-record.js';
import { EVENT_VERSION, type CaseReference, type RunEvent, type RunEventBody } from '../protocol/run-events.js';
import { caseStatus } from './case-summary.js';
import { runDurationMs } from './run-duration.js';
import { countCases } from './run-summary.js';
import { memoryUnknownWarnings } from './memory-unknown-warnings.js';

type EndedState = Exclude<CaseState, { readonly status: 'planned' | 'started' }>;

/** When and in which sitting something happened. */
interface Moment {
  readonly time: string;
  readonly generation: number | undefined;
}

/** Gives an event its envelope. */
type Seal = (moment: Moment, body: RunEventBody) => RunEvent;

/**
 * A run told again from its journal as the events of `schemas/events.schema.json`: the run's start, every case with its
 * samples in plan order, and the run's end. All sittings appear as one run; each event carries the trace of its own
 * sitting. A run or a case that never ended has no end here either. Progress is not kept and does not appear.
 */
export function* runToEvents(record: RunRecord): Generator<RunEvent> {
  const seal = sealer(record);
  const begin: Moment = { time: record.meta.createdAt, generation: record.generations[0]?.generation };
  yield seal(begin, runStart(record));
  for (const problem of record.damage) yield seal(begin, damageWarning(problem));
  for (const note of record.notes) {
    if (note.caseId === undefined) yield seal(note, noteWarning(note));
  }
  for (const warning of memoryUnknownWarnings(record)) yield seal(begin, { type: 'warning', ...warning });
  for (const each of record.cases) yield* caseEvents(each, { notes: record.notes, seal });
  yield* runEnd(record, seal);
}

function sealer({ meta, generations }: RunRecord): Seal {
  const traces = new Map(generations.map(({ generation, traceId }) => [generation, traceId]));
  const last = generations.at(-1)?.traceId ?? '0'.repeat(32);
  return ({ time, generation }, body) => ({
    v: EVENT_VERSION,
    time,
    runId: meta.runId,
    traceId: (generation === undefined ? undefined : traces.get(generation)) ?? last,
    ...body,
  });
}

function runStart({ meta, generations }: RunRecord): RunEventBody {
  const { suites, targets, seed, hash } = meta.plan;
  return {
    type: 'run-start',
    suites,
    targets: targets.map(({ name }) => name),
    caseCount: meta.caseCount,
    doneCount: 0,
    resumed: generations.length > 1,
    seed,
    planHash: hash,
  };
}

function* caseEvents(
  record: CaseRecord,
  { notes, seal }: { readonly notes: readonly JournalNote[]; readonly seal: Seal },
): Generator<RunEvent> {
  const { planned, state, samples } = record;
  if (state.status === 'planned') return;
  const generation = samples.at(-1)?.generation;
  const reference = referenceOf(record);
  yield seal({ time: startOf(record, state), generation: samples[0]?.generation }, caseStart(record, state.attempt));
  for (const note of notes) {
    if (note.caseId === planned.id) yield seal(note, noteWarning(note));
  }
  for (const { attempt, generation: measuredIn, sample } of samples) {
    const moment = { time: sample.startedAt, generation: measuredIn };
    yield seal(moment, { type: 'sample', ...reference, attempt, sample });
  }
  if (state.status === 'started') return;
  const end = { time: state.endedAt, generation };
  for (const warning of state.warnings) yield seal(end, caseWarning(warning, planned.id));
  yield seal(end, caseEnd(state, reference));
  for (const { sample, verdicts = [] } of samples) {
    for (const { generation: gradedIn, gradedAt, verdict } of verdicts) {
      const moment = { time: gradedAt, generation: gradedIn === 0 ? undefined : gradedIn };
      yield seal(moment, { type: 'verdict', ...reference, iteration: sample.iteration, verdict });
    }
  }
}

function caseStart(record: CaseRecord, attempt: number): RunEventBody {
  const { parameters, iterations, grader } = record.planned;
  const judged = grader === undefined ? {} : { grader };
  return { type: 'case-start', ...referenceOf(record), attempt, parameters, iterations, firstIteration: 0, ...judged };
}

function caseEnd(state: EndedState, reference: CaseReference): RunEventBody {
  return {
    type: 'case-end',
    ...reference,
    attempt: state.attempt,
    status: state.status,
    ...('reason' in state ? { reason: { code: state.reason.code, message: state.reason.message } } : {}),
    durationMs: state.durationMs,
  };
}

/** The journal keeps the start of a case only until its end; the first sample, or the end itself, then tells it. */
function startOf({ samples }: CaseRecord, state: Exclude<CaseState, { readonly status: 'planned' }>): string {
  const known = samples.map(({ sample }) => sample.startedAt).sort()[0];
  return known ?? (state.status === 'started' ? state.startedAt : state.endedAt);
}

function* runEnd(record: RunRecord, seal: Seal): Generator<RunEvent> {
  const { state, cases } = record;
  if (state.status === 'running') return;
  const counts = countCases(cases.map((each) => caseStatus(each)));
  yield seal(
    { time: state.endedAt, generation: record.generations.at(-1)?.generation },
    {
      type: 'run-end',
      status: state.status,
      ...('reason' in state ? { reason: state.reason.message } : {}),
      completed: counts.completed,
      failed: counts.failed + counts.timedOut,
      skipped: counts.skipped,
      outstanding: counts.outstanding + counts.interrupted,
      durationMs: runDurationMs(record),
    },
  );
}

function referenceOf({ planned }: CaseRecord): CaseReference {
  return { caseId: planned.id, ordinal: planned.ordinal, benchmark: planned.benchmark, target: planned.target };
}

function caseWarning({ code, message, remedy }: CaseWarning, caseId: string): RunEventBody {
  return { type: 'warning', code, message, remedy, caseId };
}

function noteWarning({ code, message, caseId }: JournalNote): RunEventBody {
  const remedy =
    caseId === undefined ? 'Nothing to do; it is kept as evidence.' : 'The end of the case tells how it went on.';
  return { type: 'warning', code, message, remedy, ...(caseId === undefined ? {} : { caseId }) };
}

function damageWarning(problem: string): RunEventBody {
  return {
    type: 'warning',
    code: 'journal-damaged',
    message: problem,
    remedy: 'Check the disk, and resume the run: cases with damaged records are measured anew.',
  };
}
