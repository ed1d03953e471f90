import type { CaseUsage } from '../journal/records.js';
import { machineCpu, openProcessReader, type Look, type ProcessReader } from './process-reader.js';

/** 10 Hz: a curve fine enough for phases of a request, for well under 0.5 % of a core. */
const INTERVAL_MS = 100;

/** A long case's curve is thinned to this many points; peak and mean are computed from all of them. */
const MAX_CURVE_POINTS = 300;

export interface SamplerOptions {
  readonly pids: readonly number[];
  readonly limitBytes?: number;
  /** Called once, at the first look above the limit. */
  readonly onOverLimit: () => void;
}

/** Samples the model's processes during one attempt. */
export class ResourceSampler {
  #reader: ProcessReader;
  #pids: readonly number[];
  /** Highest kernel mark of the processes watched before. */
  #earlierPeakBytes = 0;
  readonly #options: SamplerOptions;
  readonly #startMs = performance.now();
  readonly #startCpu = process.cpuUsage();
  readonly #startMachine = machineCpu();
  readonly #curve: (readonly [number, number])[] = [];
  readonly #timer: NodeJS.Timeout;
  #first: Look | undefined;
  #last: Look | undefined;
  #over = false;

  constructor(options: SamplerOptions) {
    this.#options = options;
    this.#pids = options.pids;
    this.#reader = openProcessReader(options.pids);
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), INTERVAL_MS);
    this.#timer.unref();
  }

  /** Looks at other processes from now on; CPU time is then counted from here. */
  watch(pids: readonly number[]): void {
    if (pids.join() === this.#pids.join()) return;
    this.#earlierPeakBytes = Math.max(this.#earlierPeakBytes, this.#reader.peakBytes() ?? 0);
    this.#reader.close();
    this.#pids = pids;
    this.#reader = openProcessReader(pids);
    this.#first = undefined;
    void this.#look();
  }

  /** Ends the sampling and says what was used. */
  async stop(): Promise<CaseUsage> {
    clearInterval(this.#timer);
    await this.#look();
    const peak = Math.max(
      this.#earlierPeakBytes,
      this.#reader.peakBytes() ?? 0,
      ...this.#curve.map(([, bytes]) => bytes),
    );
    this.#reader.close();
    const harness = process.cpuUsage(this.#startCpu);
    const harnessCpuMs = (harness.user + harness.system) / 1_000;
    const cpuMs =
      this.#first === undefined || this.#last === undefined ? undefined : this.#last.cpuMs - this.#first.cpuMs;
    const otherCpuShare = this.#otherShare((cpuMs ?? 0) + harnessCpuMs);
    return {
      ...(this.#curve.length === 0 ? {} : { rssPeakBytes: peak, rssMeanBytes: Math.round(mean(this.#curve)) }),
      ...(cpuMs === undefined ? {} : { cpuMs }),
      rssCurve: thin(this.#curve),
      harnessCpuMs,
      ...(otherCpuShare === undefined ? {} : { otherCpuShare }),
    };
  }

  async #look(): Promise<void> {
    const look = await this.#reader.look();
    if (look === undefined) return;
    this.#first ??= look;
    this.#last = look;
    this.#curve.push([Math.round(performance.now() - this.#startMs), look.rssBytes]);
    const { limitBytes, onOverLimit } = this.#options;
    if (limitBytes === undefined || look.rssBytes <= limitBytes || this.#over) return;
    this.#over = true;
    onOverLimit();
  }

  /** Share of the machine that neither the model nor the harness used. */
  #otherShare(oursMs: number): number | undefined {
    const now = machineCpu();
    if (now === undefined || this.#startMachine === undefined) return undefined;
    const capacityMs = now.totalMs - this.#startMachine.totalMs;
    const busyMs = now.busyMs - this.#startMachine.busyMs;
    return capacityMs <= 0 ? undefined : Math.min(1, Math.max(0, (busyMs - oursMs) / capacityMs));
  }
}

function thin(curve: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  if (curve.length <= MAX_CURVE_POINTS) return curve;
  const step = curve.length / MAX_CURVE_POINTS;
  return Array.from({ length: MAX_CURVE_POINTS }, (_, index) => curve[Math.floor(index * step)] ?? [0, 0]);
}

function mean(curve: readonly (readonly [number, number])[]): number {
  return curve.reduce((sum, [, bytes]) => sum + bytes, 0) / curve.length;
}
