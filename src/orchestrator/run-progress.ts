import path from 'node:path';
import { rm } from 'node:fs/promises';
import type { PlannedCase } from '../plan/plan.js';
import { writeWhole } from '../write-whole.js';
import type { EventStream } from './event-stream.js';

/** How far a run is, as `acode benchmark status` reads it. */
export interface RunStatusFile {
  readonly runId: string;
  readonly updatedAt: string;
  readonly caseCount: number;
  readonly casesDone: number;
  readonly fraction: number;
  readonly current?: {
    readonly benchmark: string;
    readonly target: string;
    readonly caseId: string;
    readonly stage: string;
    readonly iteration?: number;
    readonly iterations: number;
  };
  readonly elapsedMs: number;
  readonly remainingMs?: number;
}

/** At most one progress event, and one status file, a second. */
const INTERVAL_MS = 1_000;

/** An estimate from less than this share would jump about. */
const MIN_FRACTION_FOR_ESTIMATE = 0.03;

/** Follows a run and tells how far it is, in events and in the status file. */
export class RunProgress {
  readonly #ports: { readonly dataDir: string; readonly runId: string; readonly events: EventStream };
  readonly #cases: readonly PlannedCase[];
  readonly #startMs = performance.now();
  readonly #startFraction: number;
  readonly #doneIterations: number[];
  #current: PlannedCase | undefined;
  #stage = 'starting';
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    cases: readonly PlannedCase[],
    ports: { readonly dataDir: string; readonly runId: string; readonly events: EventStream },
    doneOrdinals: ReadonlySet<number>,
  ) {
    this.#cases = cases;
    this.#ports = ports;
    this.#doneIterations = cases.map((each) => (doneOrdinals.has(each.ordinal) ? workOf(each) : 0));
    this.#startFraction = this.#fraction();
  }

  /** Starts the ticking. */
  start(): void {
    this.#timer = setInterval(() => this.#tick(), INTERVAL_MS);
    this.#timer.unref();
    this.#writing = this.#writeStatus();
  }

  beginCase(planned: PlannedCase, firstIteration: number): void {
    this.#current = planned;
    this.#stage = 'starting';
    this.#doneIterations[planned.ordinal] = firstIteration;
  }

  /** The worker says what it does; iterations count from 0 in each phase. */
  hear(stage: string, iteration: number | undefined): void {
    this.#stage = stage;
    if (this.#current === undefined || iteration === undefined) return;
    const before = stage === 'measure' ? this.#current.warmup : 0;
    this.#doneIterations[this.#current.ordinal] = before + iteration;
  }

  endCase(planned: PlannedCase): void {
    this.#doneIterations[planned.ordinal] = workOf(planned);
    this.#current = undefined;
  }

  /** Ends the ticking and removes the status file. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    await rm(statusFile(this.#ports.dataDir), { force: true });
  }

  #tick(): void {
    const current = this.#current;
    if (current === undefined) return;
    const status = this.#status();
    const { iteration } = this.#position(current);
    this.#ports.events.emit({
      type: 'progress',
      caseId: current.id,
      ordinal: current.ordinal,
      benchmark: current.benchmark,
      target: current.target,
      stage: this.#stage,
      ...(iteration === undefined ? {} : { iteration }),
      iterations: current.iterations,
      fraction: status.fraction,
      elapsedMs: status.elapsedMs,
      ...(status.remainingMs === undefined ? {} : { remainingMs: status.remainingMs }),
    });
    this.#writing = this.#writing.then(() => this.#writeStatus());
  }

  /** The status file is a courtesy: on a full disk it stays old, and the journal tells what happened. */
  async #writeStatus(): Promise<void> {
    const text = `${JSON.stringify(this.#status())}\n`;
    await writeWhole(statusFile(this.#ports.dataDir), text, { mode: 0o600, durable: false }).catch(() => undefined);
  }

  #status(): RunStatusFile {
    const fraction = this.#fraction();
    const elapsedMs = performance.now() - this.#startMs;
    const gained = fraction - this.#startFraction;
    const current = this.#current;
    return {
      runId: this.#ports.runId,
      updatedAt: new Date().toISOString(),
      caseCount: this.#cases.length,
      casesDone: this.#cases.filter((each) => this.#doneIterations[each.ordinal] === workOf(each)).length,
      fraction,
      ...(current === undefined
        ? {}
        : {
            current: {
              benchmark: current.benchmark,
              target: current.target,
              caseId: current.id,
              stage: this.#stage,
              iterations: current.iterations,
              ...this.#position(current),
            },
          }),
      elapsedMs: Math.round(elapsedMs),
      ...(gained < MIN_FRACTION_FOR_ESTIMATE ? {} : { remainingMs: Math.round((elapsedMs / gained) * (1 - fraction)) }),
    };
  }

  #position(current: PlannedCase): { iteration?: number } {
    const measured = (this.#doneIterations[current.ordinal] ?? 0) - current.warmup;
    return this.#stage === 'measure' ? { iteration: Math.max(0, measured) } : {};
  }

  #fraction(): number {
    const total = this.#cases.reduce((sum, each) => sum + workOf(each), 0);
    const done = this.#doneIterations.reduce((sum, each) => sum + each, 0);
    return total === 0 ? 1 : Math.min(1, done / total);
  }
}

export function statusFile(dataDir: string): string {
  return path.join(dataDir, 'status.json');
}

function workOf(planned: PlannedCase): number {
  return planned.warmup + planned.iterations;
}
