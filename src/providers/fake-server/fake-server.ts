import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type AnswerPorts, type RecordedWrite, sendDocument, sendStream } from './fake-answer.js';
import { DEFAULT_BEHAVIOUR, type FakeBehaviour } from './fake-behaviour.js';
import { planCompletion, streamParts, wholeAnswer } from './fake-completion.js';
import { fakeDocument } from './fake-documents.js';
import { PreciseTimer } from './precise-timer.js';
import { type FakeRequest, RequestReader } from './request-reader.js';
import { DEFAULT_SCHEDULE, type Schedule } from './schedule.js';

/** Behaviour that differs from the default; a schedule may be given in part. */
export type FakeServerOptions = Partial<Omit<FakeBehaviour, 'schedule'>> & {
  readonly schedule?: Partial<Schedule>;
  /** Listen on this unix socket instead of a free port of 127.0.0.1. */
  readonly socketPath?: string;
};

/** A server that answers like a model's, on a schedule, and knows when it really sent each token. */
export interface FakeServer {
  /** 0 on a unix socket. */
  readonly port: number;
  /** Base address without `/v1`. */
  readonly url: string;
  /** Every write of tokens so far, in order. */
  writes(): readonly RecordedWrite[];
  /** Every request so far, in order. */
  requests(): readonly FakeRequest[];
  /** Connections accepted so far. */
  connections(): number;
  /** Replaces the behaviour for the requests to come. */
  behave(options: FakeServerOptions): void;
  close(): Promise<void>;
}

/** Starts a fake server on this machine. */
export async function startFakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const state = new FakeServerState(options);
  const server = createServer({ noDelay: true }, (socket) => state.accept(socket));
  if (options.socketPath === undefined) server.listen(0, '127.0.0.1');
  else server.listen(options.socketPath);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    url: options.socketPath === undefined ? `http://127.0.0.1:${port}` : `unix:${options.socketPath}`,
    writes: () => state.writes,
    requests: () => state.requests,
    connections: () => state.connections,
    behave: (next) => state.behave(next),
    close: async () => {
      state.close();
      server.close();
      await once(server, 'close');
    },
  };
}

class FakeServerState {
  readonly writes: RecordedWrite[] = [];
  readonly requests: FakeRequest[] = [];
  connections = 0;
  readonly #timer = new PreciseTimer();
  readonly #sockets = new Set<Socket>();
  #behaviour: FakeBehaviour;

  constructor(options: FakeServerOptions) {
    this.#behaviour = behaviourOf(options);
  }

  behave(options: FakeServerOptions): void {
    this.#behaviour = behaviourOf(options);
  }

  accept(socket: Socket): void {
    const reader = new RequestReader();
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // A client that goes away mid-answer is what many tests are about.
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes: Buffer) => {
      for (const request of reader.push(bytes)) this.#answer(socket, request);
    });
  }

  close(): void {
    this.#timer.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #answer(socket: Socket, request: FakeRequest): void {
    this.requests.push(request);
    const behaviour = this.#behaviour;
    if (request.method !== 'POST' || !request.path.endsWith('/completions')) {
      const document = fakeDocument(request, behaviour);
      sendDocument(socket, document.status, document.value);
      return;
    }
    const rejected = behaviour.rejectedFields.find((field) => field in request.body);
    if (rejected !== undefined) {
      sendDocument(socket, 400, {
        error: { message: `Unsupported parameter: ${rejected}`, type: 'invalid_request_error' },
      });
      return;
    }
    if (this.#fails(socket, behaviour)) return;
    this.#complete(socket, request);
  }

  /** Faults that leave no room for an answer. */
  #fails(socket: Socket, { fault }: FakeBehaviour): boolean {
    if (fault.kind === 'refuse') socket.destroy();
    else if (fault.kind === 'not-http') socket.write('SSH-2.0-OpenSSH_9.6\r\n');
    else if (fault.kind === 'status') sendDocument(socket, fault.status, fault.body);
    else return false;
    return true;
  }

  #complete(socket: Socket, request: FakeRequest): void {
    const behaviour = this.#behaviour;
    const number = this.requests.length - 1;
    const completion = planCompletion(request, behaviour);
    const record = (write: Omit<RecordedWrite, 'request'>): void => {
      this.writes.push({ request: number, ...write });
    };
    const ports: AnswerPorts = { socket, timer: this.#timer, behaviour, record };
    const parts = streamParts(completion);
    if (request.body['stream'] === true) {
      sendStream(parts, request.arrivedMs, ports);
      return;
    }
    const endMs = request.arrivedMs + (parts.at(-1)?.afterMs ?? 0);
    this.#timer.at(endMs, () => sendDocument(socket, 200, wholeAnswer(completion)));
  }
}

function behaviourOf({ schedule, socketPath: _path, ...rest }: FakeServerOptions): FakeBehaviour {
  return { ...DEFAULT_BEHAVIOUR, ...rest, schedule: { ...DEFAULT_SCHEDULE, ...schedule } };
}
