import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { FailureClass, Sample } from '../protocol/sample.js';

/**
 * A prompt that a server refuses or cuts tells where its context ends. All other failures say that nothing was measured.
 */
const TELLING: ReadonlySet<FailureClass> = new Set(['http-4xx', 'truncated']);

/** Counts the measured requests of a case, to tell a case that has measured nothing from one with some failures. */
export class FailedRequests {
  readonly #classes = new Map<FailureClass, number>();
  #attempted = 0;
  #last = '';

  add({ phase, requests }: Sample): void {
    if (phase !== 'measure') return;
    for (const { outcome } of requests) {
      this.#attempted += 1;
      if (outcome.status === 'ok') continue;
      this.#classes.set(outcome.class, (this.#classes.get(outcome.class) ?? 0) + 1);
      this.#last = outcome.message;
    }
  }

  /** @throws AcodeError (`REQUESTS_FAILED`) when all requests failed, and none of them tells anything by that. */
  requireOneSuccess(): void {
    const failed = [...this.#classes.values()].reduce((sum, count) => sum + count, 0);
    if (failed === 0 || failed < this.#attempted || [...this.#classes.keys()].some((each) => TELLING.has(each))) return;
    const how = [...this.#classes].map(([name, count]) => `${count} ${name}`).join(', ');
    throw new AcodeError({
      code: 'REQUESTS_FAILED',
      exitCode: EXIT.failedCases,
      message: `All ${failed} requests failed (${how}); the last: ${this.#last}`,
      hint: 'Look at the server, then measure again with --resume and --retry-failed.',
    });
  }
}
