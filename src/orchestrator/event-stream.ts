import { EVENT_VERSION, type RunEvent, type RunEventBody } from '../protocol/run-events.js';

/** Who hears the events of a run. */
export type EventListener = (event: RunEvent) => void;

/** Gives every event its envelope and hands it to all listeners, in order. */
export class EventStream {
  readonly #identity: { readonly runId: string; readonly traceId: string };
  readonly #listeners: readonly EventListener[];

  constructor(identity: { readonly runId: string; readonly traceId: string }, listeners: readonly EventListener[]) {
    this.#identity = identity;
    this.#listeners = listeners;
  }

  emit(body: RunEventBody): void {
    const event: RunEvent = { v: EVENT_VERSION, time: new Date().toISOString(), ...this.#identity, ...body };
    for (const listener of this.#listeners) listener(event);
  }
}
