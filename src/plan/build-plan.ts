import { createHash } from 'node:crypto';
import { usageError } from '../errors.js';
import type { CaseParameters } from '../protocol/messages.js';
import type { Target } from '../protocol/target.js';
import { canonicalJson } from './canonical-json.js';
import { caseId } from './case-identity.js';
import { PLAN_DEFAULTS, type PlanDefaults } from './defaults.js';
import { didYouMean } from './did-you-mean.js';
import { gradedPoints, type GradedRequest } from './graded-points.js';
import {
  PLAN_VERSION,
  type CustomBenchmark,
  type Plan,
  type PlannableBenchmark,
  type PlannedCase,
  type Suite,
  type SuiteEntry,
} from './plan.js';

/** What the user selected; absent numbers fall back to the suite's, then to {@link PLAN_DEFAULTS}. */
export interface PlanRequest {
  readonly benchmarks: readonly PlannableBenchmark[];
  readonly suites: readonly Suite[];
  /** Names of suites to run. */
  readonly suiteNames: readonly string[];
  /** Names of benchmarks to run in addition. */
  readonly benchmarkNames: readonly string[];
  readonly targets: readonly Target[];
  readonly warmup?: number;
  readonly iterations?: number;
  readonly timeoutMs?: number;
  readonly seed?: number;
  readonly deterministic: boolean;
  /** Stop each case when its median is known well enough; `iterations` is then the most. */
  readonly untilStable?: boolean;
  /** Go round the targets in so many blocks of iterations. */
  readonly interleaveBlocks?: number;
  /** What applies where neither the request nor the suite says otherwise. */
  readonly defaults?: PlanDefaults;
  /** How graded benchmarks are asked; they know no warm-up, and each sample of an item is an iteration. */
  readonly grading?: GradedRequest;
}

/** A benchmark at a parameter point with the counts that apply to it; targets come later. */
interface Point {
  readonly benchmark: PlannableBenchmark;
  readonly parameters: CaseParameters;
  readonly warmup: number;
  readonly iterations: number;
  readonly timeoutMs: number;
}

/**
 * Multiplies benchmarks × parameters × targets into an ordered, frozen list of cases. Pure. A case that two suites share
 * is planned once. The order keeps each benchmark's cases on one target together, since they share a worker process.
 * @throws AcodeError (usage) on an unknown name, with the nearest known one.
 */
export function buildPlan(request: PlanRequest): Plan {
  const seed = request.seed ?? request.defaults?.seed ?? PLAN_DEFAULTS.seed;
  const points = [...suitePoints(request), ...singlePoints(request)];
  const cases = new Map<string, PlannedCase>();
  for (const { benchmark, parameters, ...counts } of groupByBenchmark(points)) {
    const grader = benchmark.graded;
    for (const [place, target] of request.targets.entries()) {
      const identity = {
        benchmark: benchmark.name,
        benchmarkVersion: benchmark.version,
        target: target.name,
        parameters,
        ...(benchmark.file === undefined ? {} : { fileDigest: benchmark.file.digest }),
        ...(grader === undefined ? {} : { grader }),
      };
      const twin = twinsBefore(request.targets, place);
      const id = caseId({ ...identity, target: target.fingerprint, ...(twin === 0 ? {} : { twin }) });
      if (cases.has(id)) continue;
      const { load } = benchmark;
      const rules = {
        ...(grader === undefined ? { ...stableRule(request, benchmark), ...serviceLevels(request, parameters) } : {}),
        ...(load === undefined ? {} : { load }),
      };
      cases.set(id, { id, ordinal: 0, ...identity, ...counts, ...rules, seed });
    }
  }
  const ordered = orderByWorker([...cases.values()]).map((planned, ordinal) => ({ ...planned, ordinal }));
  return freezePlan({
    version: PLAN_VERSION,
    suites: [...request.suiteNames],
    targets: request.targets,
    seed,
    deterministic: request.deterministic,
    ...(request.interleaveBlocks === undefined ? {} : { interleave: { blocks: request.interleaveBlocks } }),
    ...customBenchmarks(points),
    cases: ordered,
  });
}

/** How many targets before the one at `place` are the same model: whoever names one twice compares it with itself. */
function twinsBefore(targets: readonly Target[], place: number): number {
  return targets.slice(0, place).filter(({ fingerprint }) => fingerprint === targets[place]?.fingerprint).length;
}

function stableRule(
  { untilStable }: PlanRequest,
  { primaryMetrics }: PlannableBenchmark,
): Pick<PlannedCase, 'untilStable'> {
  if (untilStable !== true) return {};
  return { untilStable: { metrics: primaryMetrics, tolerance: PLAN_DEFAULTS.stableTolerance } };
}

/** A case that names a service level of its own means just that one. */
function serviceLevels({ defaults }: PlanRequest, parameters: CaseParameters): Pick<PlannedCase, 'serviceLevels'> {
  const named = parameters.sloTtftMs !== undefined || parameters.sloTpotMs !== undefined;
  return named || defaults?.serviceLevels === undefined ? {} : { serviceLevels: defaults.serviceLevels };
}

/** A suite's own count is for a fixed number of iterations, and no limit. */
function iterationsOf(request: PlanRequest, ofSuite?: number): number {
  if (request.iterations !== undefined) return request.iterations;
  if (request.untilStable === true) return PLAN_DEFAULTS.stableIterations;
  return ofSuite ?? request.defaults?.iterations ?? PLAN_DEFAULTS.iterations;
}

/** Hash over everything a plan says; equal plans have equal hashes, wherever the files of their benchmarks lie. */
function freezePlan(content: Omit<Plan, 'hash'>): Plan {
  const { customBenchmarks: _files, ...hashed } = content;
  return Object.freeze({ ...content, hash: createHash('sha256').update(canonicalJson(hashed)).digest('hex') });
}

function customBenchmarks(points: readonly Point[]): { customBenchmarks?: readonly CustomBenchmark[] } {
  const benchmarks = new Set(points.map(({ benchmark }) => benchmark));
  const custom = [...benchmarks].flatMap(({ name, file, primaryMetrics }) =>
    file === undefined ? [] : [{ name, file, primaryMetrics }],
  );
  return custom.length === 0 ? {} : { customBenchmarks: custom };
}

function suitePoints(request: PlanRequest): Point[] {
  return request.suiteNames.flatMap((name) => {
    const suite = findByName(request.suites, name, 'suite');
    return suite.entries.flatMap((entry) => {
      const benchmark = findByName(request.benchmarks, entry.benchmark, 'benchmark');
      return pointsOf(benchmark, request, { entry, overrides: suite.overrides });
    });
  });
}

function singlePoints(request: PlanRequest): Point[] {
  return request.benchmarkNames.flatMap((name) => pointsOf(findByName(request.benchmarks, name, 'benchmark'), request));
}

/** A benchmark's points; what a suite changes about it gives way to what the request says. */
function pointsOf(
  benchmark: PlannableBenchmark,
  request: PlanRequest,
  suite: { readonly entry?: SuiteEntry; readonly overrides: Suite['overrides'] } = { overrides: {} },
): Point[] {
  const defaults = { ...PLAN_DEFAULTS, ...request.defaults };
  const { entry, overrides } = suite;
  const timeoutMs = request.timeoutMs ?? overrides.timeoutMs ?? benchmark.timeoutMs ?? defaults.timeoutMs;
  const cases = entry?.cases ?? benchmark.cases;
  if (benchmark.graded !== undefined) {
    return gradedPoints(cases, {
      ...(entry?.items === undefined ? {} : { items: entry.items }),
      ...request.grading,
    }).map((point) => ({ benchmark, ...point, timeoutMs }));
  }
  return cases.map((parameters) => ({
    benchmark,
    parameters,
    warmup: request.warmup ?? overrides.warmup ?? defaults.warmup,
    iterations: iterationsOf(request, overrides.iterations),
    timeoutMs,
  }));
}

/** Points of one benchmark next to each other, benchmarks in the order of their first appearance. */
function groupByBenchmark(points: readonly Point[]): Point[] {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const group = groups.get(point.benchmark.name);
    if (group === undefined) groups.set(point.benchmark.name, [point]);
    else group.push(point);
  }
  return [...groups.values()].flat();
}

/** Target by target within each benchmark: one worker process serves each such stretch. */
function orderByWorker(cases: readonly PlannedCase[]): PlannedCase[] {
  const stretches = new Map<string, PlannedCase[]>();
  for (const planned of cases) {
    const key = `${planned.benchmark}\n${planned.target}`;
    const stretch = stretches.get(key);
    if (stretch === undefined) stretches.set(key, [planned]);
    else stretch.push(planned);
  }
  return [...stretches.values()].flat();
}

function findByName<T extends { readonly name: string }>(known: readonly T[], name: string, what: string): T {
  const found = known.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  const names = known.map((candidate) => candidate.name);
  throw usageError(`There is no ${what} named "${name}".`, didYouMean(name, names) ?? `Known: ${names.join(', ')}.`);
}
