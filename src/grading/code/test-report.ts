import type { CodeValue } from './code-value.js';

/** What a call gave: a value, or what it threw. */
export type Outcome =
  | { readonly value: CodeValue }
  | { readonly threw: { readonly names: readonly string[]; readonly message: string } };

/** What a runner said on its channel. Whoever it ran may have said it; it is compared, never believed. */
export interface TestReport {
  /** The runner itself came to run; nothing of the candidate had been touched yet. */
  readonly begun: boolean;
  /** The program is no legal one. */
  readonly syntax?: string;
  /** Loading it threw. */
  readonly load?: { readonly names: readonly string[]; readonly message: string };
  /** It has no such function or class. */
  readonly missing: boolean;
  /** By the tests' indices: one outcome of a call, or one a step of a script. */
  readonly outcomes: ReadonlyMap<number, readonly Outcome[]>;
  /** Longest time of one test as the runner measured it, in milliseconds. Meaningful for a reference only. */
  readonly longestMs: number;
  /** The runner came to its end. */
  readonly ended: boolean;
  /** Somebody knew the token and answered twice. */
  readonly forged: boolean;
  /** What an assertion runner counted. */
  readonly asserted?: {
    readonly ran: number;
    readonly failed?: { readonly names: readonly string[]; readonly message: string };
  };
  /** With what a candidate was called, call by call, where that was recorded. */
  readonly calls?: readonly (readonly CodeValue[])[];
  /** A call that the runner had no result for, and which one it was. */
  readonly asked?: { readonly at: number; readonly args: readonly CodeValue[] };
  /** A value could not be handed from the candidate's process to the tests'. */
  readonly untransferable?: string;
}

/** Reads the lines that begin with this run's token; what anybody else wrote there is passed over. */
export function readReport(answer: string, token: string): TestReport {
  const report: Mutable = {
    begun: false,
    missing: false,
    outcomes: new Map(),
    longestMs: 0,
    ended: false,
    forged: false,
  };
  for (const line of answer.split('\n')) {
    if (!line.startsWith(`${token} `)) continue;
    const message = parse(line.slice(token.length + 1));
    if (message === undefined) continue;
    if (isDeeper(message, MAX_DEPTH)) report.forged = true;
    else take(report, message);
  }
  return report;
}

type Mutable = { -readonly [Key in keyof TestReport]: TestReport[Key] } & { outcomes: Map<number, readonly Outcome[]> };

type Message = Readonly<Record<string, unknown>>;

function take(report: Mutable, message: Message): void {
  if (report.ended || (message['begin'] === true && report.begun)) report.forged = true;
  if (message['begin'] === true) report.begun = true;
  if (message['end'] === true) report.ended = true;
  if (message['missing'] === true) report.missing = true;
  if (typeof message['syntax'] === 'string') report.syntax = message['syntax'];
  if (typeof message['untransferable'] === 'string') report.untransferable = message['untransferable'];
  if (Array.isArray(message['calls'])) report.calls = message['calls'] as readonly (readonly CodeValue[])[];
  const { asked, at } = message;
  if (Array.isArray(asked) && typeof at === 'number') report.asked = { at, args: asked as readonly CodeValue[] };
  const load = thrownIn(message['load']);
  if (load !== undefined) report.load = load;
  if (typeof message['ran'] === 'number') {
    const failed = thrownIn(message['failed']);
    report.asserted = failed === undefined ? { ran: message['ran'] } : { ran: message['ran'], failed };
  }
  takeTest(report, message);
}

function takeTest(report: Mutable, { test, outcomes, ms }: Message): void {
  if (typeof test !== 'number' || !Array.isArray(outcomes)) return;
  if (report.outcomes.has(test)) report.forged = true;
  else report.outcomes.set(test, outcomes.flatMap(outcomeIn));
  if (typeof ms === 'number' && ms > report.longestMs) report.longestMs = ms;
}

function outcomeIn(value: unknown): Outcome[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('value' in value) return [{ value: value.value as CodeValue }];
  const threw = 'threw' in value ? thrownIn(value.threw) : undefined;
  return threw === undefined ? [] : [{ threw }];
}

function thrownIn(value: unknown): { readonly names: readonly string[]; readonly message: string } | undefined {
  if (typeof value !== 'object' || value === null || !('names' in value) || !Array.isArray(value.names))
    return undefined;
  const message = 'message' in value && typeof value.message === 'string' ? value.message : '';
  return { names: value.names.map(String), message };
}

/** Runners say nothing as deep as this; what did would exhaust the stack of those who compare and show it. */
const MAX_DEPTH = 400;

/** Level by level, so that no depth exhausts this one's. */
function isDeeper(message: Message, most: number): boolean {
  let level: readonly unknown[] = [message];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null
        ? Object.values(each).filter((inner: unknown) => typeof inner === 'object' && inner !== null)
        : [],
    );
  }
  return false;
}

function parse(text: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Message) : undefined;
  } catch {
    // The program was killed in the middle of a line.
    return undefined;
  }
}
