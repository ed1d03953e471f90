import { text } from 'node:stream/consumers';
import { AcodeError, messageOf } from '../errors.js';
import type { ChatMessage } from '../protocol/chat.js';
import type { QuestionAnswer, QuestionOrder, QuestionReply } from '../protocol/question-order.js';
import type { Provider } from '../providers/provider.js';
import { answerAndExit } from './one-answer.js';
import { openProvider } from './open-provider.js';

/** Asks a model a list of questions, each greedily and with the same seed, and measures nothing. Answers on descriptor 3. */
const order = JSON.parse(await text(process.stdin)) as QuestionOrder;

answerAndExit(await reply(order));

async function reply(wanted: QuestionOrder): Promise<QuestionReply> {
  try {
    const provider = await openProvider(wanted.open, () => undefined);
    const maxTokens = await prepare(provider, wanted);
    const answers: QuestionAnswer[] = [];
    for (const chat of wanted.chats) answers.push(await ask(provider, chat, { maxTokens, seed: wanted.seed }));
    const { model } = provider.description;
    await provider.close();
    return { kind: 'asked', model, answers };
  } catch (error) {
    const hint = error instanceof AcodeError ? error.hint : undefined;
    return { kind: 'failed', message: messageOf(error), ...(hint === undefined ? {} : { hint }) };
  }
}

/** A small context is shared between question and answer; the answer may have a quarter of it. */
async function prepare(provider: Provider, wanted: QuestionOrder): Promise<number> {
  const { trainContextTokens, contextTokens: ofServer } = provider.description;
  const contextTokens = Math.min(wanted.contextTokens, trainContextTokens ?? ofServer ?? wanted.contextTokens);
  await provider.prepare({ slots: 1, contextTokens });
  return Math.min(wanted.maxTokens, Math.floor(contextTokens / 4));
}

async function ask(
  provider: Provider,
  messages: readonly ChatMessage[],
  { maxTokens, seed }: Pick<QuestionOrder, 'maxTokens' | 'seed'>,
): Promise<QuestionAnswer> {
  const {
    outcome,
    finish,
    parts,
    text: said,
  } = await provider.generate(
    {
      prompt: { kind: 'chat', messages },
      maxTokens,
      exactLength: false,
      sampling: { temperature: 0, seed },
      cache: 'cold',
    },
    new AbortController().signal,
  );
  const answer = { text: parts?.content ?? said, finish };
  return outcome.status === 'ok' ? answer : { ...answer, failure: `${outcome.class}: ${outcome.message}` };
}
