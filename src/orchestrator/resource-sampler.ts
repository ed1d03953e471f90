import type { CaseUsage } from '../journal/records.js';
import { ThinnedCurve } from './thinned-curve.js';
import { machineCpu, openProcessReader, type Look, type ProcessReader } from './process-reader.js';

/** 10 Hz: a curve fine enough for phases of a request, for well under 0.5 % of a core. */
const INTERVAL_MS = 100;

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
  #peakBytes = 0;
  #sumBytes = 0;
  #looks = 0;
  readonly #options: SamplerOptions;
  readonly #startMs = performance.now();
  readonly #startCpu = process.cpuUsage();
  readonly #startMachine = machineCpu();
  readonly #curve = new ThinnedCurve();
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
    this.#notePeak(this.#reader.peakBytes());
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
    this.#notePeak(this.#reader.peakBytes());
    const swappedBytes = this.#reader.swappedBytes();
    this.#reader.close();
    const harness = process.cpuUsage(this.#startCpu);
    const harnessCpuMs = (harness.user + harness.system) / 1_000;
    const cpuMs =
      this.#first === undefined || this.#last === undefined ? undefined : this.#last.cpuMs - this.#first.cpuMs;
    const otherCpuShare = this.#otherShare((cpuMs ?? 0) + harnessCpuMs);
    return {
      ...(this.#looks === 0
        ? {}
        : { rssPeakBytes: this.#peakBytes, rssMeanBytes: Math.round(this.#sumBytes / this.#looks) }),
      ...(cpuMs === undefined ? {} : { cpuMs }),
      ...(swappedBytes === undefined ? {} : { swappedBytes }),
      ...this.#faultsRead(),
      rssCurve: this.#curve.points,
      harnessCpuMs,
      ...(otherCpuShare === undefined ? {} : { otherCpuShare }),
    };
  }

  async #look(): Promise<void> {
    const look = await this.#reader.look();
    if (look === undefined) return;
    this.#first ??= look;
    this.#last = look;
    this.#looks += 1;
    this.#sumBytes += look.rssBytes;
    this.#notePeak(look.rssBytes);
    this.#curve.add(Math.round(performance.now() - this.#startMs), look.rssBytes);
    const { limitBytes, onOverLimit } = this.#options;
    if (limitBytes === undefined || look.rssBytes <= limitBytes || this.#over) return;
    this.#over = true;
    onOverLimit();
  }

  /** Counted from the first look at the processes that are watched now. */
  #faultsRead(): { majorFaults?: number } {
    const [from, until] = [this.#first?.majorFaults, this.#last?.majorFaults];
    return from === undefined || until === undefined ? {} : { majorFaults: Math.max(0, until - from) };
  }

  #notePeak(bytes: number | undefined): void {
    this.#peakBytes = Math.max(this.#peakBytes, bytes ?? 0);
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
