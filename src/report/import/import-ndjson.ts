import {
  JOURNAL_FORMAT,
  type Generation,
  type JournalNote,
  type RunMeta,
  type RunState,
} from '../../journal/records.js';
import type { CaseRecord, RunRecord } from '../../journal/run-record.js';
import { PLAN_VERSION } from '../../plan/plan.js';
import type { EnvironmentRecord } from '../../protocol/environment.js';
import type { CaseEndEvent, RunEndEvent, RunEvent, RunStartEvent, WarningEvent } from '../../protocol/run-events.js';
import { runDurationMs } from '../run-duration.js';
import { CaseDraft, type Moment } from './case-draft.js';
import { readEventLines } from './event-lines.js';
import { refusal } from './refusal.js';

/** What an event stream does not tell of a run. */
export const UNTOLD_BY_EVENTS: readonly string[] = [
  'An event stream does not tell the machine, the memory over time, how the model was reached, and the versions of benchmarks and metric formulas; so its run can be looked at and is like no other to compare it with. A JSON export tells all.',
];

/** Stands for the machine that events do not tell. */
const UNKNOWN_ENVIRONMENT: EnvironmentRecord = {
  cpu: { model: 'unknown', logicalCores: 0, availableCores: 0 },
  memory: { totalBytes: 0, freeBytes: 0 },
  os: { platform: 'unknown', name: 'unknown', kernel: 'unknown', architecture: 'unknown' },
  node: 'unknown',
  acode: 'unknown',
};

/** What the events have told so far. */
interface Story {
  readonly runId: string;
  readonly start: RunStartEvent;
  readonly createdAt: string;
  readonly traces: string[];
  readonly cases: Map<number, CaseDraft>;
  readonly notes: JournalNote[];
  readonly damage: string[];
  state: RunState;
  end: RunEndEvent | undefined;
  hasUnbegun: boolean;
}

/** A run as its events tell it. */
export interface ToldRun {
  readonly record: RunRecord;
  /** Whether a case ended of which no beginning is told, nor its parameters, as in a stream written while the run went on. */
  readonly hasUnbegun: boolean;
}

/**
 * The run that a stream of events tells, from `export --format ndjson`, `--output ndjson` or events.ndjson. What events
 * do not tell is `unknown` or 0, never guessed; cases that were not begun are placeholders.
 * @throws AcodeError (`IMPORT_REFUSED`, `IMPORT_NEWER`) with the reason.
 */
export function runFromEvents(text: string): ToldRun {
  const events = readEventLines(text);
  const [first] = events;
  if (first?.type !== 'run-start') throw refusal('The file is damaged: it does not begin with the start of a run.');
  const traces = [...new Set(events.map(({ traceId }) => traceId))];
  const story: Story = {
    runId: first.runId,
    start: first,
    createdAt: first.time,
    // A resumed run has two sittings even if only one of them left an event behind the start.
    traces: first.resumed && traces.length === 1 ? [...traces, ...traces] : traces,
    cases: new Map(),
    notes: [],
    damage: [],
    state: { status: 'running' },
    end: undefined,
    hasUnbegun: false,
  };
  for (const event of events) tell(story, event);
  return { record: withDuration(recordOf(story, events), story.end?.durationMs), hasUnbegun: story.hasUnbegun };
}

function tell(story: Story, event: RunEvent): void {
  const moment: Moment = { time: event.time, generation: story.traces.indexOf(event.traceId) + 1 };
  switch (event.type) {
    case 'run-start':
      story.state = { status: 'running' };
      return;
    case 'run-end':
      story.end = event;
      story.state = endState(event, event.time);
      return;
    case 'case-start': {
      const known = story.cases.get(event.ordinal);
      if (known === undefined) story.cases.set(event.ordinal, new CaseDraft(event, moment));
      else known.restart(event, moment);
      return;
    }
    case 'sample':
      draftOf(story, event.ordinal).addSample(event, moment);
      return;
    case 'verdict':
      draftOf(story, event.ordinal).addVerdict(event, moment);
      return;
    case 'case-end':
      endCase(story, event, moment);
      return;
    case 'warning':
      tellWarning(story, event, moment);
      return;
    case 'progress':
    case 'error':
    case 'regression':
      // Errors of a case are in its end, those of a run in its own; progress is over; a comparison can be made again.
      return;
  }
}

/** A case that is skipped, or whose model cannot be loaded, ends without having begun, and its parameters are not told. */
function endCase(story: Story, event: CaseEndEvent, moment: Moment): void {
  const { caseId, ordinal, benchmark, target, attempt, status } = event;
  if (!story.cases.has(ordinal) && status !== 'completed') {
    story.hasUnbegun = true;
    const told = { type: 'case-start', caseId, ordinal, benchmark, target, attempt } as const;
    story.cases.set(ordinal, new CaseDraft({ ...told, parameters: {}, iterations: 0, firstIteration: 0 }, moment));
  }
  draftOf(story, ordinal).finish(event, moment);
}

function tellWarning(story: Story, event: WarningEvent & { readonly caseId?: string }, moment: Moment): void {
  const { code, message, caseId } = event;
  if (caseId === undefined && code === 'journal-damaged') story.damage.push(message);
  else if (caseId === undefined) story.notes.push({ ...moment, code, message });
  else caseOf(story, caseId)?.addWarning(event, moment);
}

function caseOf({ cases }: Story, caseId: string): CaseDraft | undefined {
  return [...cases.values()].find((draft) => draft.caseId === caseId);
}

function draftOf({ cases }: Story, ordinal: number): CaseDraft {
  const draft = cases.get(ordinal);
  if (draft === undefined) throw refusal(`The file is damaged: case ${ordinal} has no start.`);
  return draft;
}

function endState({ status, reason }: RunEndEvent, endedAt: string): RunState {
  return status === 'completed'
    ? { status, endedAt }
    : { status, endedAt, reason: { code: 'unknown', message: reason ?? 'The events give no reason.' } };
}

function recordOf(story: Story, events: readonly RunEvent[]): RunRecord {
  const { start, cases, damage, state } = story;
  if ([...cases.keys()].some((ordinal) => ordinal >= start.caseCount))
    throw refusal(`The file is damaged: it has more cases than the ${start.caseCount} it announces.`);
  const drafts = Array.from({ length: start.caseCount }, (_, ordinal) => cases.get(ordinal));
  return {
    meta: metaOf(story),
    state,
    generations: story.traces.map((traceId, index) =>
      generationOf(events, { traceId, index, createdAt: story.createdAt }),
    ),
    targets: [],
    notes: [...story.notes, ...drafts.flatMap((draft) => draft?.notes ?? [])].sort(
      (a, b) => a.generation - b.generation,
    ),
    cases: drafts.map((draft, ordinal) => draft?.record(start.seed) ?? notBegun(start, ordinal)),
    damage,
  };
}

function metaOf({ runId, createdAt, start }: Story): RunMeta {
  const { suites, targets, seed, planHash, caseCount } = start;
  return {
    format: JOURNAL_FORMAT,
    runId,
    createdAt,
    acode: UNKNOWN_ENVIRONMENT.acode,
    metricDefs: 0,
    plan: {
      version: PLAN_VERSION,
      suites,
      targets: targets.map((name) => ({
        name,
        spec: { kind: 'embedded', modelPath: 'unknown', gpu: false },
        fingerprint: 'unknown',
      })),
      seed,
      deterministic: false,
      hash: planHash,
    },
    caseCount,
    environment: UNKNOWN_ENVIRONMENT,
    command: [],
  };
}

function generationOf(
  events: readonly RunEvent[],
  { traceId, index, createdAt }: { readonly traceId: string; readonly index: number; readonly createdAt: string },
): Generation {
  const times = events.filter((event) => event.traceId === traceId).map(({ time }) => time);
  const startedAt = index === 0 ? createdAt : (times.sort()[0] ?? createdAt);
  return {
    generation: index + 1,
    startedAt,
    traceId,
    orchestrator: { pid: 2 ** 31 - 1 },
    environment: UNKNOWN_ENVIRONMENT,
  };
}

function notBegun({ targets, seed }: RunStartEvent, ordinal: number): CaseRecord {
  const planned = {
    id: `unknown-${ordinal}`,
    ordinal,
    benchmark: 'unknown',
    benchmarkVersion: 0,
    target: targets[0] ?? 'unknown',
    parameters: {},
    warmup: 0,
    iterations: 0,
    timeoutMs: 0,
    seed,
  };
  return { planned, state: { status: 'planned', take: 0 }, samples: [], complete: false, discardedSamples: 0 };
}

/** Events do not tell when a later sitting began; the run's whole duration does, and moves the second one's start. */
function withDuration(record: RunRecord, durationMs: number | undefined): RunRecord {
  const missing = durationMs === undefined ? 0 : durationMs - runDurationMs(record);
  if (missing === 0) return record;
  const generations = record.generations.map((each, index) =>
    index === 1 ? { ...each, startedAt: new Date(Date.parse(each.startedAt) - missing).toISOString() } : each,
  );
  return { ...record, generations };
}
