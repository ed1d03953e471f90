import path from 'node:path';
import { configuredDataDir } from '../commands/configured.js';
import { brokenText, findKnownBenchmarks } from '../commands/known-benchmarks.js';
import { configuredLimits } from '../commands/configured-limits.js';
import { refuseImported } from '../commands/refuse-imported.js';
import { reportRun } from '../commands/report-run.js';
import { verifyResumable } from '../commands/resume-check.js';
import { readEnvironmentSettings, type EnvironmentSettings } from '../config.js';
import { loadConfiguration, type LoadedConfiguration, NO_CONFIGURATION } from '../configuration/load-configuration.js';
import { listRunIds, resolveRunId, runFolder } from '../orchestrator/run-folder.js';
import { newRunId } from '../orchestrator/run-id.js';
import type { RunSource } from '../orchestrator/run-request.js';
import type { PlannableBenchmark } from '../plan/plan.js';
import type { RunEvent } from '../protocol/run-events.js';
import type { RunSummary } from '../report/run-summary.js';
import { EventQueue } from './event-queue.js';
import { executeRun } from './execute-run.js';
import type { HarnessOptions, HarnessResumeOptions, HarnessRunOptions, SittingOptions } from './harness-options.js';
import { makePlan } from './make-plan.js';

/** A run that is going on: its events, for those who iterate over it, and its result. */
export interface HarnessRun extends AsyncIterable<RunEvent> {
  /** The summary, also of a run that was stopped early. Rejects with an `AcodeError` when the run could not start. */
  readonly result: Promise<RunSummary>;
}

/** Measures models, as `acode benchmark` does; both share data folder, lock, files and configuration. */
export interface Harness {
  /** Starts a run. Events come from the moment somebody iterates; the run goes on whether anybody does. */
  run(options?: HarnessRunOptions): HarnessRun;
  /** Goes on with a run: its id, or `last`. */
  resume(runId: string, options?: HarnessResumeOptions): HarnessRun;
  /** Every benchmark there is, those of the user's own files included. */
  benchmarks(): Promise<readonly PlannableBenchmark[]>;
  /** Ids of the runs kept, oldest first. */
  runs(): Promise<readonly string[]>;
  /** The summary of a run that is not going on: its id, or `last`. */
  summary(runId: string): Promise<RunSummary>;
}

/** Where a harness works, found once. */
interface Place {
  readonly settings: EnvironmentSettings;
  readonly configuration: LoadedConfiguration;
  readonly folder: string;
}

/** Makes a harness. Nothing is read or written before its first call. */
export function createHarness(options: HarnessOptions = {}): Harness {
  let place: Promise<Place> | undefined;
  const find = (): Promise<Place> => (place ??= findPlace(options));
  return {
    run: (wanted = {}) => begin(find, wanted, (at) => newRun(at, wanted, options)),
    resume: (runId, wanted = {}) => begin(find, wanted, (at) => resumedRun(at, runId, wanted)),
    async benchmarks() {
      const { folder, configuration } = await find();
      const { benchmarks, broken } = await findKnownBenchmarks(folder, configuration);
      for (const each of broken) options.onBrokenFile?.(brokenText(each));
      return benchmarks;
    },
    runs: async () => listRunIds((await find()).settings.dataDir),
    async summary(runId) {
      const { dataDir } = (await find()).settings;
      return (await reportRun(runFolder(dataDir, await resolveRunId(dataDir, runId)))).summary;
    },
  };
}

async function findPlace({ dataDir, folder = process.cwd(), configFile }: HarnessOptions): Promise<Place> {
  const configuration = configFile === false ? NO_CONFIGURATION : await loadConfiguration(folder, configFile);
  const settings = readEnvironmentSettings(process.env, configuredDataDir(configuration));
  return {
    settings: dataDir === undefined ? settings : { ...settings, dataDir: path.resolve(dataDir) },
    configuration,
    folder: path.resolve(folder),
  };
}

interface Prepared {
  readonly runId: string;
  readonly source: RunSource;
}

async function newRun(at: Place, wanted: HarnessRunOptions, options: HarnessOptions): Promise<Prepared> {
  const { suites = [], benchmarks = [], models = [], deterministic = false, untilStable = false } = wanted;
  const { allowRemote = false, apiKeyEnv } = wanted;
  const plan = await makePlan(
    {
      ...wanted,
      suites,
      benchmarks,
      models,
      deterministic,
      untilStable,
      servers: { allowRemote, ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }) },
    },
    { ...at, onBrokenFile: (broken) => options.onBrokenFile?.(brokenText(broken)) },
  );
  return { runId: newRunId(new Date()), source: { kind: 'new', plan, command: [] } };
}

async function resumedRun({ settings }: Place, typed: string, wanted: HarnessResumeOptions): Promise<Prepared> {
  const runId = await resolveRunId(settings.dataDir, typed);
  await refuseImported(settings.dataDir, runId);
  return { runId, source: { kind: 'resume', retryFailed: wanted.retryFailed ?? false, verify: verifyResumable } };
}

/** Starts at once; everything that goes wrong reaches the result, and whoever iterates. */
function begin(
  find: () => Promise<Place>,
  options: SittingOptions,
  prepare: (at: Place) => Promise<Prepared>,
): HarnessRun {
  const events = new EventQueue<RunEvent>();
  const result = conduct(find, options, { prepare, events });
  return {
    result,
    [Symbol.asyncIterator]() {
      // Whoever iterates is told of a failure there, and need not ask for the result too.
      result.catch(() => undefined);
      return events.read();
    },
  };
}

async function conduct(
  find: () => Promise<Place>,
  options: SittingOptions,
  { prepare, events }: { readonly prepare: (at: Place) => Promise<Prepared>; readonly events: EventQueue<RunEvent> },
): Promise<RunSummary> {
  try {
    const at = await find();
    const { dataDir } = at.settings;
    const { runId, source } = await prepare(at);
    const { wait = false, logLevel = 'debug', signal = new AbortController().signal } = options;
    const limits = configuredLimits(at.configuration);
    const { budgetMs = limits.budgetMs, memoryLimitBytes = limits.memoryLimitBytes } = options;
    const onEvent = (event: RunEvent): void => {
      events.push(event);
      options.onEvent?.(event);
    };
    await executeRun(
      {
        dataDir,
        runId,
        source,
        ...(budgetMs === undefined ? {} : { budgetMs }),
        ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
        wait,
        logLevel,
        signal,
        onEvent,
      },
      at.settings,
    );
    const { summary } = await reportRun(runFolder(dataDir, runId));
    events.end();
    return summary;
  } catch (error) {
    events.end({ error });
    throw error;
  }
}
