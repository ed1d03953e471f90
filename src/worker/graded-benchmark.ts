import { createHash } from 'node:crypto';
import type { Controls, Grade, GradePorts, GradeSubject } from '../grading/grading.js';
import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { canonicalJson } from '../plan/canonical-json.js';
import { modeOf } from '../plan/mode-of.js';
import type { GraderIdentity } from '../plan/plan.js';
import type { StoredAnswer } from '../protocol/answer.js';
import type { ChatMessage, ToolDefinition } from '../protocol/chat.js';
import type { CaseParameters } from '../protocol/messages.js';
import type { RequestRecord } from '../protocol/sample.js';
import type { Verdict } from '../protocol/verdict.js';
import type { TargetDescription } from '../protocol/target.js';
import type { CaseDemands } from '../providers/provider.js';
import { askOnce, numberOf } from './ask-once.js';
import type { Benchmark, IterationContext, IterationResult } from './benchmark.js';

/** One question of a graded benchmark: plain JSON data, so that it can be hashed and shown. */
export interface GradedItem {
  /** Unique in its benchmark, in kebab case, and never given to another question later. */
  readonly id: string;
}

/** A chat to be answered. */
export interface Chat {
  readonly messages: readonly ChatMessage[];
  /** Offered through the backend's own tool interface. */
  readonly tools?: readonly ToolDefinition[];
  readonly maxTokens: number;
}

/** What asking one item may use. Every exchange made through it is in the sample. */
export interface AskContext {
  /** The way of asking, of a benchmark that has several. */
  readonly mode: string | undefined;
  readonly signal: AbortSignal;
  /**
   * Asks once. Outages are tried again; an answer that the model spoiled is an answer.
   * @throws AcodeError (`OUTAGE`) when the backend stays away: the case then fails, and nothing is graded.
   */
  ask(chat: Chat): Promise<StoredAnswer>;
}

/** A graded benchmark: its items, how one is asked, and how the stored answers are judged. */
export interface GradedDefinition<Item extends GradedItem> {
  readonly name: string;
  readonly version: number;
  readonly question: string;
  readonly grader: GraderIdentity;
  /** Ways of asking; one case per item and way. Absent: there is one. */
  readonly modes?: readonly string[];
  /** Which ways an item is asked in; all of {@link modes} unless told. */
  modesOf?(item: Item): readonly string[];
  /** Called when the items are needed for the first time. */
  items(): readonly Item[];
  /** Most tokens that prompt and answer of one exchange may have together. */
  contextTokens(item: Item): number;
  ask(item: Item, context: AskContext): Promise<void>;
  readonly grade: Grade<Item>;
  controls(item: Item, mode: string | undefined): Controls;
}

/** A graded benchmark, ready for a plan, a worker and a grader. */
export interface GradedBenchmark extends Benchmark {
  readonly graded: GraderIdentity;
  /** Judges the answers of one sample of one of its cases. Throws for a case that it does not have. */
  grade(subject: GradeSubject, ports: GradePorts): Promise<Verdict>;
  /** Answers to one of its cases whose verdict is known. */
  controls(parameters: CaseParameters): Controls;
}

/** Completes a definition. Items are read, hashed and checked for repeated ids when they are needed for the first time. */
export function defineGradedBenchmark<Item extends GradedItem>(definition: GradedDefinition<Item>): GradedBenchmark {
  const { name, version, question, grader } = definition;
  const catalogue = new Catalogue(definition);
  return {
    name,
    version,
    question,
    primaryMetrics: ['passRate'],
    graded: grader,
    get cases() {
      return catalogue.cases;
    },
    demands: (parameters, target) =>
      demands(definition.contextTokens(catalogue.itemOf(parameters)) + numberOf(parameters, 'room'), target),
    iterate: (context) => iterate(definition, catalogue.itemOf(context.parameters), context),
    grade: async (subject, ports) => definition.grade(catalogue.itemOf(subject.parameters), subject, ports),
    controls: (parameters) => definition.controls(catalogue.itemOf(parameters), modeOf(parameters)),
  };
}

/** Whether the answers of a benchmark are judged. */
export function isGraded(benchmark: Benchmark): benchmark is GradedBenchmark {
  return benchmark.graded !== undefined;
}

/** The items by their ids, and the cases they make. */
class Catalogue<Item extends GradedItem> {
  readonly #definition: GradedDefinition<Item>;
  #items: ReadonlyMap<string, Item> | undefined;
  #cases: readonly CaseParameters[] | undefined;

  constructor(definition: GradedDefinition<Item>) {
    this.#definition = definition;
  }

  get cases(): readonly CaseParameters[] {
    this.#cases ??= [...this.#byId().values()].flatMap((item) => this.#casesOf(item));
    return this.#cases;
  }

  itemOf({ item: id }: CaseParameters): Item {
    const item = typeof id === 'string' ? this.#byId().get(id) : undefined;
    if (item === undefined) throw new Error(`The benchmark ${this.#definition.name} has no item "${String(id)}".`);
    return item;
  }

  #casesOf(item: Item): CaseParameters[] {
    const definition = this.#definition;
    // A changed question is another case: its earlier answers are never taken for answers to it.
    const content = createHash('sha256').update(canonicalJson(item)).digest('hex').slice(0, 12);
    const ways = definition.modesOf?.(item) ?? definition.modes;
    if (ways === undefined) return [{ item: item.id, content }];
    return ways.map((mode) => ({ item: item.id, mode, content }));
  }

  #byId(): ReadonlyMap<string, Item> {
    if (this.#items !== undefined) return this.#items;
    const items = new Map<string, Item>();
    for (const item of this.#definition.items()) {
      if (items.has(item.id)) throw new Error(`The benchmark ${this.#definition.name} has two items "${item.id}".`);
      items.set(item.id, item);
    }
    this.#items = items;
    return items;
  }
}

/**
 * Room that every item gets where the model has it: what an item takes is told in the tokens of a usual model, and others cut
 * the same text into more.
 */
const USUAL_CONTEXT_TOKENS = 4_096;

/** A question that the model has no room for says nothing of its worth: its case is skipped, not failed. */
function demands(
  contextTokens: number,
  { trainContextTokens, contextTokens: ofServer }: TargetDescription,
): CaseDemands {
  const room = trainContextTokens ?? ofServer ?? contextTokens;
  if (room >= contextTokens) {
    return { slots: 1, contextTokens: Math.max(contextTokens, Math.min(room, USUAL_CONTEXT_TOKENS)) };
  }
  throw new AcodeError({
    code: 'UNSUPPORTED',
    exitCode: EXIT.unavailable,
    message: `The item needs ${contextTokens} tokens of context, and the model has ${room}.`,
    hint: 'Ask a model with a longer context.',
  });
}

async function iterate<Item extends GradedItem>(
  definition: GradedDefinition<Item>,
  item: Item,
  context: IterationContext,
): Promise<IterationResult> {
  const requests: RequestRecord[] = [];
  const answers: StoredAnswer[] = [];
  await definition.ask(item, {
    mode: modeOf(context.parameters),
    signal: context.signal,
    ask: async (chat) => {
      const { answer, tried } = await askOnce(chat, context);
      requests.push(...tried);
      answers.push(answer);
      return answer;
    },
  });
  return { requests, answers };
}
