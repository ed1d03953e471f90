import type { JudgedSample } from '../journal/records.js';
import type { CaseRecord } from '../journal/run-record.js';
import { CACHED_LABEL, COLD_START_LABEL } from '../metrics/paired-ttft.js';
import type { Sample } from '../protocol/sample.js';
import type { Verdict } from '../protocol/verdict.js';

/** What takes the prompt's reading into its time; meaningless when the prompt was not read whole. */
const NEEDS_WHOLE_PREFILL: ReadonlySet<string> = new Set([
  'ttfr',
  'ttft',
  'ttfo',
  'e2el',
  'responseMs',
  'e2eTps',
  'cpuMs',
  'prefillTps',
  'prefillTpsServer',
]);

/** Labels of requests whose prompt was not read whole, or not by a warm engine: they are not of the others' kind. */
const PREFILL_NOT_WHOLE: readonly string[] = ['cache-contaminated', 'truncated', CACHED_LABEL, COLD_START_LABEL];

/** The measured samples of a case, with what their verdicts say; warm-ups never count. */
export function measuredSamples({ samples }: CaseRecord): Sample[] {
  return samples.map((stored) => withVerdict(stored.sample, stored)).filter(isMeasured);
}

function isMeasured({ phase }: Sample): boolean {
  return phase === 'measure';
}

/** A graded sample passes or does not; one that no verdict counts for has no such number. */
function withVerdict(sample: Sample, { verdicts }: JudgedSample): Sample {
  const verdict = verdicts?.at(-1)?.verdict;
  if (verdict === undefined || !countsAsAttempt(verdict)) return sample;
  return { ...sample, metrics: { ...sample.metrics, passed: verdict.kind === 'pass' ? 1 : 0 } };
}

/** Whether a verdict is about the model. What the harness or a missing tool chain spoiled leaves the denominator. */
export function countsAsAttempt({ kind }: Verdict): boolean {
  return kind !== 'invalid' && kind !== 'skipped';
}

/** Every value that counts, by metric, in the order of measuring. */
export type MetricValues = ReadonlyMap<string, readonly number[]>;

/** The same in ascending order. */
export type SortedValues = ReadonlyMap<string, Float64Array>;

/**
 * Every value that counts, by metric, in the order of measuring: one per request, or per iteration for metrics of the
 * iteration. Of requests with a contaminated cache or a cut prompt only what does not hang on the prefill counts.
 */
export function metricValues(samples: readonly Sample[]): Map<string, number[]> {
  const values = new Map<string, number[]>();
  for (const sample of samples) {
    for (const { metrics, labels } of sample.requests) {
      const whole = !PREFILL_NOT_WHOLE.some((label) => labels.includes(label));
      addAll(values, metrics, (id) => whole || !NEEDS_WHOLE_PREFILL.has(id));
    }
    addAll(values, sample.metrics, () => true);
  }
  return values;
}

function addAll(
  values: Map<string, number[]>,
  metrics: Readonly<Record<string, number>>,
  counts: (id: string) => boolean,
): void {
  // No list of entries is made for each request: a run may have a hundred thousand.
  for (const id of Object.keys(metrics)) {
    const value = metrics[id];
    if (value === undefined || !counts(id)) continue;
    const known = values.get(id);
    if (known === undefined) values.set(id, [value]);
    else known.push(value);
  }
}
