import { unlink } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../errors.js';
import type { RunRecord } from '../journal/run-record.js';
import { environmentFingerprint, type EnvironmentRecord } from '../protocol/environment.js';
import { caseKey, comparableValues, type ComparisonSide } from '../report/compare/comparison-side.js';
import { metricEffect } from '../report/compare/metric-effect.js';
import type { PrimaryMetrics } from '../report/headline.js';
import { fieldsOf, numberOf } from '../report/import/json-fields.js';
import { readDocument, writeDocument, type DocumentKind } from './read-document.js';

/** How far comparisons of the machine with itself lie from no effect, for one metric; shares. */
export interface NoiseFloor {
  /** 1.6 times the root mean square of the A/A effects. */
  readonly floor: number;
  /** Smallest effect that a comparison believes: twice the floor (METRICS, Comparing two runs, 3). */
  readonly detectable: number;
  /** How many A/A comparisons it is from. */
  readonly comparisons: number;
}

/** The machine's noise floors by metric, as they are kept. */
export interface NoiseRecord {
  readonly schema: 'acode-noise/1';
  readonly measuredAt: string;
  /** Fingerprint of the machine; the floors say nothing about another. */
  readonly machine: string;
  readonly runIds: readonly string[];
  readonly metrics: Readonly<Record<string, NoiseFloor>>;
}

const KIND: DocumentKind = {
  schema: 'acode-noise/1',
  title: 'file of noise floors',
  isSound: ({ metrics, machine, runIds }) =>
    fieldsOf(metrics) !== undefined &&
    Object.values(fieldsOf(metrics) ?? {}).every((each) => numberOf(fieldsOf(each), 'floor') !== undefined) &&
    typeof machine === 'string' &&
    Array.isArray(runIds),
};

/** Fewest values of a half that is worth comparing. */
const MIN_HALF = 2;

/**
 * Floor per standard deviation of the A/A effects. A comparison believes effects from twice the floor on, and 3.2 standard
 * deviations keep a dozen metrics together below two false verdicts in a hundred comparisons: 12 · P(|Z| > 3.2) = 0.016.
 */
const FLOOR_PER_DEVIATION = 1.6;

/**
 * The noise floor of every primary metric: the effects between all pairs of sides that measured the same, or, of a single
 * side, between the first and the second half of each case, which show nothing of what differs from run to run.
 */
export function noiseFloorsOf(
  sides: readonly ComparisonSide[],
  primaryMetrics: PrimaryMetrics,
): Record<string, NoiseFloor> {
  const effects = new Map<string, number[]>();
  const single = sides.length === 1;
  const pairs = single ? halvesOf(sides, primaryMetrics) : pairsOf(sides, primaryMetrics);
  // A half has half the values, so that chance moves it by √2 more than the whole.
  const scale = single ? Math.SQRT1_2 : 1;
  for (const { metric, before, after } of pairs) {
    const { effect } = metricEffect(before, after);
    if (effect === undefined) continue;
    effects.set(metric, [...(effects.get(metric) ?? []), Math.log(effect.estimate) * scale]);
  }
  return Object.fromEntries([...effects].map(([metric, logs]) => [metric, floorOf(logs)]));
}

/** The floors to compare two runs with: those of the very machine that both were made on, else none. */
export function applicableFloors(
  noise: NoiseRecord | undefined,
  environments: readonly EnvironmentRecord[],
): Record<string, number> {
  const same = environments.every((each) => environmentFingerprint(each) === noise?.machine);
  if (noise === undefined || !same) return {};
  return Object.fromEntries(Object.entries(noise.metrics).map(([metric, { floor }]) => [metric, floor]));
}

/** The floors as a record, of runs made on one machine. */
export function noiseRecord(
  records: readonly RunRecord[],
  { metrics, measuredAt }: { readonly metrics: Readonly<Record<string, NoiseFloor>>; readonly measuredAt: string },
): NoiseRecord {
  const [first] = records;
  return {
    schema: 'acode-noise/1',
    measuredAt,
    machine: first === undefined ? '' : environmentFingerprint(first.meta.environment),
    runIds: records.map(({ meta }) => meta.runId),
    metrics,
  };
}

/** The machine's noise floors, or undefined where they were never measured. */
export async function readNoise(dataDir: string): Promise<NoiseRecord | undefined> {
  return (await readDocument(noiseFile(dataDir), KIND)) as NoiseRecord | undefined;
}

/** Keeps the machine's noise floors in the place of earlier ones. */
export async function writeNoise(dataDir: string, noise: NoiseRecord): Promise<void> {
  await writeDocument(noiseFile(dataDir), noise);
}

/** Forgets the machine's noise floors; false where there were none. */
export async function forgetNoise(dataDir: string): Promise<boolean> {
  try {
    await unlink(noiseFile(dataDir));
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Values of one metric that measured the same thing twice. */
interface NoisePair {
  readonly metric: string;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

function pairsOf(sides: readonly ComparisonSide[], primaryMetrics: PrimaryMetrics): NoisePair[] {
  return sides.flatMap((left, index) =>
    sides.slice(index + 1).flatMap((right) =>
      [...left.cases.values()].flatMap((before) => {
        const after = right.cases.get(caseKey(before.planned));
        if (after === undefined) return [];
        return primaryMetrics(before.planned.benchmark).map((metric) => ({
          metric,
          before: comparableValues(before, metric),
          after: comparableValues(after, metric),
        }));
      }),
    ),
  );
}

function halvesOf(sides: readonly ComparisonSide[], primaryMetrics: PrimaryMetrics): NoisePair[] {
  return sides.flatMap(({ cases }) =>
    [...cases.values()].flatMap((subject) =>
      primaryMetrics(subject.planned.benchmark).flatMap((metric) => {
        const values = comparableValues(subject, metric);
        const half = Math.floor(values.length / 2);
        return half < MIN_HALF ? [] : [{ metric, before: values.slice(0, half), after: values.slice(half) }];
      }),
    ),
  );
}

/** Effects are around zero by design, so their spread is about zero and not about their mean. */
function floorOf(logs: readonly number[]): NoiseFloor {
  const deviation = Math.sqrt(logs.reduce((sum, log) => sum + log * log, 0) / logs.length);
  const floor = Math.expm1(FLOOR_PER_DEVIATION * deviation);
  return { floor, detectable: 2 * floor, comparisons: logs.length };
}

function noiseFile(dataDir: string): string {
  return path.join(dataDir, 'noise.json');
}
