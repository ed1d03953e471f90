import { AcodeError, usageError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { HttpClient, HttpDocument, HttpRequest } from '../http/http-client.js';
import { arrayIn, isObject, type JsonObject, numberIn, objectIn, stringIn } from '../http/json-value.js';

/** How the server counts the tokens of a text without generating; `none` where it cannot. */
export type TokenizeForm = 'llama.cpp' | 'vllm' | 'none';

/** What the server said about itself when it was asked once, at opening. */
export interface ServerFacts {
  readonly isLlamaCpp: boolean;
  readonly tokenize: TokenizeForm;
  /** `/apply-template` renders a chat the way a completion would. */
  readonly applyTemplate: boolean;
  /** `/slots` is open. */
  readonly slotsListed: boolean;
  /** Requests it works on at the same time. */
  readonly slots?: number;
  /** Context of one slot. */
  readonly contextTokens?: number;
  readonly build?: string;
  readonly chatTemplate?: string;
}

const PROBE_TEXT = 'one two three';
const PROBE_MESSAGES = [{ role: 'user', content: PROBE_TEXT }];
/** These questions need no model; whoever takes longer does not answer. */
const PROBE_TIMEOUT_MS = 10_000;

/** Throws `AcodeError` (exit 69) when nothing answers there, or the model is not among those that it lists. */
export async function requireModel(client: HttpClient, model: string, baseUrl: string): Promise<void> {
  const document = await client.fetch({ method: 'GET', path: '/v1/models' }, briefly());
  const failure = document.failure;
  if (failure?.failureClass === 'http-4xx' && (document.status === 401 || document.status === 403)) {
    throw usageError(`${failure.message}.`, 'Name the environment variable that holds the API key.');
  }
  // Some servers do not list their models; the first request will tell.
  if (failure?.failureClass === 'http-4xx') return;
  if (failure !== undefined) throw unreachable(baseUrl, failure);
  const ids = modelIds(parsedDocument(document));
  if (ids.length === 0 || ids.includes(model)) return;
  throw new AcodeError({
    message: `The server at ${baseUrl} has no model "${model}"; it has ${ids.map((id) => `"${id}"`).join(', ')}.`,
    code: 'MODEL_NOT_FOUND',
    exitCode: EXIT.unavailable,
    hint: 'Name one of these models.',
  });
}

/** Asks the endpoints that only some servers have. Never fails: what does not answer is not there. */
export async function probeServer(client: HttpClient, model: string): Promise<ServerFacts> {
  const props = await jsonOf(client, { method: 'GET', path: '/props' });
  const settings = props === undefined ? undefined : objectIn(props, 'default_generation_settings');
  const isLlamaCpp = settings !== undefined;
  const slotsAnswer = isLlamaCpp ? await client.fetch({ method: 'GET', path: '/slots' }, briefly()) : undefined;
  const rendered = isLlamaCpp
    ? await jsonOf(client, { method: 'POST', path: '/apply-template', body: { messages: PROBE_MESSAGES } })
    : undefined;
  const slots = props === undefined ? undefined : numberIn(props, 'total_slots');
  const contextTokens = settings === undefined ? undefined : numberIn(settings, 'n_ctx');
  const build = props === undefined ? undefined : stringIn(props, 'build_info');
  const chatTemplate = props === undefined ? undefined : stringIn(props, 'chat_template');
  return {
    isLlamaCpp,
    tokenize: await probeTokenize(client, model),
    applyTemplate: rendered !== undefined && stringIn(rendered, 'prompt') !== undefined,
    slotsListed: slotsAnswer !== undefined && slotsAnswer.failure === undefined,
    ...(slots === undefined ? {} : { slots }),
    ...(contextTokens === undefined ? {} : { contextTokens }),
    ...(build === undefined ? {} : { build }),
    ...(chatTemplate === undefined ? {} : { chatTemplate }),
  };
}

/** A JSON object the server answered with, or undefined when it failed or answered with anything else. */
export async function jsonOf(
  client: HttpClient,
  request: HttpRequest,
  signal: AbortSignal = briefly(),
): Promise<JsonObject | undefined> {
  const document = await client.fetch(request, signal);
  const value = document.failure === undefined ? parsedDocument(document) : undefined;
  return isObject(value) ? value : undefined;
}

/** The error for a server that does not answer (exit 69). */
export function unreachable(baseUrl: string, cause: Error): AcodeError {
  return new AcodeError({
    message: `The server at ${baseUrl} does not answer: ${cause.message}`,
    code: 'SERVER_UNREACHABLE',
    exitCode: EXIT.unavailable,
    hint: 'Start the model server, or correct the address.',
    cause,
  });
}

/** vLLM takes `prompt` and answers with `count`, llama.cpp takes `content` and answers with `tokens` alone. */
async function probeTokenize(client: HttpClient, model: string): Promise<TokenizeForm> {
  const answer = await jsonOf(client, {
    method: 'POST',
    path: '/tokenize',
    body: { model, content: PROBE_TEXT, prompt: PROBE_TEXT },
  });
  if (answer === undefined) return 'none';
  if (numberIn(answer, 'count') !== undefined) return 'vllm';
  return arrayIn(answer, 'tokens').length > 0 ? 'llama.cpp' : 'none';
}

function modelIds(value: unknown): string[] {
  if (!isObject(value)) return [];
  const ids = arrayIn(value, 'data').map((entry) => (isObject(entry) ? stringIn(entry, 'id') : undefined));
  return ids.filter((id) => id !== undefined);
}

/** The JSON of an answer, or undefined where it is none. */
export function parsedDocument(document: HttpDocument): unknown {
  try {
    return JSON.parse(document.body.toString('utf8'));
  } catch {
    // A SyntaxError: a page of another server, say, which is as good as no answer.
    return undefined;
  }
}

function briefly(): AbortSignal {
  return AbortSignal.timeout(PROBE_TIMEOUT_MS);
}
