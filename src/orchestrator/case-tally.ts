import type { RunRecord } from '../journal/run-record.js';
import type { RunEvent } from '../protocol/run-events.js';
import type { Verdict as Judgement } from '../protocol/verdict.js';
import type { RunCounts } from './run-request.js';

type Verdict = 'completed' | 'failed' | 'skipped' | 'outstanding';

/** Counts how the cases of a run stand, from the record of earlier sittings and the events of this one. */
export class CaseTally {
  readonly #verdicts: Verdict[];
  readonly #unusable = new Set<string>();
  /** Answers that a failing grader, not the model, left without a judgement. */
  readonly #invalid = new Set<string>();

  /** `done` says per case whether it is left as earlier sittings ended it. */
  constructor(done: readonly boolean[], record: RunRecord | undefined) {
    this.#verdicts = done.map((isDone, ordinal) =>
      isDone ? verdictOf(record?.cases[ordinal]?.state.status) : 'outstanding',
    );
    for (const [ordinal, { samples }] of (record?.cases ?? []).entries()) {
      for (const { sample, verdicts } of samples) this.#judge({ ordinal, ...sample }, verdicts?.at(-1)?.verdict);
    }
  }

  hear(event: RunEvent): void {
    if (event.type === 'case-end') this.#verdicts[event.ordinal] = verdictOf(event.status);
    if (event.type === 'verdict') this.#judge(event, event.verdict);
  }

  #judge({ ordinal, iteration }: { readonly ordinal: number; readonly iteration: number }, verdict?: Judgement): void {
    const key = `${ordinal}/${iteration}`;
    if (verdict?.kind === 'invalid') this.#invalid.add(key);
    else if (verdict !== undefined) this.#invalid.delete(key);
  }

  /** These cases failed because their target cannot be used at all. */
  markUnusable(caseIds: readonly string[]): void {
    for (const id of caseIds) this.#unusable.add(id);
  }

  counts(): RunCounts {
    const count = (verdict: Verdict): number => this.#verdicts.filter((each) => each === verdict).length;
    return {
      completed: count('completed'),
      failed: count('failed'),
      skipped: count('skipped'),
      outstanding: count('outstanding'),
      unusable: this.#unusable.size,
      invalid: this.#invalid.size,
    };
  }
}

function verdictOf(status: string | undefined): Verdict {
  switch (status) {
    case 'completed':
    case 'skipped':
      return status;
    case 'failed':
    case 'timed-out':
      return 'failed';
    default:
      return 'outstanding';
  }
}
