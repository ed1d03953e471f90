import path from 'node:path';
import { SUITES } from '../../benchmarks/suites.js';
import type { SuiteBenchmark, TargetEntry } from '../configuration/configuration.js';
import type { LoadedConfiguration } from '../configuration/load-configuration.js';
import type { PlanDefaults } from '../plan/defaults.js';
import type { Suite, SuiteEntry } from '../plan/plan.js';
import { parseDuration } from './duration.js';

/** Every suite there is: the built-in ones, and those of the configuration, which win where the names are the same. */
export function knownSuites({ configuration }: LoadedConfiguration): readonly Suite[] {
  const own = Object.entries(configuration.suites ?? {}).map(([name, suite]) => {
    const { description, benchmarks, iterations, warmup, timeout } = suite;
    return {
      name,
      version: 1,
      description: description ?? 'A suite of the configuration.',
      entries: benchmarks.map(entryOf),
      overrides: {
        ...(iterations === undefined ? {} : { iterations }),
        ...(warmup === undefined ? {} : { warmup }),
        ...(timeout === undefined ? {} : { timeoutMs: parseDuration(timeout, `suites.${name}.timeout`) }),
      },
    };
  });
  const names = new Set(own.map((suite) => suite.name));
  return [...SUITES.filter((suite) => !names.has(suite.name)), ...own];
}

/** The configuration's counts in the place of the built-in defaults. */
export function configuredDefaults({ configuration }: LoadedConfiguration): PlanDefaults {
  const { iterations, warmup, timeout, seed } = configuration.defaults ?? {};
  return {
    ...(iterations === undefined ? {} : { iterations }),
    ...(warmup === undefined ? {} : { warmup }),
    ...(timeout === undefined ? {} : { timeoutMs: parseDuration(timeout, 'defaults.timeout') }),
    ...(seed === undefined ? {} : { seed }),
    ...configuredLevels(configuration),
  };
}

function configuredLevels({ slos }: LoadedConfiguration['configuration']): Pick<PlanDefaults, 'serviceLevels'> {
  if (slos?.ttft === undefined && slos?.tpot === undefined) return {};
  const { ttft, tpot } = slos;
  return {
    serviceLevels: {
      ...(ttft === undefined ? {} : { ttftMs: parseDuration(ttft, 'slos.ttft') }),
      ...(tpot === undefined ? {} : { tpotMs: parseDuration(tpot, 'slos.tpot') }),
    },
  };
}

/** The configuration's data folder; a relative one is relative to the file. */
export function configuredDataDir({ file, configuration: { dataDir } }: LoadedConfiguration): string | undefined {
  return file === undefined || dataDir === undefined ? undefined : path.resolve(path.dirname(file), dataDir);
}

/** The target that a name after `--model` stands for, or undefined for a name that the configuration does not have. */
export function configuredTarget({ configuration, file }: LoadedConfiguration, name: string): TargetEntry | undefined {
  const entry = Object.hasOwn(configuration.targets ?? {}, name) ? configuration.targets?.[name] : undefined;
  if (entry === undefined || file === undefined) return undefined;
  const isFile = !/^[a-z]+:/i.test(entry.model);
  return isFile ? { ...entry, model: path.resolve(path.dirname(file), entry.model) } : entry;
}

function entryOf(benchmark: SuiteBenchmark): SuiteEntry {
  if (typeof benchmark === 'string') return { benchmark };
  return { benchmark: benchmark.name, ...(benchmark.cases === undefined ? {} : { cases: benchmark.cases }) };
}
