import type { PlannedCase } from '../plan/plan.js';
import type { CaseState, Generation, JournalNote, JudgedSample, RunMeta, RunState, StoredTarget } from './records.js';

/** A case with everything the journal holds of it. Samples are those of the current take, by phase and iteration. */
export interface CaseRecord {
  readonly planned: PlannedCase;
  readonly state: CaseState;
  readonly samples: readonly JudgedSample[];
  /** Whether a completed case still has every sample it ended with, unchanged. */
  readonly complete: boolean;
  /** Samples of takes that were given up; evidence, in no statistic. */
  readonly discardedSamples: number;
}

/** Everything a journal holds, verified; what reports are made from. */
export interface RunRecord {
  readonly meta: RunMeta;
  readonly state: RunState;
  readonly generations: readonly Generation[];
  readonly targets: readonly StoredTarget[];
  readonly notes: readonly JournalNote[];
  readonly cases: readonly CaseRecord[];
  /** What the verification found damaged, in sentences; empty for a sound journal. */
  readonly damage: readonly string[];
}
