import type { Socket } from 'node:net';
import type { FakeBehaviour } from './fake-behaviour.js';
import type { BodyPart } from './fake-completion.js';
import type { PreciseTimer } from './precise-timer.js';

/** One write of tokens: its moment on `performance.now()`'s clock, taken just before it, and how many. */
export interface RecordedWrite {
  /** Which of the server's requests it answers, in the order of their arrival. */
  readonly request: number;
  readonly ms: number;
  readonly tokens: number;
}

/** What a stream is made of: server-sent events, or lines of JSON as Ollama sends them. */
export type StreamFormat = 'sse' | 'ndjson';

const CONTENT_TYPES: Readonly<Record<StreamFormat, string>> = {
  sse: 'text/event-stream',
  ndjson: 'application/x-ndjson',
};

/** What keeps a stream alive without saying anything. */
const PINGS: Readonly<Record<StreamFormat, Buffer>> = { sse: Buffer.from(': ping\n\n'), ndjson: Buffer.from('\n') };

/** What sending needs. */
export interface AnswerPorts {
  readonly socket: Socket;
  readonly timer: PreciseTimer;
  readonly behaviour: FakeBehaviour;
  readonly format: StreamFormat;
  readonly record: (write: Omit<RecordedWrite, 'request'>) => void;
}

/** Sends the parts of a streamed body at their moments, with the framing and the fault that the behaviour wants. */
export function sendStream(parts: readonly BodyPart[], arrivedMs: number, ports: AnswerPorts): void {
  const { behaviour, socket } = ports;
  const totalBytes = parts.reduce((sum, part) => sum + part.bytes.length, 0);
  writeAll(ports, Buffer.from(interim(behaviour) + streamHead(ports, totalBytes)));
  let events = 0;
  for (const [index, part] of parts.entries()) {
    if (breaksAfter(behaviour, events)) {
      ports.timer.at(arrivedMs + part.afterMs, () => breakOff(ports));
      return;
    }
    const bytes = framed(behaviour, part.bytes);
    const isLast = index === parts.length - 1;
    ports.timer.at(arrivedMs + part.afterMs, () => {
      if (socket.destroyed) return;
      if (part.tokens > 0) ports.record({ ms: performance.now(), tokens: part.tokens });
      writeAll(ports, bytes);
      if (isLast) endBody(ports);
    });
    if (part.tokens > 0) events += 1;
  }
  if (parts.length === 0) endBody(ports);
}

/** Sends a whole answer with a content length. */
export function sendDocument(socket: Socket, status: number, value: unknown): void {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  const type = typeof value === 'string' ? 'text/plain' : 'application/json';
  socket.write(
    `HTTP/1.1 ${status} Status\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function interim({ interim: wanted }: FakeBehaviour): string {
  return wanted ? 'HTTP/1.1 103 Early Hints\r\nlink: </style.css>\r\n\r\n' : '';
}

function streamHead({ behaviour: { framing }, format }: AnswerPorts, totalBytes: number): string {
  const start = `HTTP/1.1 200 OK\r\ncontent-type: ${CONTENT_TYPES[format]}\r\n`;
  if (framing === 'chunked') return `${start}transfer-encoding: chunked\r\n\r\n`;
  if (framing === 'length') return `${start}content-length: ${totalBytes}\r\n\r\n`;
  return `${start}connection: close\r\n\r\n`;
}

function framed({ framing }: FakeBehaviour, bytes: Buffer): Buffer {
  if (framing !== 'chunked') return bytes;
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

function endBody(ports: AnswerPorts): void {
  if (ports.behaviour.framing === 'chunked') writeAll(ports, Buffer.from('0\r\n\r\n'));
  if (ports.behaviour.framing === 'close') whenWritten(ports.socket, () => ports.socket.end());
}

function breaksAfter({ fault }: FakeBehaviour, events: number): boolean {
  return (fault.kind === 'reset' || fault.kind === 'cut' || fault.kind === 'stall') && events >= fault.afterEvents;
}

function breakOff(ports: AnswerPorts): void {
  const { socket, behaviour } = ports;
  const { fault } = behaviour;
  if (fault.kind === 'reset') whenWritten(socket, () => socket.resetAndDestroy());
  if (fault.kind === 'cut') whenWritten(socket, () => socket.destroy());
  if (fault.kind !== 'stall' || fault.pingEveryMs === undefined) return;
  const ping = framed(behaviour, PINGS[ports.format]);
  const timer = setInterval(() => socket.write(ping), fault.pingEveryMs);
  socket.once('close', () => clearInterval(timer));
}

/** Pieces that wait for their turn of the event loop, by socket. */
const queues = new WeakMap<Socket, Buffer[]>();

/** Writes at once, or in pieces of the wanted size with a turn of the event loop between them. */
function writeAll({ socket, behaviour }: AnswerPorts, bytes: Buffer): void {
  if (behaviour.splitBytes === 0) {
    socket.write(bytes);
    return;
  }
  const queue = queues.get(socket) ?? [];
  const wasEmpty = queue.length === 0;
  for (let at = 0; at < bytes.length; at += behaviour.splitBytes)
    queue.push(bytes.subarray(at, at + behaviour.splitBytes));
  queues.set(socket, queue);
  if (wasEmpty) setImmediate(() => writeNext(socket, queue));
}

function writeNext(socket: Socket, queue: Buffer[]): void {
  const piece = queue[0];
  if (piece === undefined || socket.destroyed) return;
  socket.write(piece);
  queue.shift();
  setImmediate(() => writeNext(socket, queue));
}

/** Calls back once no piece waits any more. */
function whenWritten(socket: Socket, then: () => void): void {
  if ((queues.get(socket)?.length ?? 0) === 0) then();
  else setImmediate(() => whenWritten(socket, then));
}
