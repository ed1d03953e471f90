import type { StoredAnswer } from '../protocol/answer.js';
import { type Controls, UNIVERSAL_CONTROLS, type UniversalControl } from './grading.js';

/** An answer whose verdict is known. */
export interface Control {
  /** Such as `right 1`, `wrong 2`, `empty`. */
  readonly name: string;
  readonly answers: readonly StoredAnswer[];
  readonly mustPass: boolean;
}

const JUNK = 'lorem 7 @@ ipsum ((( 41 {"x": } ]] dolor';
const REFUSAL = "I'm sorry, but I can't help with that.";

/**
 * Every answer to one case that a sound grader must judge as told: those of the case itself, and the universal ones, made
 * from the chat of the first right one. A universal answer that the case accepts by rule is left out.
 */
export function controlAnswers({ right, wrong, accepts = [] }: Controls): Control[] {
  const first = right[0]?.[0];
  const universal = first === undefined ? [] : UNIVERSAL_CONTROLS.filter((kind) => !accepts.includes(kind));
  return [
    ...right.map((answers, index) => ({ name: `right ${index + 1}`, answers, mustPass: true })),
    ...wrong.map((answers, index) => ({ name: `wrong ${index + 1}`, answers, mustPass: false })),
    ...universal.map((kind) => ({ name: kind, answers: [universalAnswer(kind, first)], mustPass: false })),
  ];
}

function universalAnswer(kind: UniversalControl, like: StoredAnswer | undefined): StoredAnswer {
  const { reasoning: _reasoning, toolCalls: _calls, ...chat } = like ?? NOTHING;
  const text = { empty: '', junk: JUNK, refusal: REFUSAL, echo: lastQuestion(chat) }[kind];
  return { ...chat, text, finish: 'stop', outcome: { status: 'ok' } };
}

function lastQuestion({ messages }: Pick<StoredAnswer, 'messages'>): string {
  return messages.findLast(({ role }) => role === 'user')?.content ?? '';
}

const NOTHING: StoredAnswer = { messages: [], maxTokens: 1, text: '', finish: 'stop', outcome: { status: 'ok' } };
