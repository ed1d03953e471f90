import type { AnsweredSample } from '../journal/verdict-book.js';
import type { CustomBenchmark, GraderIdentity, PlannedCase } from '../plan/plan.js';
import type { Verdict } from '../protocol/verdict.js';
import { referenceOf } from './case-course.js';
import type { EventStream } from './event-stream.js';
import type { GraderProcess } from './grader-process.js';
import type { VerdictPosition } from '../journal/verdict-book.js';

/** Where answers come from and verdicts go; the journal of a run, or of one that is graded anew. */
export interface VerdictStore {
  answered(ordinal: number, take: number): Promise<readonly AnsweredSample[]>;
  saveVerdict(position: VerdictPosition, revision: number, verdict: Verdict): Promise<void>;
}

export interface GradingPorts {
  readonly store: VerdictStore;
  readonly grader: GraderProcess;
  readonly events: EventStream;
  readonly customBenchmarks: readonly CustomBenchmark[];
  readonly allowUnsandboxed: boolean;
  readonly signal: AbortSignal;
}

/**
 * Has stored answers judged, one after the other, and keeps the verdicts. It reads the answers from the journal, so that
 * nothing is ever judged that is not durable, and works between cases, so that nothing is measured meanwhile.
 */
export class GradingDesk {
  readonly #ports: GradingPorts;

  constructor(ports: GradingPorts) {
    this.#ports = ports;
  }

  /** Judges what has no verdict yet. A case that only measures has nothing to judge. */
  async grade(planned: PlannedCase, take: number): Promise<void> {
    const { grader } = planned;
    if (grader === undefined) return;
    for (const each of await this.#ports.store.answered(planned.ordinal, take)) {
      if (this.#ports.signal.aborted) return;
      if (each.verdicts.length > 0) continue;
      await this.judge(planned, each);
    }
  }

  /** Judges one sample, whatever was said of it before; undefined when interrupted. */
  async judge(planned: PlannedCase, { stored, verdicts }: AnsweredSample): Promise<Verdict | undefined> {
    const { store, grader, events, signal, allowUnsandboxed } = this.#ports;
    const file = this.#ports.customBenchmarks.find(({ name }) => name === planned.benchmark)?.file;
    const { take, sample } = stored;
    const reply = await grader.judge(
      {
        benchmark: planned.benchmark,
        ...(file === undefined ? {} : { file }),
        parameters: planned.parameters,
        answers: sample.answers ?? [],
        allowUnsandboxed,
      },
      signal,
    );
    if (reply === 'interrupted') return undefined;
    const verdict = reply.kind === 'verdict' ? reply.verdict : invalidVerdict(planned.grader, reply.message);
    const { iteration } = sample;
    await store.saveVerdict({ ordinal: planned.ordinal, take, iteration }, verdicts.length, verdict);
    events.emit({ type: 'verdict', ...referenceOf(planned), iteration, verdict });
    return verdict;
  }
}

/** A failure of the grader is the harness's own, and never counted against a model. */
function invalidVerdict(grader: GraderIdentity | undefined, message: string): Verdict {
  return {
    kind: 'invalid',
    grader: grader?.name ?? 'unknown',
    graderVersion: grader?.version ?? 0,
    why: message,
    checks: [],
  };
}
