import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { ChatMessage } from '../protocol/chat.js';
import { PROTOCOL_VERSION } from '../protocol/messages.js';
import type { QuestionAnswer, QuestionOrder, QuestionReply } from '../protocol/question-order.js';
import type { Target } from '../protocol/target.js';
import { customMemoryLimit } from './custom-memory-limit.js';
import { acquireLock } from './lock.js';
import { askOneShot } from './one-shot.js';
import { ServerKeeper } from './server-keeper.js';

/** Questions to a model that is not measured. */
export interface Questions {
  /** Where the run lock is: nothing may be asked while something is measured. */
  readonly dataDir: string;
  /** Module of the asking process. */
  readonly entry: string;
  readonly target: Target;
  readonly runtimeDir?: string;
  readonly chats: readonly (readonly ChatMessage[])[];
  readonly maxTokens: number;
  readonly contextTokens: number;
  readonly seed: number;
  /** For each batch, loading the model included. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Hears of every batch, in order, before the next one is asked: what it keeps is not asked again. */
  readonly onBatch: (batch: AnsweredBatch) => Promise<void>;
}

/** Some of the questions, from the first of them on, with their answers. */
export interface AnsweredBatch {
  readonly first: number;
  readonly answers: readonly QuestionAnswer[];
  /** What the backend calls the model. */
  readonly model: string;
}

/** A process asks so many: few enough that a kill loses little, many enough that loading a model hardly counts. */
const BATCH = 24;

/**
 * Asks every question, one at a time, in processes of their own.
 * @throws AcodeError (`QUESTIONS_FAILED`) when a process fails or is interrupted; the lock's errors.
 */
export async function askQuestions(questions: Questions): Promise<void> {
  const { signal, dataDir, chats } = questions;
  await using _lock = await acquireLock({ dataDir, runId: 'judging', wait: false, signal, onLost: () => undefined });
  await using servers = new ServerKeeper(signal);
  const reached = await servers.reach(questions.target);
  if (reached.kind === 'failed') throw failed(reached.reason.message, reached.reason.hint);
  if (reached.kind === 'interrupted') throw failed('It was interrupted.');
  for (let first = 0; first < chats.length; first += BATCH) {
    const batch = { ...questions, target: reached.target, chats: chats.slice(first, first + BATCH) };
    const { answers, model } = await askBatch(batch);
    await questions.onBatch({ first, answers, model });
  }
}

async function askBatch(questions: Questions): Promise<Extract<QuestionReply, { kind: 'asked' }>> {
  const { target, runtimeDir, chats, maxTokens, contextTokens, seed } = questions;
  const order: QuestionOrder = {
    open: {
      v: PROTOCOL_VERSION,
      type: 'open',
      benchmark: 'judge',
      target,
      deterministic: true,
      ...(runtimeDir === undefined ? {} : { runtimeDir }),
    },
    chats,
    maxTokens,
    contextTokens,
    seed,
  };
  const { spec } = target;
  const end = await askOneShot({
    entry: questions.entry,
    input: JSON.stringify(order),
    timeoutMs: questions.timeoutMs,
    memoryLimitBytes: customMemoryLimit(),
    environmentKeys: spec.kind === 'openai' && spec.apiKeyEnv !== undefined ? [spec.apiKeyEnv] : [],
    signal: questions.signal,
  });
  if (end.kind === 'failed') {
    if (end.code === 'cancelled') throw interrupted();
    throw failed(`${target.name} has not answered: ${end.message}.`);
  }
  const reply = end.value as QuestionReply;
  if (reply.kind === 'failed') throw failed(`${target.name} could not be asked: ${reply.message}`, reply.hint);
  return reply;
}

function failed(message: string, hint?: string): AcodeError {
  return new AcodeError({
    code: 'QUESTIONS_FAILED',
    exitCode: EXIT.unavailable,
    message,
    hint: hint ?? 'What was answered is kept; say the same again to go on.',
  });
}

function interrupted(): AcodeError {
  return new AcodeError({
    code: 'QUESTIONS_INTERRUPTED',
    exitCode: EXIT.interrupted,
    message: 'Interrupted.',
    hint: 'What was answered is kept; say the same again to go on.',
  });
}
