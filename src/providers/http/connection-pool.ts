import { Connection } from './connection.js';
import type { Endpoint } from './endpoint.js';
import { HttpFailure } from './http-failure.js';

/**
 * Connections kept open between requests. It never makes a request wait: when none is idle, one more is opened. What is
 * kept is bounded by the size it was last warmed to.
 */
export class ConnectionPool {
  readonly #endpoint: Endpoint;
  readonly #connectTimeoutMs: number;
  readonly #idle: Connection[] = [];
  readonly #busy = new Set<Connection>();
  #size = 1;
  #closed = false;

  constructor(endpoint: Endpoint, connectTimeoutMs: number) {
    this.#endpoint = endpoint;
    this.#connectTimeoutMs = connectTimeoutMs;
  }

  /** Opens connections until `size` requests can start without connecting. Throws {@link HttpFailure} `connect`. */
  async warm(size: number, signal?: AbortSignal): Promise<void> {
    this.#size = Math.max(1, size);
    this.#dropDead();
    const missing = this.#size - this.#idle.length - this.#busy.size;
    const opening = Array.from({ length: Math.max(0, missing) }, async () => {
      this.#keep(await Connection.open(this.#endpoint, this.#connectTimeoutMs, signal));
    });
    const results = await Promise.allSettled(opening);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  /** An idle connection, or undefined. Synchronous, so that a warmed request starts in the same turn. */
  takeIdle(): Connection | undefined {
    this.#dropDead();
    const connection = this.#idle.pop();
    if (connection === undefined) return undefined;
    connection.keepProcessAlive(true);
    this.#busy.add(connection);
    return connection;
  }

  async open(signal?: AbortSignal): Promise<Connection> {
    const connection = await Connection.open(this.#endpoint, this.#connectTimeoutMs, signal);
    if (this.#closed) {
      connection.destroy();
      throw new HttpFailure('cancelled', 'The client was closed while connecting.');
    }
    this.#busy.add(connection);
    return connection;
  }

  /** Takes a connection back whose response was read to its end. */
  giveBack(connection: Connection): void {
    this.#busy.delete(connection);
    this.#keep(connection);
  }

  /** Closes a connection in whatever state it is. */
  discard(connection: Connection): void {
    this.#busy.delete(connection);
    connection.destroy();
  }

  close(): void {
    this.#closed = true;
    for (const connection of [...this.#idle, ...this.#busy]) connection.destroy();
    this.#idle.length = 0;
    this.#busy.clear();
  }

  #keep(connection: Connection): void {
    connection.release();
    if (this.#closed || connection.end !== undefined || this.#idle.length >= this.#size) connection.destroy();
    else {
      connection.keepProcessAlive(false);
      this.#idle.push(connection);
    }
  }

  #dropDead(): void {
    const now = performance.now();
    const alive = this.#idle.filter((connection) => {
      // Bytes on an idle connection answer no request; whatever they are, the next response would begin with them.
      if (connection.end === undefined && now < connection.staleAtMs && connection.take().length === 0) return true;
      connection.destroy();
      return false;
    });
    this.#idle.splice(0, this.#idle.length, ...alive);
  }
}
