import { performance } from 'node:perf_hooks';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import type { BenchmarkFile } from '../protocol/benchmark-file.js';
import {
  PROTOCOL_VERSION,
  type CaseCommand,
  type OpenCommand,
  type WorkerCommand,
  type WarningReport,
  type WorkerError,
  type WorkerStage,
} from '../protocol/messages.js';
import type { Provider } from '../providers/provider.js';
import type { Benchmark } from './benchmark.js';
import { runCase, type CaseReporter } from './case-runner.js';
import { ClientHealthWatch } from './client-health.js';
import { FailedRequests } from './failed-requests.js';
import { isGraded } from './graded-benchmark.js';
import type { ReportChannel } from './report-channel.js';
import { SampleOutbox } from './sample-outbox.js';
import { StabilityWatch } from './stability.js';

/** What a session is built from. */
export interface SessionPorts {
  readonly channel: ReportChannel;
  readonly benchmarks: readonly Benchmark[];
  readonly openProvider: (command: OpenCommand, log: (message: string) => void) => Promise<Provider>;
  /** Loads a benchmark that is not built in. */
  readonly loadBenchmark: (name: string, file: BenchmarkFile) => Promise<Benchmark>;
}

/** Stage reports in the middle of measuring come at most this often; they wake the orchestrator. */
const STAGE_INTERVAL_MS = 500;

/** One worker's life: opened once, cases one after the other, closed. */
export class WorkerSession {
  readonly #ports: SessionPorts;
  #provider: Provider | undefined;
  #benchmark: Benchmark | undefined;
  #deterministic = false;
  #outbox: SampleOutbox | undefined;
  #stage: WorkerStage = 'starting';
  #stageMs = Number.NEGATIVE_INFINITY;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  /** Handles one command; resolves with `exit` when the worker's work is over. */
  async handle(command: WorkerCommand): Promise<'continue' | 'exit'> {
    switch (command.type) {
      case 'open':
        return this.#open(command);
      case 'case':
        await this.#runCase(command);
        return 'continue';
      case 'ack':
        this.#outbox?.acknowledge(command);
        return 'continue';
      case 'close':
        this.#report('closing');
        await this.#provider?.close();
        return 'exit';
    }
  }

  async #open(command: OpenCommand): Promise<'continue' | 'exit'> {
    const { channel } = this.#ports;
    this.#report('loading');
    this.#deterministic = command.deterministic;
    try {
      this.#benchmark = await this.#findBenchmark(command);
      this.#provider = await this.#ports.openProvider(command, (message) =>
        channel.send({ v: PROTOCOL_VERSION, type: 'log', level: 'debug', message }),
      );
    } catch (error) {
      channel.send({ v: PROTOCOL_VERSION, type: 'fatal', stage: this.#stage, error: workerError(error) });
      return 'exit';
    }
    const { description, loadMs } = this.#provider;
    channel.send({ v: PROTOCOL_VERSION, type: 'ready', target: description, loadMs });
    this.#report('idle');
    return 'continue';
  }

  async #findBenchmark({ benchmark: name, file }: OpenCommand): Promise<Benchmark> {
    if (file !== undefined) return this.#ports.loadBenchmark(name, file);
    const benchmark = this.#ports.benchmarks.find((known) => known.name === name);
    if (benchmark === undefined) throw new Error(`this worker knows no benchmark "${name}"`);
    return benchmark;
  }

  async #runCase(command: CaseCommand): Promise<void> {
    const { channel } = this.#ports;
    const { caseId, attempt } = command;
    const [provider, benchmark] = [this.#provider, this.#benchmark];
    if (provider === undefined || benchmark === undefined) throw new Error('a case came before the worker was opened');
    const outbox = new SampleOutbox(command, {
      send: (report) => channel.send(report),
      nowMs: () => performance.now(),
    });
    this.#outbox = outbox;
    const health = new ClientHealthWatch();
    const sharesProcess = provider.description.modelPids.includes(process.pid);
    const failed = new FailedRequests();
    const stability = command.untilStable === undefined ? undefined : new StabilityWatch(command.untilStable);
    try {
      const { overheadMs } = await runCase({
        benchmark,
        provider,
        command,
        reporter: this.#reporterOf(command, { outbox, health, stability, failed }),
        deterministic: this.#deterministic,
        enough: () => stability?.stable === true,
        signal: new AbortController().signal,
      });
      // What earlier sittings measured is not known here; what a grader makes of failures is its own affair.
      if (command.firstIteration === 0 && !isGraded(benchmark)) failed.requireOneSuccess();
      await outbox.flush();
      if (stability?.stable === false) channel.send(notStable(command));
      channel.send({
        v: PROTOCOL_VERSION,
        type: 'case-end',
        caseId,
        attempt,
        ...outbox.trailer(),
        overheadMs,
        health: health.stop(sharesProcess),
      });
    } catch (error) {
      health.stop(sharesProcess);
      // What was measured before stays measured.
      await outbox.flush();
      channel.send({ v: PROTOCOL_VERSION, type: 'case-failed', caseId, attempt, error: workerError(error) });
    }
    this.#outbox = undefined;
    this.#report('idle');
  }

  #reporterOf(
    { caseId, attempt }: CaseCommand,
    watches: {
      outbox: SampleOutbox;
      health: ClientHealthWatch;
      stability: StabilityWatch | undefined;
      failed: FailedRequests;
    },
  ): CaseReporter {
    const { outbox, health, stability, failed } = watches;
    return {
      stage: (stage, iteration) => this.#report(stage, iteration),
      timed: (work) => health.during(work),
      prepared: (modelPids) =>
        void this.#ports.channel.send({ v: PROTOCOL_VERSION, type: 'prepared', caseId, attempt, modelPids }),
      sample: (sample) => {
        if (sample.phase === 'measure') stability?.add(sample);
        failed.add(sample);
        return outbox.add(sample);
      },
    };
  }

  /** Says what the worker does: always when it changes, and now and then while iterations go by. */
  #report(stage: WorkerStage, iteration?: number): void {
    const nowMs = performance.now();
    if (stage === this.#stage && nowMs - this.#stageMs < STAGE_INTERVAL_MS) return;
    this.#stage = stage;
    this.#stageMs = nowMs;
    const position = iteration === undefined ? {} : { iteration };
    this.#ports.channel.send({ v: PROTOCOL_VERSION, type: 'stage', stage, ...position });
  }
}

/** The limit came before the median was known well enough. */
function notStable({ caseId, iterations, untilStable }: CaseCommand): WarningReport {
  const within = Math.round((untilStable?.tolerance ?? 0) * 100);
  return {
    v: PROTOCOL_VERSION,
    type: 'warning',
    code: 'not-stable',
    message: `The median's interval is still wider than ±${within} % after ${iterations} iterations.`,
    remedy: 'Look for what disturbs the machine, or allow more: --until-stable --iterations 300.',
    caseId,
  };
}

/** An error as a case's reason: expected ones keep their code and hint, others are the benchmark's own. */
function workerError(error: unknown): WorkerError {
  if (error instanceof AcodeError) {
    return { code: error.code, message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  }
  return { code: codeOf(error) ?? 'BENCHMARK_FAILED', message: messageOf(error) };
}
