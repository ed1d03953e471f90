import type { RequestStamps } from '../src/protocol/sample.js';

/** Often enough for a prefill of a few tens of milliseconds, at well under a hundredth of a core. */
const LOOK_EVERY_MS = 5;

/** What can be looked at, and when. */
export interface MemorySource {
  /** Resident memory of the model's processes in bytes, or undefined when unknown. */
  rssBytes(): number | undefined;
  /** On the clock of the stamps. */
  nowMs(): number;
}

/** Looks at the model's memory again and again while a request runs. */
export class MemoryLooks {
  readonly #source: MemorySource;
  readonly #looks: { readonly ms: number; readonly bytes: number }[] = [];

  constructor(source: MemorySource) {
    this.#source = source;
  }

  /** Runs the work and looks meanwhile. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  look(): void {
    const bytes = this.#source.rssBytes();
    if (bytes !== undefined) this.#looks.push({ ms: this.#source.nowMs(), bytes });
  }

  /** The highest memory while the prompt was read and while the answer was written; a phase that no look fell into has none. */
  phases({ sendMs, firstTokenMs, lastTokenMs }: RequestStamps): { rssPrefill?: number; rssDecode?: number } {
    const rssPrefill = this.#highest(sendMs, firstTokenMs);
    const rssDecode = this.#highest(firstTokenMs, lastTokenMs);
    return {
      ...(rssPrefill === undefined ? {} : { rssPrefill }),
      ...(rssDecode === undefined ? {} : { rssDecode }),
    };
  }

  #highest(fromMs: number | undefined, untilMs: number | undefined): number | undefined {
    if (fromMs === undefined || untilMs === undefined) return undefined;
    const within = this.#looks.filter(({ ms }) => ms > fromMs && ms <= untilMs).map(({ bytes }) => bytes);
    return within.length === 0 ? undefined : Math.max(...within);
  }
}
