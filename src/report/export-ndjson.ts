import { sampleHead, sampleJson } from '../journal/kept-sample.js';
import type { CaseState, CaseWarning, JournalNote, JudgedSample } from '../journal/records.js';
import type { CaseRecord, RunRecord } from '../journal/run-record.js';
import {
  EVENT_VERSION,
  type CaseReference,
  type EventEnvelope,
  type RunEvent,
  type RunEventBody,
  type SampleEvent,
} from '../protocol/run-events.js';
import { caseStatus } from './case-summary.js';
import { runDurationMs } from './run-duration.js';
import { countCases } from './run-summary.js';
import { memoryUnknownWarnings } from './memory-unknown-warnings.js';

type EndedState = Exclude<CaseState, { readonly status: 'planned' | 'started' }>;

/** The event of a sample but for its time and the sample itself, which need not be read; many share one. */
type SampleFrame = Omit<EventEnvelope, 'v' | 'time'> & Omit<SampleEvent, 'sample'>;

/** An event, or what one of a sample is made of. */
type Told = { readonly event: RunEvent } | { readonly frame: SampleFrame; readonly stored: JudgedSample };

/** When and in which sitting something happened. */
interface Moment {
  readonly time: string;
  readonly generation: number | undefined;
}

/** Gives an event its envelope. */
type Tell = (moment: Moment, body: RunEventBody) => Told;

/** The trace of a sitting; of the last one for what belongs to none. */
type TraceOf = (generation: number | undefined) => string;

/**
 * A run told again from its journal as the events of `schemas/events.schema.json`: the run's start, every case with its
 * samples in plan order, and the run's end. All sittings appear as one run; each event carries the trace of its own
 * sitting. A run or a case that never ended has no end here either. Progress is not kept and does not appear.
 */
export function* runToEvents(record: RunRecord): Generator<RunEvent> {
  for (const told of tellRun(record)) {
    if ('event' in told) yield told.event;
    else yield { v: EVENT_VERSION, time: told.stored.sample.startedAt, ...told.frame, sample: told.stored.sample };
  }
}

/** The same events as lines of text, with each sample in the words in which the journal keeps it. */
export function* runToEventLines(record: RunRecord): Generator<string> {
  let written: { readonly frame: SampleFrame; readonly text: string } | undefined;
  for (const told of tellRun(record)) {
    if ('event' in told) {
      yield `${JSON.stringify(told.event)}\n`;
      continue;
    }
    const { frame, stored } = told;
    if (written?.frame !== frame) written = { frame, text: JSON.stringify(frame).slice(1, -1) };
    const time = JSON.stringify(sampleHead(stored).startedAt);
    yield `{"v":${EVENT_VERSION},"time":${time},${written.text},"sample":${sampleJson(stored)}}\n`;
  }
}

function* tellRun(record: RunRecord): Generator<Told> {
  const { runId } = record.meta;
  const traceOf = tracesOf(record);
  const tell: Tell = ({ time, generation }, body) => ({
    event: { v: EVENT_VERSION, time, runId, traceId: traceOf(generation), ...body },
  });
  const begin: Moment = { time: record.meta.createdAt, generation: record.generations[0]?.generation };
  yield tell(begin, runStart(record));
  for (const problem of record.damage) yield tell(begin, damageWarning(problem));
  for (const note of record.notes) {
    if (note.caseId === undefined) yield tell(note, noteWarning(note));
  }
  for (const warning of memoryUnknownWarnings(record)) yield tell(begin, { type: 'warning', ...warning });
  for (const each of record.cases) yield* tellCase(each, { record, tell, traceOf });
  yield* tellEnd(record, tell);
}

function tracesOf({ generations }: RunRecord): TraceOf {
  const traces = new Map(generations.map(({ generation, traceId }) => [generation, traceId]));
  const last = generations.at(-1)?.traceId ?? '0'.repeat(32);
  return (generation) => (generation === undefined ? undefined : traces.get(generation)) ?? last;
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

interface Teller {
  readonly record: RunRecord;
  readonly tell: Tell;
  readonly traceOf: TraceOf;
}

function* tellCase(each: CaseRecord, teller: Teller): Generator<Told> {
  const { planned, state, samples } = each;
  const { tell } = teller;
  if (state.status === 'planned') return;
  const generation = samples.at(-1)?.generation;
  const reference = referenceOf(each);
  yield tell({ time: startOf(each, state), generation: samples[0]?.generation }, caseStart(each, state.attempt));
  for (const note of teller.record.notes) {
    if (note.caseId === planned.id) yield tell(note, noteWarning(note));
  }
  yield* tellSamples(each, teller);
  if (state.status === 'started') return;
  const end = { time: state.endedAt, generation };
  for (const warning of state.warnings) yield tell(end, caseWarning(warning, planned.id));
  yield tell(end, caseEnd(state, reference));
  for (const stored of samples) {
    for (const { generation: gradedIn, gradedAt, verdict } of stored.verdicts ?? []) {
      const moment = { time: gradedAt, generation: gradedIn === 0 ? undefined : gradedIn };
      yield tell(moment, { type: 'verdict', ...reference, iteration: sampleHead(stored).iteration, verdict });
    }
  }
}

function* tellSamples(each: CaseRecord, { record, traceOf }: Teller): Generator<Told> {
  let frame: SampleFrame | undefined;
  for (const stored of each.samples) {
    const { attempt, generation } = sampleHead(stored);
    const traceId = traceOf(generation);
    if (frame?.attempt !== attempt || frame.traceId !== traceId) {
      frame = { runId: record.meta.runId, traceId, type: 'sample', ...referenceOf(each), attempt };
    }
    yield { frame, stored };
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
  const known = earliest(samples);
  return known ?? (state.status === 'started' ? state.startedAt : state.endedAt);
}

/** Text of one form sorts as the moments do. */
function earliest(samples: readonly JudgedSample[]): string | undefined {
  let first: string | undefined;
  for (const stored of samples) {
    const { startedAt } = sampleHead(stored);
    if (first === undefined || startedAt < first) first = startedAt;
  }
  return first;
}

function* tellEnd(record: RunRecord, tell: Tell): Generator<Told> {
  const { state, cases } = record;
  if (state.status === 'running') return;
  const counts = countCases(cases.map((each) => caseStatus(each)));
  yield tell(
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
