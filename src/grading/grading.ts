import type { StoredAnswer } from '../protocol/answer.js';
import type { CaseParameters } from '../protocol/messages.js';
import type { Verdict } from '../protocol/verdict.js';
import type { Sandbox } from './sandbox/sandbox.js';

/** What one sample left for its grader. */
export interface GradeSubject {
  readonly parameters: CaseParameters;
  /** The exchanges of the sample, in order; the last one usually holds the answer. */
  readonly answers: readonly StoredAnswer[];
}

/** What graders may use beyond their input. A grader that uses none of it is a pure function. */
export interface GradePorts {
  /** The strongest sandbox of this machine, looked for once. Undefined when there is none and none may be done without. */
  sandbox(): Promise<Sandbox | undefined>;
  readonly signal: AbortSignal;
}

/** Answers whose verdict is known, for the self-test of graders. */
export interface Controls {
  /** Answers that must pass. */
  readonly right: readonly (readonly StoredAnswer[])[];
  /** Answers that must not, beyond those that are wrong for every case: empty, junk, a refusal, the prompt's echo. */
  readonly wrong: readonly (readonly StoredAnswer[])[];
  /**
   * Universal wrong answers that are right here, by rule: where a tool has to be left alone any text will do, and where the
   * model cannot know a refusal is the answer.
   */
  readonly accepts?: readonly UniversalControl[];
}

/** Answers that are wrong for every question but those that say otherwise. */
export const UNIVERSAL_CONTROLS = ['empty', 'junk', 'refusal', 'echo'] as const;

export type UniversalControl = (typeof UNIVERSAL_CONTROLS)[number];

/** Judges the stored answers of one sample; what it throws makes the sample `invalid`, never wrong. */
export type Grade<Item> = (item: Item, subject: GradeSubject, ports: GradePorts) => Verdict | Promise<Verdict>;
