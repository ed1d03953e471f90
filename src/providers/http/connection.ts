import { connect, type Socket } from 'node:net';
import type { Endpoint } from './endpoint.js';
import { HttpFailure } from './http-failure.js';

/** Bytes as they came from the socket, with the moment of their arrival on `performance.now()`'s clock. */
export interface ReceivedChunk {
  readonly bytes: Buffer;
  readonly ms: number;
}

/** How a connection ended: by the server's FIN, by an error, or by {@link Connection.destroy}. */
export interface ConnectionEnd {
  readonly ms: number;
  readonly error?: Error;
}

/** One read takes at most this many bytes; libuv's own reads are as large. */
const READ_BUFFER_BYTES = 64 * 1024;

/** All sockets read into the same memory: a read and the copy out of it happen in one call. */
const readBuffer = Buffer.allocUnsafeSlow(READ_BUFFER_BYTES);

/**
 * A TCP or unix-socket connection that stamps what arrives before anything else is done with it. The read callback
 * copies the bytes and notes the time; whoever listens is told once per turn of the event loop, after all sockets that
 * were readable in that turn have been stamped.
 */
export class Connection {
  /** From the call to connect until the connection stood, in milliseconds. */
  readonly connectMs: number;
  /** Requests sent so far. */
  requests = 0;
  /** Moment at which an idle connection is given up, as the server's `Keep-Alive` field asked for. */
  staleAtMs = Infinity;
  readonly #socket: Socket;
  readonly #received: Received;

  private constructor(socket: Socket, received: Received, connectMs: number) {
    this.#socket = socket;
    this.#received = received;
    this.connectMs = connectMs;
  }

  /** Connects; throws {@link HttpFailure} `connect`, or `cancelled` when the signal is aborted meanwhile. */
  static async open(endpoint: Endpoint, timeoutMs: number, signal?: AbortSignal): Promise<Connection> {
    if (signal?.aborted === true) throw new HttpFailure('cancelled', 'Cancelled before connecting.');
    const startMs = performance.now();
    const received = new Received();
    const socket = startConnecting(endpoint, received);
    socket.setNoDelay(true);
    socket.on('end', () => received.onEnd());
    socket.on('error', (error) => received.onEnd(error));
    socket.on('close', () => received.onEnd());
    await connected(socket, { endpoint, timeoutMs, signal });
    return new Connection(socket, received, performance.now() - startMs);
  }

  /** How the connection ended, or undefined while it stands. */
  get end(): ConnectionEnd | undefined {
    return this.#received.end;
  }

  /** Sends the whole request in one write and returns the moment just before it. */
  send(request: Buffer, listener: () => void): number {
    this.requests += 1;
    this.#received.listener = listener;
    const ms = performance.now();
    this.#socket.write(request);
    return ms;
  }

  /** What has arrived since the last call, in order. */
  take(): readonly ReceivedChunk[] {
    return this.#received.take();
  }

  /** Stops telling the listener. */
  release(): void {
    this.#received.listener = undefined;
  }

  destroy(): void {
    this.release();
    this.#socket.destroy();
  }

  /** Lets the process exit while this connection is idle, or not while it is in use. */
  keepProcessAlive(alive: boolean): void {
    if (alive) this.#socket.ref();
    else this.#socket.unref();
  }
}

/** What a socket's callbacks leave for later. */
class Received {
  listener: (() => void) | undefined;
  end: ConnectionEnd | undefined;
  #chunks: ReceivedChunk[] = [];
  #announced = false;

  /** The timed path: stamp, copy, and one announcement per turn of the event loop. */
  readonly onRead = (byteCount: number, buffer: Uint8Array): boolean => {
    const ms = performance.now();
    const bytes = Buffer.allocUnsafe(byteCount);
    bytes.set(byteCount === buffer.length ? buffer : buffer.subarray(0, byteCount));
    this.#chunks.push({ bytes, ms });
    if (!this.#announced) this.#announce();
    return true;
  };

  onEnd(error?: Error): void {
    if (this.end !== undefined) return;
    this.end = { ms: performance.now(), ...(error === undefined ? {} : { error }) };
    if (!this.#announced) this.#announce();
  }

  take(): readonly ReceivedChunk[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }

  #announce(): void {
    this.#announced = true;
    setImmediate(this.#tell);
  }

  readonly #tell = (): void => {
    this.#announced = false;
    this.listener?.();
  };
}

function startConnecting(endpoint: Endpoint, received: Received): Socket {
  const onread = { buffer: readBuffer, callback: received.onRead };
  if (endpoint.kind === 'unix') return connect({ path: endpoint.socketPath, onread });
  return connect({ host: endpoint.host, port: endpoint.port, onread });
}

interface Connecting {
  readonly endpoint: Endpoint;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

async function connected(socket: Socket, { endpoint, timeoutMs, signal }: Connecting): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const where = endpoint.kind === 'unix' ? endpoint.socketPath : endpoint.authority;
    const settle = (failure?: HttpFailure): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.off('connect', onConnect);
      socket.off('error', onError);
      if (failure === undefined) resolve();
      else {
        socket.destroy();
        reject(failure);
      }
    };
    const onConnect = (): void => settle();
    const onError = (error: Error): void => {
      settle(new HttpFailure('connect', `No connection to ${where}: ${error.message}.`, error));
    };
    const onAbort = (): void => settle(new HttpFailure('cancelled', `Cancelled while connecting to ${where}.`));
    const timer = setTimeout(() => {
      settle(new HttpFailure('connect', `No connection to ${where} within ${timeoutMs} ms.`));
    }, timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    socket.once('connect', onConnect);
    socket.once('error', onError);
  });
}
