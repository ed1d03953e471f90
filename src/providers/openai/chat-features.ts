import type { HttpClient, HttpDocument } from '../http/http-client.js';
import { arrayIn, isObject } from '../http/json-value.js';
import { parsedDocument } from './server-probe.js';

/** Whether a server takes a field of chat requests; `unknown` when it failed in another way while it was asked. */
export type FeatureFacts =
  | { readonly status: 'taken' }
  | { readonly status: 'rejected' | 'unknown'; readonly message: string };

/** What a server makes of the fields that only some requests carry, found out with requests for one token. */
export interface ChatFeatures {
  readonly tools: FeatureFacts;
  /** Taken when the answer carries the probabilities too: some servers ignore the wish. */
  readonly logprobs: FeatureFacts;
}

/** Enough for any server that is ready; a probe must not wait for one that hangs. */
const PROBE_TIMEOUT_MS = 60_000;

const PROBE_TOOL = {
  type: 'function',
  function: {
    name: 'get_time',
    description: 'Tells the time.',
    parameters: { type: 'object', properties: { zone: { type: 'string' } }, required: [] },
  },
};

/** Asks for one token with each of the fields. */
export async function probeChatFeatures(client: HttpClient, model: string): Promise<ChatFeatures> {
  const tools = await ask(client, model, { tools: [PROBE_TOOL] });
  const logprobs = await ask(client, model, { logprobs: true });
  return {
    tools: judged(tools, /\btools?\b/i),
    logprobs: tellsLogprobs(logprobs)
      ? { status: 'taken' }
      : withoutEffect(judged(logprobs, /logprobs/i), 'The answer carries no log probabilities.'),
  };
}

async function ask(client: HttpClient, model: string, fields: object): Promise<HttpDocument> {
  const body = { model, messages: [{ role: 'user', content: 'Hello' }], max_tokens: 1, stream: false, ...fields };
  return client.fetch({ method: 'POST', path: '/v1/chat/completions', body }, AbortSignal.timeout(PROBE_TIMEOUT_MS));
}

/** A status of the 400s is a refusal, one of the 500s only where it speaks of the field: llama-server's can be both. */
function judged({ failure, status }: HttpDocument, field: RegExp): FeatureFacts {
  if (failure === undefined) return { status: 'taken' };
  const { failureClass, message } = failure;
  const isPatience = status === 401 || status === 403 || status === 408 || status === 429;
  const refuses = failureClass === 'http-4xx' ? !isPatience : failureClass === 'http-5xx' && field.test(message);
  return { status: refuses && !/pars(e|ing)/i.test(message) ? 'rejected' : 'unknown', message };
}

function withoutEffect(facts: FeatureFacts, message: string): FeatureFacts {
  return facts.status === 'taken' ? { status: 'rejected', message } : facts;
}

function tellsLogprobs(document: HttpDocument): boolean {
  const answer = document.failure === undefined ? parsedDocument(document) : undefined;
  const choice = isObject(answer) ? arrayIn(answer, 'choices')[0] : undefined;
  return isObject(choice) && isObject(choice['logprobs']);
}
