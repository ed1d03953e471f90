import { performance } from 'node:perf_hooks';
import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { CaseCommand, WorkerStage } from '../protocol/messages.js';
import { REPEAT_LABEL, type RequestRecord, type Sample, type SamplePhase } from '../protocol/sample.js';
import type { GenerationRequest, Provider } from '../providers/provider.js';
import type { Benchmark, IterationContext } from './benchmark.js';
import { createPromptSynthesiser, type PromptSynthesiser } from './prompt-synthesis.js';
import { deriveSeed } from './random.js';
import { measureRequest } from './measure-request.js';

/** Where the runner says what it is doing and leaves its samples. */
export interface CaseReporter {
  stage(stage: WorkerStage, iteration: number): void;
  /** Runs a timed request; whoever watches the process's health watches it meanwhile. */
  timed?<T>(work: () => Promise<T>): Promise<T>;
  /** The provider has made ready for the case; tells the processes that hold the model now. */
  prepared(modelPids: readonly number[]): void;
  /** Takes a sample; resolves when the runner may start the next timed window. */
  sample(sample: Sample): Promise<void>;
}

/** Everything a case needs. */
export interface CaseRun {
  readonly benchmark: Benchmark;
  readonly provider: Provider;
  readonly command: CaseCommand;
  readonly reporter: CaseReporter;
  readonly signal: AbortSignal;
  /** One greedy request at a time, and the first measured iteration once more at the end. */
  readonly deterministic?: boolean;
  /** Asked behind each measured iteration: whether the rest of them may be left out. */
  readonly enough?: () => boolean;
}

/** Streams of derived seeds: warm-ups and measured iterations never share a prompt. */
const SEED_STREAM: Readonly<Record<SamplePhase, number>> = { warmup: 1, measure: 2 };

/**
 * Runs one case: warm-ups of the case's own shape, then the measured iterations from `firstIteration` on. Returns the
 * time spent outside the timed windows, in milliseconds.
 * @throws AcodeError when the provider cannot serve this case at all; whatever the benchmark itself throws.
 */
export async function runCase(run: CaseRun): Promise<{ overheadMs: number }> {
  const { command, benchmark, provider, signal } = run;
  const startedMs = performance.now();
  const demands = benchmark.demands(command.parameters, provider.description);
  if (run.deterministic === true && demands.slots > 1) throw notOneByOne(demands.slots);
  await provider.prepare(demands);
  run.reporter.prepared(provider.description.modelPids);
  const prompts = createPromptSynthesiser(provider, signal);
  let timedMs = 0;
  for (const { phase, iteration } of iterationsOf(command)) {
    signal.throwIfAborted();
    run.reporter.stage(phase, iteration);
    const sample = await measureIteration(run, prompts, { phase, iteration });
    timedMs += sample.durationMs;
    await run.reporter.sample(sample);
    if (phase === 'measure' && run.enough?.() === true) break;
  }
  if (run.deterministic === true) await repeatFirst(run, prompts);
  return { overheadMs: performance.now() - startedMs - timedMs };
}

/** Batched arithmetic depends on what else is in the batch, so that requests at once have no one answer. */
function notOneByOne(slots: number): AcodeError {
  return new AcodeError({
    message: `The case sends ${slots} requests at once; a deterministic run sends one at a time.`,
    code: 'UNSUPPORTED',
    exitCode: EXIT.unavailable,
    hint: 'Measure it in a run without --deterministic.',
  });
}

/** Its time is nowhere in the measured samples, and its place in the journal is behind the warm-ups. */
async function repeatFirst(run: CaseRun, prompts: PromptSynthesiser): Promise<void> {
  run.reporter.stage('warmup', run.command.warmup);
  const repeat = await measureIteration(run, prompts, { phase: 'measure', iteration: 0 });
  const labels = [...repeat.labels, REPEAT_LABEL];
  await run.reporter.sample({ ...repeat, phase: 'warmup', iteration: run.command.warmup, labels });
}

function* iterationsOf(command: CaseCommand): Generator<{ phase: SamplePhase; iteration: number }> {
  for (let iteration = 0; iteration < command.warmup; iteration += 1) yield { phase: 'warmup', iteration };
  for (let iteration = command.firstIteration; iteration < command.iterations; iteration += 1) {
    yield { phase: 'measure', iteration };
  }
}

async function measureIteration(
  run: CaseRun,
  prompts: PromptSynthesiser,
  position: { readonly phase: SamplePhase; readonly iteration: number },
): Promise<Sample> {
  const { benchmark, provider, command, signal } = run;
  const seed = deriveSeed(command.seed, SEED_STREAM[position.phase], position.iteration);
  const originMs = performance.now();
  const startedAt = new Date().toISOString();
  let prompted = 0;
  const context: IterationContext = {
    provider,
    parameters: command.parameters,
    ...position,
    seed,
    signal,
    elapsedMs: () => performance.now() - originMs,
    synthesisePrompt: (tokens) => prompts.synthesise(tokens, deriveSeed(seed, prompted++)),
    request: (wanted, options) => {
      const request = run.deterministic === true ? greedy(wanted) : wanted;
      const work = () => measureRequest({ provider, request, originMs, signal, options: options ?? {} });
      return run.reporter.timed === undefined ? work() : run.reporter.timed(work);
    },
  };
  const result = await benchmark.iterate(context);
  return {
    ...position,
    startedAt,
    durationMs: timedWindowMs(result.requests),
    requests: result.requests,
    metrics: result.metrics ?? {},
    labels: result.labels ?? [],
    ...(result.answers === undefined ? {} : { answers: result.answers }),
  };
}

function greedy(request: GenerationRequest): GenerationRequest {
  return { ...request, sampling: { ...request.sampling, temperature: 0 } };
}

/** From the first request's start to the last one's end; making prompts is not part of it. */
function timedWindowMs(requests: readonly RequestRecord[]): number {
  if (requests.length === 0) return 0;
  const start = Math.min(...requests.map((request) => request.stamps.sendMs));
  const end = Math.max(...requests.map((request) => request.stamps.endMs));
  return end - start;
}
