/** Days after which runs may go. */
export const RETENTION_DAYS = 90;

const DAY_MS = 86_400_000;

/** What the decision needs to know of a run. */
export interface RetainableRun {
  readonly runId: string;
  /** Start in milliseconds since the epoch. */
  readonly startedMs: number;
  readonly tags: readonly string[];
}

/** What the decision goes by. */
export interface RetentionRules {
  readonly nowMs: number;
  readonly maxAgeMs: number;
  /** Ids of runs that are baselines. */
  readonly baselines: ReadonlySet<string>;
  /** The run that is going on. */
  readonly runningId?: string;
}

/** A run and what becomes of it. */
export interface RetentionDecision {
  readonly runId: string;
  /** Whole days since its start. */
  readonly ageDays: number;
  readonly fate: 'goes' | 'young' | 'baseline' | 'tagged' | 'running';
}

/** Decides for every run, in the order given: only an old one that is no baseline, not tagged and not going on goes. */
export function decideRetention(runs: readonly RetainableRun[], rules: RetentionRules): RetentionDecision[] {
  return runs.map((run) => ({
    runId: run.runId,
    ageDays: Math.floor((rules.nowMs - run.startedMs) / DAY_MS),
    fate: fateOf(run, rules),
  }));
}

/** The longest a run is kept by default. */
export function defaultMaxAgeMs(): number {
  return RETENTION_DAYS * DAY_MS;
}

function fateOf({ runId, startedMs, tags }: RetainableRun, rules: RetentionRules): RetentionDecision['fate'] {
  if (rules.nowMs - startedMs <= rules.maxAgeMs) return 'young';
  if (runId === rules.runningId) return 'running';
  if (rules.baselines.has(runId)) return 'baseline';
  return tags.length > 0 ? 'tagged' : 'goes';
}
