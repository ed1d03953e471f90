import type { SamplePhase } from '../protocol/sample.js';

/**
 * Keys of a journal. Numbers are padded, so that LevelDB's byte order is the order of the numbers and each family can be
 * read as one range.
 */
export const KEY = {
  meta: () => 'm',
  runState: () => 'x',
  generation: (generation: number) => `g/${pad(generation)}`,
  plannedCase: (ordinal: number) => `p/${pad(ordinal)}`,
  caseState: (ordinal: number) => `c/${pad(ordinal)}`,
  target: (generation: number, target: string) => `t/${pad(generation)}/${target}`,
  note: (generation: number, index: number) => `e/${pad(generation)}/${pad(index)}`,
  sample: (position: SamplePosition) =>
    `s/${pad(position.ordinal)}/${pad(position.take)}/${PHASE_LETTER[position.phase]}/${pad(
      position.phase === 'warmup' ? position.attempt * WARMUP_STRIDE + position.iteration : position.iteration,
    )}`,
  verdict: ({ ordinal, take, iteration, revision }: VerdictKeyPosition) =>
    `v/${pad(ordinal)}/${pad(take)}/${pad(iteration)}/${pad(revision)}`,
} as const;

/** Where a verdict belongs; `revision` counts the verdicts on the same sample. */
export interface VerdictKeyPosition {
  readonly ordinal: number;
  readonly take: number;
  readonly iteration: number;
  readonly revision: number;
}

/** Where a sample belongs. Warm-ups of each attempt are kept apart, since every attempt warms up anew. */
export interface SamplePosition {
  readonly ordinal: number;
  readonly take: number;
  readonly phase: SamplePhase;
  readonly attempt: number;
  readonly iteration: number;
}

const PHASE_LETTER = { warmup: 'w', measure: 'm' } as const;

/** More warm-ups than any plan allows, so that two attempts never share a key. */
const WARMUP_STRIDE = 10_000;

const DIGITS = 8;

function pad(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 10 ** DIGITS)
    throw new RangeError(`${value} does not fit a journal key`);
  return String(value).padStart(DIGITS, '0');
}

/** Family of a key: its part before the first slash. */
export function keyFamily(key: string): string {
  return key.split('/', 1)[0] ?? key;
}

/** Ordinal of the case that a `p/`, `c/`, `s/` or `v/` key belongs to. */
export function ordinalOf(key: string): number {
  return Number(key.split('/')[1]);
}

/** Take of a sample's or a verdict's key. */
export function takeOf(key: string): number {
  return Number(key.split('/')[2]);
}

/** Keys of the measured samples of one take of a case begin with this. */
export function measuredPrefix(ordinal: number, take: number): string {
  return KEY.sample({ ordinal, take, phase: 'measure', attempt: 0, iteration: 0 }).replace(/\d+$/, '');
}

/** Iteration of the sample that a `v/` key judges. */
export function judgedIterationOf(key: string): number {
  return Number(key.split('/')[3]);
}
