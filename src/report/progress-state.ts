import { metricDefinition } from '../metrics/registry.js';
import type { RunEvent } from '../protocol/run-events.js';
import type { Sample } from '../protocol/sample.js';
import { median } from '../statistics/quantiles.js';
import { describeParameters } from './describe-parameters.js';
import { formatValue } from './format-value.js';
import { FALLBACK_HEADLINES, type PrimaryMetrics } from './headline.js';
import { metricValues } from './metric-values.js';

/** The case that is going on. */
interface CurrentCase {
  readonly ordinal: number;
  readonly benchmark: string;
  readonly description: string;
  readonly iterations: number;
  readonly stage: string;
  /** Iterations of the stage that are done. */
  readonly done: number;
  /** Where the verdicts of its benchmark on its target are counted. */
  readonly judgedAs: string;
}

/** How far a run is, gathered from its events. */
export class ProgressState {
  readonly #primaryMetrics: PrimaryMetrics;
  caseCount = 0;
  /** Finished share of the run, 0 to 1. */
  fraction = 0;
  remainingMs: number | undefined;
  /** Cases that ended without a result. */
  failed = 0;
  current: CurrentCase | undefined;
  /** Verdicts so far by benchmark and target. */
  readonly #judged = new Map<string, { passed: number; judged: number }>();
  #samples: Sample[] = [];
  #sampledCase: string | undefined;

  constructor(primaryMetrics: PrimaryMetrics) {
    this.#primaryMetrics = primaryMetrics;
  }

  hear(event: RunEvent): void {
    switch (event.type) {
      case 'run-start':
        this.caseCount = event.caseCount;
        this.fraction = event.caseCount === 0 ? 1 : event.doneCount / event.caseCount;
        break;
      case 'case-start':
        this.#begin(event);
        break;
      case 'sample':
        this.#add(event.sample);
        break;
      case 'verdict':
        this.#judge(event);
        break;
      case 'progress':
        this.fraction = event.fraction;
        this.remainingMs = event.remainingMs;
        this.#advance(event.stage, event.iteration);
        break;
      case 'case-end':
        if (event.status === 'failed' || event.status === 'timed-out') this.failed += 1;
        break;
      case 'run-end':
        this.fraction = event.status === 'completed' ? 1 : this.fraction;
        break;
      case 'warning':
      case 'error':
      case 'regression':
        break;
    }
  }

  /** Passes so far of the benchmark that is going on, as text; undefined for one that only measures. */
  runningPasses(): string | undefined {
    const tally = this.current === undefined ? undefined : this.#judged.get(this.current.judgedAs);
    return tally === undefined ? undefined : `${tally.passed} of ${tally.judged} passed`;
  }

  /** The median so far of the metric the benchmark is about, as text; undefined before the first sample. */
  runningMedian(): string | undefined {
    if (this.current === undefined) return undefined;
    const values = metricValues(this.#samples);
    for (const id of [...this.#primaryMetrics(this.current.benchmark), ...FALLBACK_HEADLINES]) {
      const each = values.get(id);
      if (each !== undefined) return `${id} ${formatValue(median(each), metricDefinition(id)?.unit ?? '')}`;
    }
    return undefined;
  }

  #judge({ benchmark, target, verdict }: Extract<RunEvent, { type: 'verdict' }>): void {
    const key = `${benchmark}\n${target}`;
    const tally = this.#judged.get(key) ?? { passed: 0, judged: 0 };
    this.#judged.set(key, { passed: tally.passed + (verdict.kind === 'pass' ? 1 : 0), judged: tally.judged + 1 });
  }

  #begin(event: Extract<RunEvent, { type: 'case-start' }>): void {
    const { ordinal, benchmark, target, parameters, iterations, firstIteration, caseId } = event;
    // An attempt that goes on behind the last one's samples keeps them.
    if (this.#sampledCase !== caseId || firstIteration === 0) this.#samples = [];
    this.#sampledCase = caseId;
    const description = describeParameters(parameters);
    const judgedAs = `${benchmark}\n${target}`;
    this.current = { ordinal, benchmark, description, iterations, stage: 'starting', done: firstIteration, judgedAs };
  }

  #add(sample: Sample): void {
    if (sample.phase !== 'measure') return;
    this.#samples.push(sample);
    this.#advance('measure', sample.iteration + 1);
  }

  #advance(stage: string, done: number | undefined): void {
    if (this.current === undefined) return;
    const same = this.current.stage === stage;
    const least = same ? this.current.done : 0;
    this.current = { ...this.current, stage, done: Math.max(least, done ?? least) };
  }
}
