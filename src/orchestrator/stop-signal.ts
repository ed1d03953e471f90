import type { CaseReason } from '../journal/records.js';

/** Why a run has to stop before its end; the first reason counts. */
export class StopSignal {
  readonly #controller = new AbortController();
  #reason: CaseReason | undefined;

  constructor(user: AbortSignal) {
    const cancelled = { code: 'cancelled', message: 'The run was interrupted by the user.' };
    if (user.aborted) this.because(cancelled);
    else user.addEventListener('abort', () => this.because(cancelled), { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get reason(): CaseReason | undefined {
    return this.#reason;
  }

  because(reason: CaseReason): void {
    this.#reason ??= reason;
    this.#controller.abort();
  }
}
