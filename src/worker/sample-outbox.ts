import type { AckCommand, CaseCommand, FlushReport, SampleReport } from '../protocol/messages.js';
import { PROTOCOL_VERSION } from '../protocol/messages.js';
import type { Sample } from '../protocol/sample.js';
import { AttemptDigest } from '../protocol/attempt-digest.js';

/** Measuring goes on this long before samples are sent and made durable: one sync per 100 ms costs well under 1 %. */
const FLUSH_INTERVAL_MS = 100;

/** A flush is due at the latest after so many samples, which bounds the memory of very short iterations. */
const FLUSH_SAMPLES = 64;

/** What an outbox needs of the channel to the orchestrator and of time. */
export interface OutboxPorts {
  /** Sends one line and returns its bytes without the line end. */
  readonly send: (report: SampleReport | FlushReport) => Buffer;
  readonly nowMs: () => number;
}

/**
 * Holds the samples of one attempt back while measuring and sends them between timed windows. After a flush it waits for
 * the orchestrator's acknowledgement, so that nothing is parsed or synced on this machine while a request is timed.
 */
export class SampleOutbox {
  readonly #command: CaseCommand;
  readonly #ports: OutboxPorts;
  readonly #digest = new AttemptDigest();
  #unsent: Sample[] = [];
  #lastFlushMs: number;
  #acknowledged: ((seq: number) => void) | undefined;

  constructor(command: CaseCommand, ports: OutboxPorts) {
    this.#command = command;
    this.#ports = ports;
    this.#lastFlushMs = ports.nowMs();
  }

  /** Takes a sample; resolves at once, or after the acknowledgement when a flush was due. */
  async add(sample: Sample): Promise<void> {
    this.#unsent.push(sample);
    const due = this.#ports.nowMs() - this.#lastFlushMs >= FLUSH_INTERVAL_MS || this.#unsent.length >= FLUSH_SAMPLES;
    if (due) await this.flush();
  }

  /** Sends everything held back and waits until it is durable. */
  async flush(): Promise<void> {
    if (this.#unsent.length > 0) {
      const { caseId, attempt } = this.#command;
      for (const sample of this.#unsent) {
        const seq = this.#digest.count;
        this.#digest.add(this.#ports.send({ v: PROTOCOL_VERSION, type: 'sample', caseId, attempt, seq, sample }));
      }
      this.#unsent = [];
      const seq = this.#digest.count - 1;
      const acknowledged = new Promise<void>((resolve) => {
        this.#acknowledged = (acked) => {
          if (acked >= seq) resolve();
        };
      });
      this.#ports.send({ v: PROTOCOL_VERSION, type: 'flush', caseId, attempt, seq });
      await acknowledged;
    }
    this.#lastFlushMs = this.#ports.nowMs();
  }

  /** Hears the orchestrator; acknowledgements of other attempts are not for this outbox. */
  acknowledge(command: AckCommand): void {
    if (command.caseId !== this.#command.caseId || command.attempt !== this.#command.attempt) return;
    this.#acknowledged?.(command.seq);
  }

  /** Count and digest of every sample line sent in this attempt. */
  trailer(): { readonly count: number; readonly digest: string } {
    return { count: this.#digest.count, digest: this.#digest.hex() };
  }
}
