import type { CaseRecord } from '../../journal/run-record.js';
import type { CaseParameters } from '../../protocol/messages.js';
import type { MetricDirection } from '../../metrics/registry.js';
import type { ValueUnit } from '../format-value.js';
import { countAnswers } from '../graded/graded-group.js';
import type { ComparisonSide } from './comparison-side.js';
import { passCount } from './pass-rate.js';

/** What a decision between models weighs. */
export type ParetoAxis = 'speed' | 'memory' | 'quality';

/** One side's place. What it does not tell is absent. */
export interface ParetoStanding {
  /** Geometric mean, over the cases that all sides have, of how many times as fast as the first side it is. */
  readonly speed?: number;
  /** Most resident memory of the model's processes in any of those cases, in bytes. */
  readonly memory?: number;
  /** Share of all graded answers in those cases that passed. */
  readonly quality?: number;
  /** Whether no other side dominates it; absent where it lacks a value that others have. */
  readonly onFront?: boolean;
  /** Indices of the sides that dominate it. */
  readonly dominatedBy: readonly number[];
}

/** Several sides weighed by speed, memory and quality together. */
export interface ParetoFront {
  /** The axes that at least one side has a value of; the others decide nothing. */
  readonly axes: readonly ParetoAxis[];
  /** One per side, in their order. */
  readonly standings: readonly ParetoStanding[];
  /** How many cases all sides completed. */
  readonly commonCases: number;
  /** Share by which a side has to be better in one axis to dominate. */
  readonly threshold: number;
}

/** Medians of one metric of one case over the sides, as a ranking has them. */
interface MedianRow {
  readonly benchmark: string;
  readonly parameters: CaseParameters;
  readonly unit: ValueUnit;
  readonly better: MetricDirection;
  readonly medians: readonly (number | undefined)[];
  /** Sides that the comparison does not tell from the best one. */
  readonly level: readonly number[];
}

/** What decides between sides. */
export interface FrontRules {
  /** Share by which a side has to be better in one axis to dominate. */
  readonly threshold: number;
  /** Whether graded answers tell any two sides apart; else all are equally good, whatever their shares. */
  readonly qualityTold: boolean;
}

const AXES: readonly ParetoAxis[] = ['speed', 'memory', 'quality'];

/** Units of what a user waits for. */
const SPEED_UNITS: ReadonlySet<ValueUnit> = new Set(['ms', 'ms/token', 'tok/s', 'req/s']);

/**
 * Weighs the sides. One dominates another when it is better by more than `threshold` (a share) in one axis, worse by more
 * than that in none, and ahead in sum: a difference that does not count decides nothing, neither against a side nor for it.
 * So sides that the comparison of a metric leaves level are equally fast in it, whatever their medians. The sum of leads
 * orders all sides, so that dominance has no circles and somebody is always on the front.
 */
export function paretoFront(
  sides: readonly ComparisonSide[],
  rows: readonly MedianRow[],
  { threshold, qualityTold }: FrontRules,
): ParetoFront {
  const common = commonCases(sides);
  const speeds = relativeSpeeds(rows, sides.length);
  const decided = relativeSpeeds(rows.map(levelled), sides.length);
  const values = sides.map((side, index) => {
    const cases = common.flatMap((key) => side.cases.get(key) ?? []);
    return {
      ...optional('speed', speeds[index]),
      ...optional('memory', peakMemory(cases)),
      ...optional('quality', passShare(cases)),
    };
  });
  const axes = AXES.filter((axis) => values.some((each) => each[axis] !== undefined));
  const weighed = values.map((each, index) => ({
    ...each,
    ...optional('speed', decided[index]),
    ...optional('quality', qualityTold ? each.quality : EQUAL),
  }));
  const standings = values.map((own, side): ParetoStanding => {
    if (axes.length === 0 || axes.some((axis) => own[axis] === undefined)) return { ...own, dominatedBy: [] };
    const ours = weighed[side] ?? own;
    const dominatedBy = weighed.flatMap((other, index) => (dominates(other, ours, { axes, threshold }) ? [index] : []));
    return { ...own, onFront: dominatedBy.length === 0, dominatedBy };
  });
  return { axes, standings, commonCases: common.length, threshold };
}

/** A share of answers that stands for all sides. */
const EQUAL = 1;

type Values = Readonly<Partial<Record<ParetoAxis, number>>>;

function dominates(
  other: Values,
  own: Values,
  { axes, threshold }: { readonly axes: readonly ParetoAxis[]; readonly threshold: number },
): boolean {
  const leads = axes.map((axis) => ({ lead: leadOf(other, own, axis), bound: boundOf(axis, threshold) }));
  const total = leads.reduce((sum, { lead }) => sum + lead, 0);
  return total > 0 && leads.every(({ lead, bound }) => lead >= -bound) && leads.some(({ lead, bound }) => lead > bound);
}

/** By how much `other` is better than `own`: the logarithm of a ratio, for quality a share of all answers; NaN for unknown. */
function leadOf(other: Values, own: Values, axis: ParetoAxis): number {
  const [theirs = Number.NaN, ours = Number.NaN] = [other[axis], own[axis]];
  switch (axis) {
    case 'speed':
      return Math.log(theirs / ours);
    case 'memory':
      return Math.log(ours / theirs);
    case 'quality':
      return theirs - ours;
  }
}

function boundOf(axis: ParetoAxis, threshold: number): number {
  return axis === 'quality' ? threshold : Math.log1p(threshold);
}

function commonCases(sides: readonly ComparisonSide[]): string[] {
  const [first, ...others] = sides;
  return [...(first?.cases.keys() ?? [])].filter((key) => others.every(({ cases }) => cases.has(key)));
}

/** The same row with the best median for every side that is level with the best. */
function levelled(row: MedianRow): MedianRow {
  const { medians, level, better } = row;
  const known = level.flatMap((side) => medians[side] ?? []);
  if (known.length === 0) return row;
  const best = better === 'higher' ? Math.max(...known) : Math.min(...known);
  return {
    ...row,
    medians: medians.map((value, side) => (value !== undefined && level.includes(side) ? best : value)),
  };
}

/** Speed by the first metric of each case that is a time or a rate; undefined for everybody where no case has one. */
function relativeSpeeds(rows: readonly MedianRow[], count: number): (number | undefined)[] {
  const seen = new Set<string>();
  const logs: number[][] = [];
  for (const { benchmark, parameters, unit, better, medians } of rows) {
    const key = JSON.stringify([benchmark, parameters]);
    const known = medians.filter((value) => value !== undefined && value > 0) as number[];
    const [first] = known;
    if (seen.has(key) || better === 'none' || !SPEED_UNITS.has(unit) || known.length < count || first === undefined)
      continue;
    seen.add(key);
    logs.push(known.map((value) => (better === 'higher' ? Math.log(value / first) : Math.log(first / value))));
  }
  return Array.from({ length: count }, (_, side) => {
    const own = logs.map((each) => each[side] ?? 0);
    return own.length === 0 ? undefined : Math.exp(own.reduce((sum, log) => sum + log, 0) / own.length);
  });
}

function peakMemory(cases: readonly CaseRecord[]): number | undefined {
  const peaks = cases.flatMap(({ state }) => ('usage' in state ? (state.usage?.rssPeakBytes ?? []) : []));
  return peaks.length < cases.length || peaks.length === 0 ? undefined : Math.max(...peaks);
}

/** Answers that a grader judged by their worth; those of a benchmark of the user's own are in its metric. */
function answersOf(subject: CaseRecord): { readonly successes: number; readonly attempts: number } {
  const { passed, failed } = countAnswers([subject]);
  return passed + failed > 0 ? { successes: passed, attempts: passed + failed } : passCount(subject);
}

function passShare(cases: readonly CaseRecord[]): number | undefined {
  const counts = cases.map((each) => answersOf(each));
  const attempts = counts.reduce((sum, each) => sum + each.attempts, 0);
  return attempts === 0 ? undefined : counts.reduce((sum, each) => sum + each.successes, 0) / attempts;
}

function optional<K extends ParetoAxis>(name: K, value: number | undefined): { readonly [P in K]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [P in K]: number });
}
