import type { AnswerParts } from '../provider.js';
import { type CallSyntax, readCalls } from './call-syntax.js';
import type { LlamaModel } from './llama-runtime.js';

/**
 * An answer taken apart in the syntax of its model's template. A text for people leaves control tokens out, and with them
 * the marks of some syntaxes, so the tokens are looked at with them where the text alone shows no call.
 */
export function answerParts(
  answer: { readonly text: string; readonly tokens: readonly number[] },
  model: Pick<LlamaModel, 'detokenize' | 'isEogToken'>,
  syntax: CallSyntax,
): AnswerParts {
  const plain = readCalls(answer.text, syntax);
  if (plain.toolCalls !== undefined) return plain;
  const last = answer.tokens.at(-1);
  const tokens = last !== undefined && model.isEogToken(last) ? answer.tokens.slice(0, -1) : answer.tokens;
  const marked = readCalls(model.detokenize(tokens, true), syntax);
  return marked.toolCalls === undefined ? plain : marked;
}
