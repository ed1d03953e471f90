import type { RequestOutcome } from '../../protocol/sample.js';
import type { HttpDocument } from '../http/http-client.js';
import { arrayIn, isObject, type JsonObject, numberIn, objectIn, stringIn } from '../http/json-value.js';
import type { Generation } from '../provider.js';

/** The body of a streaming request, turned into one for a whole answer. */
export function wholeRequestBody(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  // Servers reject options of a stream that is none.
  const { stream_options: _options, timings_per_token: _timings, ...rest } = body;
  return { ...rest, stream: false };
}

/** A whole answer as a generation: it has a beginning and an end and no moments of tokens. */
export function wholeGeneration(document: HttpDocument, scheduledMs: number): Generation {
  const answer = document.failure === undefined ? answerIn(document) : undefined;
  const usage = answer === undefined ? undefined : objectIn(answer, 'usage');
  const count = (field: string): number | undefined => (usage === undefined ? undefined : numberIn(usage, field));
  return {
    outcome: outcomeOf(document, answer),
    stamps: { scheduledMs, sendMs: document.sendMs, endMs: document.endMs },
    eventMs: [],
    singleTokenEvents: false,
    promptTokens: count('prompt_tokens') ?? 0,
    outputTokens: count('completion_tokens') ?? 0,
    firstEventTokens: 0,
    tokenSource: usage === undefined ? 'estimate' : 'server',
    text: answer === undefined ? '' : textIn(answer),
    finish: 'unknown',
    labels: [],
  };
}

/** The answer, or undefined for what is no completion. */
function answerIn({ body }: HttpDocument): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) && arrayIn(value, 'choices').length > 0 ? value : undefined;
  } catch {
    // A SyntaxError: no JSON, so no completion.
    return undefined;
  }
}

function outcomeOf({ failure }: HttpDocument, answer: JsonObject | undefined): RequestOutcome {
  if (failure !== undefined) return { status: 'failed', class: failure.failureClass, message: failure.message };
  if (answer !== undefined) return { status: 'ok' };
  return { status: 'failed', class: 'invalid-response', message: 'The whole answer is no completion.' };
}

function textIn(answer: JsonObject): string {
  const [choice] = arrayIn(answer, 'choices');
  if (!isObject(choice)) return '';
  const message = objectIn(choice, 'message') ?? choice;
  return stringIn(message, 'content') ?? stringIn(message, 'text') ?? '';
}
