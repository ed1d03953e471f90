import { DEFAULT_THRESHOLD } from '../report/compare/evidence.js';
import type { NoiseFloor } from './noise-floor.js';

/** How quiet a machine is, by the largest of its detectable effects. */
export interface NoiseGrade {
  /** `quiet`: the threshold decides, not the noise; `noisy`: a tenth more or less goes unseen. */
  readonly grade: 'quiet' | 'restless' | 'noisy';
  /** The metric that differs most between equal runs, and the smallest effect on it that is believed. */
  readonly metric: string;
  readonly detectable: number;
}

/** From here on a change of a tenth goes unseen, which most regressions are smaller than. */
const NOISY = 0.1;

/** Grades the noise floors of a machine; undefined for none. */
export function noiseGrade(metrics: Readonly<Record<string, NoiseFloor>>): NoiseGrade | undefined {
  const [worst] = Object.entries(metrics).sort(([, a], [, b]) => b.detectable - a.detectable);
  if (worst === undefined) return undefined;
  const [metric, { detectable }] = worst;
  return {
    grade: detectable <= DEFAULT_THRESHOLD ? 'quiet' : detectable <= NOISY ? 'restless' : 'noisy',
    metric,
    detectable,
  };
}
