import { type QuietGrade, quietGrade } from '../report/quietness.js';
import type { NoiseFloor } from './noise-floor.js';

/** How quiet a machine is, by the largest of its detectable effects. */
export interface NoiseGrade {
  /** `quiet`: the threshold decides, not the noise; `noisy`: a tenth more or less goes unseen. */
  readonly grade: QuietGrade;
  /** The metric that differs most between equal runs, and the smallest effect on it that is believed. */
  readonly metric: string;
  readonly detectable: number;
}

/** Grades the noise floors of a machine; undefined for none. */
export function noiseGrade(metrics: Readonly<Record<string, NoiseFloor>>): NoiseGrade | undefined {
  const [worst] = Object.entries(metrics).sort(([, a], [, b]) => b.detectable - a.detectable);
  if (worst === undefined) return undefined;
  const [metric, { detectable }] = worst;
  return {
    grade: quietGrade(detectable),
    metric,
    detectable,
  };
}
