import type { StoredAnswer } from '../../protocol/answer.js';
import type { ChatMessage, ToolDefinition } from '../../protocol/chat.js';
import type { Executor } from '../../tools/executor.js';
import type { PlainCall, ToolState } from '../../tools/tool-state.js';
import { contentOf, type FoundCall, findCalls } from './find-calls.js';
import { schemaProblem, understand, type UnderstoodCall } from './judge-calls.js';
import { toolChat, writeCall, writeResult, type ToolChat } from './prompt-form.js';
import { type WireTools, wireTools } from './tool-names.js';
import { countedCalls } from './tool-subject.js';
import type { ExpectedArguments, Matcher, ToolMode } from './tool-task.js';

/** A conversation of several exchanges over tools that are run. Plain data. */
export interface ConversationTask {
  readonly tools: readonly ToolDefinition[];
  readonly system: string;
  /** The world at its beginning. */
  readonly state: ToolState;
  /** What the user says, one turn after the other; a turn ends with an answer that calls nothing. */
  readonly turns: readonly string[];
  /** Of each turn: calls that do it right, in their order. The world they leave is the one that is expected. */
  readonly reference: readonly (readonly ReferenceCall[])[];
  /** Places of the final world that may be right in other ways, too, such as the wording of a comment. */
  readonly accept?: readonly { readonly at: readonly string[]; readonly match: Matcher }[];
  /** Calls that must not be made, with any arguments or with such. */
  readonly forbidden?: readonly { readonly name: string; readonly arguments?: ExpectedArguments }[];
  /** What the last answer must hold. */
  readonly says?: readonly Matcher[];
}

/** A call of the reference. */
export interface ReferenceCall extends PlainCall {
  /** Its result must be among the results of the conversation. */
  readonly must?: boolean;
}

/** A call that was run, and its result as the model read it. */
export interface RunCall {
  readonly call: UnderstoodCall;
  /** Why its tool was not run: an unknown name, or arguments outside the schema. */
  readonly refused?: string;
  readonly result: string;
}

/** Exchanges of a whole conversation at most. */
export const MAX_STEPS = 20;

/** Calls of one answer at most. */
const MAX_CALLS_A_STEP = 8;

/** Why a conversation is over. Only `finished` is an end of its own. */
export type ConversationEnd =
  | 'finished'
  | 'unanswered'
  | 'malformed'
  /** A turn that cannot be done without a call made none; what comes later would build on it. */
  | 'nothing-called'
  | 'too-many-steps'
  | 'too-many-calls';

/**
 * A conversation as it goes on: what is to be asked next, and what an answer leads to. The same steps are walked when a
 * model is asked and when stored answers are judged; only the executor differs. A call that cannot be read ends it and
 * is never said back to a model, since servers fail at it in every later exchange.
 */
export class Conversation {
  readonly #task: ConversationTask;
  readonly #mode: ToolMode;
  readonly #executor: Executor;
  readonly #wire: WireTools;
  readonly #history: ChatMessage[];
  readonly #run: RunCall[] = [];
  readonly #found: FoundCall[][] = [];
  #turn = 0;
  #callsOfTurn = 0;
  #end: ConversationEnd | undefined;
  #lastText = '';

  constructor(task: ConversationTask, mode: ToolMode, executor: Executor) {
    this.#task = task;
    this.#mode = mode;
    this.#executor = executor;
    this.#wire = wireTools(task.tools);
    this.#history = [{ role: 'system', content: task.system }];
    this.#say();
  }

  /** Undefined while it goes on. */
  get end(): ConversationEnd | undefined {
    return this.#end;
  }

  /** Every call that was run, in order. */
  get runCalls(): readonly RunCall[] {
    return this.#run;
  }

  /** Of each exchange: every call that was found, in any channel. */
  get foundCalls(): readonly (readonly FoundCall[])[] {
    return this.#found;
  }

  /** The text of the last answer that called nothing. */
  get lastText(): string {
    return this.#lastText;
  }

  /** What is to be asked next. */
  chat(): ToolChat {
    return toolChat([...this.#history], this.#task.tools, this.#mode);
  }

  /** Takes the answer to {@link chat}, runs its calls and goes on. */
  hear(answer: StoredAnswer): void {
    const found = findCalls(answer);
    this.#found.push(found);
    const calls = countedCalls(found, this.#mode, 'lenient');
    this.#end = endOf(answer, calls);
    if (this.#end !== undefined) return;
    if (calls.length === 0) this.#endTurn(contentOf(answer));
    else this.#runAll(calls, contentOf(answer));
    if (this.#end === undefined && this.#found.length >= MAX_STEPS) this.#end = 'too-many-steps';
  }

  #endTurn(text: string): void {
    this.#lastText = text;
    this.#history.push({ role: 'assistant', content: text });
    const needsCalls = (this.#task.reference[this.#turn]?.length ?? 0) > 0;
    const isLast = this.#turn + 1 >= this.#task.turns.length;
    if (needsCalls && this.#callsOfTurn === 0) this.#end = 'nothing-called';
    else if (isLast) this.#end = 'finished';
    this.#turn += 1;
    this.#callsOfTurn = 0;
    if (this.#end === undefined) this.#say();
  }

  #say(): void {
    this.#history.push({ role: 'user', content: this.#task.turns[this.#turn] ?? '' });
  }

  #runAll(calls: readonly FoundCall[], text: string): void {
    const understood = understand(calls, { wire: this.#wire, strictness: 'lenient' });
    const run = understood.map((call) => this.#runOne(call));
    this.#run.push(...run);
    this.#callsOfTurn += run.length;
    this.#history.push(...(this.#mode === 'native' ? this.#nativeMessages(run, calls, text) : promptMessages(run)));
  }

  #runOne(call: UnderstoodCall): RunCall {
    const { name } = call;
    if (name === undefined) {
      const refused = `there is no tool "${call.used.slice(0, 80)}"`;
      return { call, refused, result: `error: ${refused}` };
    }
    const refused = schemaProblem([call], 'refuse');
    if (refused !== undefined) return { call, refused, result: `error: ${refused}` };
    return { call, result: this.#executor.run({ name, arguments: call.arguments }) };
  }

  /** Calls are said back as they were understood, so that what is said back is well-formed. */
  #nativeMessages(run: readonly RunCall[], calls: readonly FoundCall[], text: string): ChatMessage[] {
    const first = this.#run.length - run.length;
    const ids = run.map((_, at) => `call_${first + at + 1}`);
    const toolCalls = run.map(({ call }, at) => ({ ...spoken(call), id: ids[at] ?? '' }));
    const said = calls[0]?.channel === 'native' ? text : '';
    return [
      { role: 'assistant', content: said, toolCalls },
      ...run.map(({ result }, at): ChatMessage => ({ role: 'tool', content: result, toolCallId: ids[at] ?? '' })),
    ];
  }
}

function endOf(answer: StoredAnswer, calls: readonly FoundCall[]): ConversationEnd | undefined {
  // An empty answer ends a turn like any other that calls nothing.
  const isEmpty = answer.outcome.status === 'failed' && answer.outcome.class === 'empty';
  if ((answer.outcome.status === 'failed' && !isEmpty) || answer.finish === 'length') return 'unanswered';
  if (calls.some(({ reading }) => !reading.ok)) return 'malformed';
  return calls.length > MAX_CALLS_A_STEP ? 'too-many-calls' : undefined;
}

function promptMessages(run: readonly RunCall[]): ChatMessage[] {
  return [
    { role: 'assistant', content: run.map(({ call }) => writeCall(spoken(call))).join('\n') },
    { role: 'user', content: run.map(({ result }) => writeResult(result)).join('\n') },
  ];
}

function spoken({ used, arguments: given }: UnderstoodCall): { readonly name: string; readonly arguments: string } {
  return { name: used, arguments: JSON.stringify(given) };
}
