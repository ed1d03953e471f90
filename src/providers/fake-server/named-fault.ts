import type { Fault } from './fake-behaviour.js';

/** Bytes of the line that no client should swallow. */
const LONG_LINE_BYTES = 100 * 2 ** 20;

/** Events that go well before a fault in a stream, unless a number says otherwise. */
const DEFAULT_EVENTS = 3;

type Format = 'sse' | 'ndjson';

/** How a fault is written and what it does; `count` is the number behind its name, if any. */
interface NamedFault {
  readonly effect: string;
  readonly fault: (count: number | undefined, format: Format) => Fault;
}

const raw =
  (text: (format: Format) => Buffer): NamedFault['fault'] =>
  (count, format) => ({ kind: 'raw-event', atEvent: count ?? DEFAULT_EVENTS, bytes: text(format) });

const line = (format: Format, text: string): Buffer =>
  Buffer.from(format === 'sse' ? `data: ${text}\n\n` : `${text}\n`);

/** Every fault by the name that a user writes, such as `reset:5` or `status:503`. */
const FAULTS: Readonly<Record<string, NamedFault>> = {
  refuse: { effect: 'closes the connection without an answer', fault: () => ({ kind: 'refuse' }) },
  reset: {
    effect: 'resets the connection after so many events',
    fault: (count) => ({ kind: 'reset', afterEvents: count ?? DEFAULT_EVENTS }),
  },
  cut: {
    effect: 'closes the connection after so many events',
    fault: (count) => ({ kind: 'cut', afterEvents: count ?? DEFAULT_EVENTS }),
  },
  stall: {
    effect: 'sends nothing more after so many events',
    fault: (count) => ({ kind: 'stall', afterEvents: count ?? DEFAULT_EVENTS }),
  },
  status: {
    effect: 'answers with this status',
    fault: (count) => ({ kind: 'status', status: count ?? 500, body: '{"error":{"message":"a fault on purpose"}}' }),
  },
  error: {
    effect: 'sends an error object in place of this event',
    fault: raw((format) =>
      line(format, format === 'sse' ? '{"error":{"message":"a fault on purpose"}}' : '{"error":"a fault on purpose"}'),
    ),
  },
  malformed: {
    effect: 'sends broken JSON in place of this event',
    fault: raw((format) => line(format, '{"choices":[{"delta":')),
  },
  'bad-utf8': {
    effect: 'sends bytes that are no UTF-8 in place of this event',
    fault: raw((format) => {
      const [before, after] = ['{"choices":[{"delta":{"content":"', '"}}]}'].map((text) => Buffer.from(text));
      const end = Buffer.from(format === 'sse' ? '\n\n' : '\n');
      const start = Buffer.from(format === 'sse' ? 'data: ' : '');
      return Buffer.concat([start, before ?? end, Buffer.from([0xff, 0xfe, 0xc3]), after ?? end, end]);
    }),
  },
  'long-line': {
    effect: 'sends a line of 100 MiB in place of this event',
    fault: raw((format) =>
      Buffer.concat([Buffer.from(format === 'sse' ? 'data: ' : ''), Buffer.alloc(LONG_LINE_BYTES, 'a')]),
    ),
  },
  empty: { effect: 'answers without a single token', fault: () => ({ kind: 'empty' }) },
  'not-http': { effect: 'answers with something that is not HTTP', fault: () => ({ kind: 'not-http' }) },
};

/** The names of the faults with what they do, for people. */
export function describeFaults(): string {
  const width = Math.max(...Object.keys(FAULTS).map((name) => name.length));
  return Object.entries(FAULTS)
    .map(([name, { effect }]) => `  ${name.padEnd(width)}  ${effect}`)
    .join('\n');
}

export const FAULT_NAMES: readonly string[] = Object.keys(FAULTS);

/** The fault that a text such as `reset:5` names, or undefined for a text that names none. */
export function namedFault(text: string, format: Format): Fault | undefined {
  const [, name = '', count] = /^([a-z0-9-]+?)(?::(\d{1,6}))?$/.exec(text) ?? [];
  return Object.hasOwn(FAULTS, name)
    ? FAULTS[name]?.fault(count === undefined ? undefined : Number(count), format)
    : undefined;
}
