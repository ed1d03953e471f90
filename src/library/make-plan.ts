import { DEFAULT_SUITE } from '../../benchmarks/suites.js';
import { configuredDefaults, knownSuites } from '../commands/configured.js';
import { type DatasetFile, datasetError, namedDatasets } from '../commands/find-datasets.js';
import {
  benchmarksFor,
  type BrokenFile,
  findKnownBenchmarks,
  type KnownBenchmarks,
} from '../commands/known-benchmarks.js';
import { resolveTargets, type ServerOptions } from '../commands/resolve-target.js';
import type { LoadedConfiguration } from '../configuration/load-configuration.js';
import { buildPlan } from '../plan/build-plan.js';
import type { GradedRequest } from '../plan/graded-points.js';
import type { Plan } from '../plan/plan.js';

/** What is to be measured, resolved; empty lists stand for the configuration's or the built-in defaults. */
export interface PlanSelection {
  readonly suites: readonly string[];
  readonly benchmarks: readonly string[];
  readonly models: readonly string[];
  readonly servers: Omit<ServerOptions, 'configuration'>;
  readonly iterations?: number;
  readonly warmup?: number;
  readonly timeoutMs?: number;
  readonly seed?: number;
  readonly deterministic: boolean;
  /** Data sets that are run besides what is named; relative paths are relative to the folder. */
  readonly datasets?: readonly string[];
  /** Records of these data sets that cannot be used are left out; otherwise such a data set is refused. */
  readonly skipBad?: boolean;
  /** How graded benchmarks are asked. */
  readonly grading?: GradedRequest;
  readonly untilStable: boolean;
  /** Blocks of iterations between which the targets take turns; absent: each case in one go. */
  readonly interleaveBlocks?: number;
}

/** Where benchmarks of the user's own are looked for, and who hears of those that cannot be used. */
export interface PlanSetting {
  readonly folder: string;
  readonly configuration: LoadedConfiguration;
  readonly onBrokenFile: (broken: BrokenFile) => void;
  /** Hears of data sets of which some records are left out. */
  readonly onLeftOut?: (leftOut: BrokenFile) => void;
}

/**
 * Resolves a selection into a plan, for the command line and the library alike.
 * @throws AcodeError for unknown names and for models that are not there.
 */
export async function makePlan(selection: PlanSelection, setting: PlanSetting): Promise<Plan> {
  const { iterations, warmup, timeoutMs, seed, deterministic, untilStable, interleaveBlocks, grading } = selection;
  const { configuration, folder } = setting;
  const suites = knownSuites(configuration);
  const datasets = namedDatasets(selection, folder);
  const find = (): Promise<KnownBenchmarks> => findKnownBenchmarks(folder, configuration, datasets);
  const named = namesOf(selection, configuration);
  const known = datasets.length > 0 ? await find() : await benchmarksFor(named, suites, find);
  const names = withDatasets(named, datasets, known);
  for (const broken of known.broken) setting.onBrokenFile(broken);
  for (const leftOut of known.leftOut) setting.onLeftOut?.(leftOut);
  return buildPlan({
    benchmarks: known.benchmarks,
    suites,
    ...names,
    targets: await resolveTargets(modelsOf(selection, configuration), { ...selection.servers, configuration }),
    defaults: configuredDefaults(configuration),
    deterministic,
    untilStable,
    ...(grading === undefined ? {} : { grading }),
    ...(interleaveBlocks === undefined ? {} : { interleaveBlocks }),
    ...(iterations === undefined ? {} : { iterations }),
    ...(warmup === undefined ? {} : { warmup }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(seed === undefined ? {} : { seed }),
  });
}

interface Names {
  readonly suiteNames: readonly string[];
  readonly benchmarkNames: readonly string[];
}

function namesOf({ suites, benchmarks, datasets = [] }: PlanSelection, { configuration }: LoadedConfiguration): Names {
  const nothingNamed = suites.length === 0 && benchmarks.length === 0 && datasets.length === 0;
  const suiteNames = nothingNamed ? [configuration.defaults?.suite ?? DEFAULT_SUITE] : suites;
  return { suiteNames, benchmarkNames: benchmarks };
}

/** @throws AcodeError (`DATASET`) for a data set that cannot be used. */
function withDatasets(names: Names, datasets: readonly DatasetFile[], known: KnownBenchmarks): Names {
  const benchmarkNames = datasets.flatMap(({ path: file }) => {
    const broken = known.broken.find((each) => each.file === file);
    if (broken !== undefined) throw datasetError(broken);
    return known.benchmarks.filter((each) => each.file?.path === file).map(({ name }) => name);
  });
  return { ...names, benchmarkNames: [...new Set([...names.benchmarkNames, ...benchmarkNames])] };
}

function modelsOf({ models }: PlanSelection, { configuration }: LoadedConfiguration): readonly string[] {
  const configured = configuration.defaults?.model;
  return models.length === 0 && configured !== undefined ? [configured] : models;
}
