import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type AnswerPorts, type RecordedWrite, sendDocument, sendStream, type StreamFormat } from './fake-answer.js';
import { DEFAULT_BEHAVIOUR, type FakeBehaviour } from './fake-behaviour.js';
import { type BodyPart, isRefused, planCompletion, streamParts, wholeAnswer } from './fake-completion.js';
import { fakeDocument } from './fake-documents.js';
import { FakeOllama, isLoadOnly, isOllamaCompletion } from './fake-ollama.js';
import { ollamaAnswer, ollamaParts } from './fake-ollama-stream.js';
import { PreciseTimer } from './precise-timer.js';
import { type FakeRequest, RequestReader } from './request-reader.js';
import { DEFAULT_SCHEDULE, type Schedule } from './schedule.js';
import { WorkQueue } from './work-queue.js';

/** Behaviour that differs from the default; a schedule may be given in part. */
export type FakeServerOptions = Partial<Omit<FakeBehaviour, 'schedule'>> & {
  readonly schedule?: Partial<Schedule>;
  /** Listen on this port of 127.0.0.1 instead of a free one. */
  readonly port?: number;
  /** Listen on this unix socket instead. */
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
  if (options.socketPath === undefined) server.listen(options.port ?? 0, '127.0.0.1');
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
  readonly #startedMs = performance.now();
  readonly #timer = new PreciseTimer();
  readonly #ollama = new FakeOllama();
  readonly #sockets = new Set<Socket>();
  readonly #work = new WorkQueue();
  #completions = 0;
  /** What the answers so far took for good. */
  readonly #leaked: Buffer[] = [];
  #given: FakeBehaviour;
  /** Requests for a completion since the behaviour was given. */
  #asked = 0;

  constructor(options: FakeServerOptions) {
    this.#given = behaviourOf(options);
  }

  /** What is in force: the first requests may go well. */
  get #behaviour(): FakeBehaviour {
    return this.#asked > this.#given.faultAfter ? this.#given : { ...this.#given, fault: { kind: 'none' } };
  }

  behave(options: FakeServerOptions): void {
    this.#given = behaviourOf(options);
    this.#asked = 0;
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
    if (completes(request, this.#given)) this.#asked += 1;
    const behaviour = this.#behaviour;
    if (behaviour.llamaCpp && performance.now() - this.#startedMs < behaviour.loadMs) {
      sendDocument(socket, 503, { error: { message: 'Loading model', type: 'unavailable_error', code: 503 } });
      return;
    }
    if (!completes(request, behaviour)) {
      this.#answerWhole(socket, request, behaviour);
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
    if (!behaviour.ollama && isRefused(request, behaviour)) {
      sendDocument(socket, 400, {
        error: { message: 'the prompt exceeds the context', type: 'invalid_request_error' },
      });
      return;
    }
    // Filled, since pages that were never written to are in no process's memory.
    if (behaviour.leakBytes > 0) this.#leaked.push(Buffer.alloc(behaviour.leakBytes, 1));
    if (behaviour.ollama) this.#completeAsOllama(socket, request);
    else this.#complete(socket, request);
  }

  #answerWhole(socket: Socket, request: FakeRequest, behaviour: FakeBehaviour): void {
    const planned = behaviour.ollama ? this.#ollama.plan(request, behaviour) : undefined;
    const document = planned?.kind === 'document' ? planned.document : fakeDocument(request, behaviour);
    const send = (): void => sendDocument(socket, document.status, document.value);
    if (planned?.kind === 'document' && planned.afterMs !== undefined)
      this.#timer.at(request.arrivedMs + planned.afterMs, send);
    else send();
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
    const completion = planCompletion(request, this.#behaviour, this.#completions);
    this.#completions += 1;
    const parts = streamParts(completion);
    if (request.body['stream'] === true) this.#stream(socket, request, { parts, format: 'sse' });
    else this.#sendAtEnd(socket, request, { parts, value: wholeAnswer(completion) });
  }

  #completeAsOllama(socket: Socket, request: FakeRequest): void {
    const plan = this.#ollama.plan(request, this.#behaviour);
    if (plan?.kind !== 'completion') {
      sendDocument(socket, plan?.document.status ?? 404, plan?.document.value);
      return;
    }
    const parts = ollamaParts(plan.completion);
    if (request.body['stream'] === false) {
      this.#sendAtEnd(socket, request, { parts, value: ollamaAnswer(plan.completion) });
    } else this.#stream(socket, request, { parts, format: 'ndjson' });
  }

  #stream(
    socket: Socket,
    request: FakeRequest,
    { parts, format }: { parts: readonly BodyPart[]; format: StreamFormat },
  ): void {
    const number = this.requests.lastIndexOf(request);
    const record = (write: Omit<RecordedWrite, 'request'>): void => {
      this.writes.push({ request: number, ...write });
    };
    const ports: AnswerPorts = { socket, timer: this.#timer, behaviour: this.#behaviour, format, record };
    const durationMs = parts.at(-1)?.afterMs ?? 0;
    sendStream(parts, this.#work.begin(request.arrivedMs, durationMs, this.#behaviour.parallel), ports);
  }

  #sendAtEnd(
    socket: Socket,
    request: FakeRequest,
    { parts, value }: { parts: readonly BodyPart[]; value: unknown },
  ): void {
    const endMs = request.arrivedMs + (parts.at(-1)?.afterMs ?? 0);
    this.#timer.at(endMs, () => sendDocument(socket, 200, value));
  }
}

/** Whether a request generates, in the protocol that the server speaks. */
function completes(request: FakeRequest, { ollama }: FakeBehaviour): boolean {
  if (!ollama) return request.method === 'POST' && request.path.endsWith('/completions');
  return isOllamaCompletion(request) && !isLoadOnly(request);
}

function behaviourOf({ schedule, socketPath: _path, ...rest }: FakeServerOptions): FakeBehaviour {
  return { ...DEFAULT_BEHAVIOUR, ...rest, schedule: { ...DEFAULT_SCHEDULE, ...schedule } };
}
