import { messageOf } from '../errors.js';
import { PROTOCOL_VERSION, type WorkerCommand, type WorkerReport } from './messages.js';

/** What a line of the protocol turned out to be. */
export type Decoded<T> =
  | { readonly kind: 'message'; readonly message: T }
  | { readonly kind: 'bad-line'; readonly problem: string };

/** Members that each report must have, with their JSON types; the one place that looks at the wire. */
const REPORT_MEMBERS: Readonly<Record<WorkerReport['type'], Readonly<Record<string, MemberType>>>> = {
  hello: { pid: 'integer', node: 'string' },
  stage: { stage: 'string' },
  ready: { target: 'object', loadMs: 'number' },
  prepared: { caseId: 'string', attempt: 'integer', modelPids: 'list' },
  sample: { caseId: 'string', attempt: 'integer', seq: 'integer', sample: 'object' },
  flush: { caseId: 'string', attempt: 'integer', seq: 'integer' },
  'case-end': {
    caseId: 'string',
    attempt: 'integer',
    count: 'integer',
    digest: 'string',
    overheadMs: 'number',
    health: 'object',
  },
  'case-failed': { caseId: 'string', attempt: 'integer', error: 'object' },
  fatal: { stage: 'string', error: 'object' },
  warning: { code: 'string', message: 'string', remedy: 'string' },
  log: { level: 'string', message: 'string' },
};

const COMMAND_MEMBERS: Readonly<Record<WorkerCommand['type'], Readonly<Record<string, MemberType>>>> = {
  open: { benchmark: 'string', target: 'object' },
  case: {
    caseId: 'string',
    attempt: 'integer',
    parameters: 'object',
    warmup: 'integer',
    firstIteration: 'integer',
    iterations: 'integer',
    seed: 'integer',
  },
  ack: { caseId: 'string', attempt: 'integer', seq: 'integer' },
  close: {},
};

type MemberType = 'string' | 'number' | 'integer' | 'object' | 'list';

/** Bytes of one line, line end included. JSON has no NaN or infinity, so a message that holds one is refused. */
export function encodeLine(message: WorkerCommand | WorkerReport): Buffer {
  const text = JSON.stringify(message, (key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new TypeError(`"${key}" is ${value}, which JSON cannot hold`);
    return value;
  });
  return Buffer.from(`${text}\n`);
}

/** Reads one line of a worker. Never throws. */
export function decodeReport(line: Buffer): Decoded<WorkerReport> {
  return decode<WorkerReport>(line, REPORT_MEMBERS);
}

/** Reads one line of an orchestrator. Never throws. */
export function decodeCommand(line: Buffer): Decoded<WorkerCommand> {
  return decode<WorkerCommand>(line, COMMAND_MEMBERS);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function decode<T>(line: Buffer, shapes: Readonly<Record<string, Readonly<Record<string, MemberType>>>>): Decoded<T> {
  let value: unknown;
  try {
    value = JSON.parse(UTF8.decode(line));
  } catch (error) {
    return { kind: 'bad-line', problem: `not JSON: ${messageOf(error)}` };
  }
  const problem = problemOf(value, shapes);
  return problem === undefined ? { kind: 'message', message: value as T } : { kind: 'bad-line', problem };
}

function problemOf(
  value: unknown,
  shapes: Readonly<Record<string, Readonly<Record<string, MemberType>>>>,
): string | undefined {
  if (typeof value !== 'object' || value === null) return 'not an object';
  const message = value as Readonly<Record<string, unknown>>;
  if (message.v !== PROTOCOL_VERSION)
    return `protocol version ${JSON.stringify(message.v)} instead of ${PROTOCOL_VERSION}`;
  if (typeof message.type !== 'string' || !Object.hasOwn(shapes, message.type)) {
    return `unknown type ${JSON.stringify(message.type)}`;
  }
  for (const [member, type] of Object.entries(shapes[message.type] ?? {})) {
    if (!hasType(message[member], type)) return `"${message.type}" needs "${member}" as ${type}`;
  }
  return undefined;
}

function hasType(value: unknown, type: MemberType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'list':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
}
