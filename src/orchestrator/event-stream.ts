import { EVENT_VERSION, type RunEvent, type RunEventBody, type WarningEvent } from '../protocol/run-events.js';

/** Who hears the events of a run. */
export type EventListener = (event: RunEvent) => void;

/** Gives every event its envelope and hands it to all listeners, in order. */
export class EventStream {
  readonly #identity: { readonly runId: string; readonly traceId: string };
  readonly #listeners: readonly EventListener[];
  readonly #warned = new Set<string>();

  constructor(identity: { readonly runId: string; readonly traceId: string }, listeners: readonly EventListener[]) {
    this.#identity = identity;
    this.#listeners = listeners;
  }

  /** A warning that many workers would give in the same words is told by the first one. */
  warnOnce(warning: Omit<WarningEvent, 'type'>): void {
    const words = `${warning.code}\n${warning.message}`;
    if (this.#warned.has(words)) return;
    this.#warned.add(words);
    this.emit({ type: 'warning', ...warning });
  }

  emit(body: RunEventBody): void {
    const event: RunEvent = { v: EVENT_VERSION, time: new Date().toISOString(), ...this.#identity, ...body };
    for (const listener of this.#listeners) listener(event);
  }
}
