import type { UntilStable } from '../protocol/messages.js';
import type { Sample } from '../protocol/sample.js';
import { bootstrapMedianInterval } from '../statistics/bootstrap.js';
import { median } from '../statistics/quantiles.js';

/**
 * Fewest iterations before anything is judged: the range of n values covers the median with probability 1 − 2·0.5^n,
 * which is at least 95 % from 6 on.
 */
export const MIN_STABLE_ITERATIONS = 6;

/** Enough for a decision; the summary's own intervals are drawn anew with more. */
const RESAMPLES = 1_000;

/** Read where none of the metrics asked for has values: rates and memory of a whole case have none per iteration. */
const FALLBACK: readonly string[] = ['e2el', 'ttft'];

/** Requests whose prompt was not read whole say nothing about the others. */
const LEFT_OUT: readonly string[] = ['cache-contaminated', 'truncated'];

/**
 * Follows a case and tells when its median is known well enough: both ends of the bootstrap 95 % interval within the
 * tolerance of the median. Looking after every iteration stops a little early now and then; the interval that is shown
 * in the end is computed from all values and does not know of the stop.
 */
export class StabilityWatch {
  readonly #rule: UntilStable;
  readonly #samples: Sample[] = [];
  #stable = false;

  constructor(rule: UntilStable) {
    this.#rule = rule;
  }

  get stable(): boolean {
    return this.#stable;
  }

  /** Takes the sample of a measured iteration. */
  add(sample: Sample): void {
    this.#samples.push(sample);
    this.#stable = this.#samples.length >= MIN_STABLE_ITERATIONS && isStable(this.#values(), this.#rule.tolerance);
  }

  #values(): readonly number[] {
    for (const metric of [...this.#rule.metrics, ...FALLBACK]) {
      const values = this.#samples.flatMap((sample) => valuesOf(sample, metric));
      if (values.length >= MIN_STABLE_ITERATIONS) return values;
    }
    return this.#samples.map(({ durationMs }) => durationMs);
  }
}

function valuesOf({ metrics, requests }: Sample, metric: string): number[] {
  const counting = requests.filter(({ labels }) => !LEFT_OUT.some((label) => labels.includes(label)));
  const all = [metrics[metric], ...counting.map((request) => request.metrics[metric])];
  return all.filter((value) => value !== undefined);
}

/** Whether both ends of the median's interval lie within the tolerance; equal values always do. */
export function isStable(values: readonly number[], tolerance: number): boolean {
  const interval = bootstrapMedianInterval(values, { seed: 1, resamples: RESAMPLES });
  if (interval === undefined) return false;
  const middle = median(values);
  const off = Math.max(interval.high - middle, middle - interval.low);
  return off <= tolerance * Math.abs(middle);
}
