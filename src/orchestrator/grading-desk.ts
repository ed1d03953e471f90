import type { AnsweredSample, VerdictPosition } from '../journal/verdict-book.js';
import type { CustomBenchmark, GraderIdentity, PlannedCase } from '../plan/plan.js';
import type { GradeReply } from '../protocol/grading-messages.js';
import type { VerdictEvent } from '../protocol/run-events.js';
import type { Verdict } from '../protocol/verdict.js';
import { referenceOf } from './case-course.js';
import type { GraderProcess } from './grader-process.js';

/** Where answers come from and verdicts go. */
export interface VerdictStore {
  answered(ordinal: number, take: number): Promise<readonly AnsweredSample[]>;
  saveVerdict(position: VerdictPosition, revision: number, verdict: Verdict): Promise<void>;
}

export interface GradingPorts {
  readonly store: VerdictStore;
  readonly grader: GraderProcess;
  /** Hears each verdict when it is durable. */
  readonly onVerdict: (event: VerdictEvent) => void;
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
      if (each.verdicts.length > 0) continue;
      const reply = await this.judge(planned, each);
      if (reply === 'interrupted') return;
      await this.keep(planned, each, reply.kind === 'verdict' ? reply.verdict : invalidVerdict(grader, reply.message));
    }
  }

  /** What the present grader says of a sample, whatever was said of it before. Keeps nothing. */
  judge(planned: PlannedCase, { stored }: AnsweredSample): Promise<GradeReply | 'interrupted'> {
    const { grader, signal, allowUnsandboxed, customBenchmarks } = this.#ports;
    const { benchmark, parameters } = planned;
    const file = customBenchmarks.find(({ name }) => name === benchmark)?.file;
    const answers = stored.sample.answers ?? [];
    const order = { benchmark, parameters, answers, allowUnsandboxed, ...(file === undefined ? {} : { file }) };
    return grader.judge(order, signal);
  }

  /** Makes a verdict durable, behind those that were given before, and tells it. */
  async keep(planned: PlannedCase, { stored, verdicts }: AnsweredSample, verdict: Verdict): Promise<void> {
    const { ordinal } = planned;
    const { take, sample } = stored;
    const { iteration } = sample;
    await this.#ports.store.saveVerdict({ ordinal, take, iteration }, verdicts.length, verdict);
    this.#ports.onVerdict({ type: 'verdict', ...referenceOf(planned), iteration, verdict });
  }
}

/** A failure of the grader is the harness's own, and never counted against a model. */
function invalidVerdict({ name, version }: GraderIdentity, message: string): Verdict {
  return { kind: 'invalid', grader: name, graderVersion: version, why: message, checks: [] };
}
