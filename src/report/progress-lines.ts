import { BLOCK_REASON, type CaseReference, type RunEvent } from '../protocol/run-events.js';
import { describeParameters } from './describe-parameters.js';
import { formatDuration } from './format-value.js';
import { plainLine } from './wrap-text.js';

/** Where lines go; a file or a pipe will do. */
export interface LineSink {
  readonly stream: { write(text: string): unknown };
}

/** Progress where there is no terminal: one plain line per start and end of a case, and per warning and error. */
export class ProgressLines {
  readonly #stream: LineSink['stream'];
  readonly #parameters = new Map<string, string>();
  readonly #graded = new Set<string>();
  #caseCount = 0;

  constructor({ stream }: LineSink) {
    this.#stream = stream;
  }

  hear(event: RunEvent): void {
    const line = this.#lineOf(event);
    if (line !== undefined) this.#stream.write(`${plainLine(line)}\n`);
  }

  /** Nothing is left to clean up; the live view has more to do here. */
  end(): void {
    this.#parameters.clear();
  }

  #lineOf(event: RunEvent): string | undefined {
    switch (event.type) {
      case 'run-start':
        this.#caseCount = event.caseCount;
        return undefined;
      case 'case-start':
        this.#parameters.set(event.caseId, describeParameters(event.parameters));
        if (event.grader === undefined) return `${this.#nameOf(event)} started`;
        // Hundreds of short cases: each is told by its verdict alone.
        this.#graded.add(event.caseId);
        return undefined;
      case 'verdict':
        return `${this.#nameOf(event)} ${event.verdict.kind}${event.verdict.kind === 'pass' ? '' : `: ${event.verdict.why}`}`;
      case 'case-end': {
        if (event.status === 'completed' && this.#graded.has(event.caseId)) return undefined;
        const reason = event.reason === undefined ? '' : `: ${event.reason.message}`;
        // Between blocks nothing went wrong, which "retrying" would say.
        const status = event.reason?.code === BLOCK_REASON ? 'paused' : event.status;
        return `${this.#nameOf(event)} ${status} after ${formatDuration(event.durationMs)}${reason}`;
      }
      case 'warning':
        return `warning: ${event.message} ${event.remedy}`;
      case 'error':
        return `error: ${event.message}${event.hint === undefined ? '' : ` ${event.hint}`}`;
      case 'run-end':
      case 'sample':
      case 'progress':
      case 'regression':
        return undefined;
    }
  }

  #nameOf({ ordinal, benchmark, target, caseId }: CaseReference): string {
    const parameters = this.#parameters.get(caseId);
    const described = parameters === undefined || parameters === '' ? '' : ` · ${parameters}`;
    return `[${ordinal + 1}/${this.#caseCount}] ${benchmark}${described} on ${target}`;
  }
}
