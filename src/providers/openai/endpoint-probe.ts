import type { HttpClient, HttpResult } from '../http/http-client.js';
import type { Prompt } from '../provider.js';
import { AnswerReader } from './answer-reader.js';
import { completionRequest, OPTIONAL_FIELDS, type OptionalField } from './completion-request.js';

/** What one of the two completion endpoints takes and tells, found out with requests for one token. */
export type EndpointFacts =
  | {
      readonly status: 'available';
      readonly fields: ReadonlySet<OptionalField>;
      /** The server counts tokens itself. */
      readonly countsTokens: boolean;
      /** The server says how much of a prompt came from its cache. */
      readonly countsCachedTokens: boolean;
      /** Moment of the first token, or of the end of an answer without one. */
      readonly firstTokenMs: number;
    }
  | { readonly status: 'missing' | 'failing'; readonly message: string };

/** Asks for one token with every optional field, and again without those that the server rejects. */
export async function probeEndpoint(client: HttpClient, model: string, kind: Prompt['kind']): Promise<EndpointFacts> {
  const fields = new Set<OptionalField>(OPTIONAL_FIELDS);
  for (;;) {
    const reader = new AnswerReader();
    const { path, body } = completionRequest(probeRequest(kind), model, fields);
    const result = await client.stream({ method: 'POST', path, body }, reader, new AbortController().signal);
    const failure = result.failure;
    if (failure === undefined || failure.failureClass === 'empty') return available(reader, result, fields);
    if (isMissing(result)) return { status: 'missing', message: failure.message };
    if (failure.failureClass !== 'http-4xx' || !isAboutTheRequest(result)) {
      return { status: 'failing', message: failure.message };
    }
    if (!giveUpFields(fields, failure.message)) return { status: 'failing', message: failure.message };
  }
}

function probeRequest(kind: Prompt['kind']): Parameters<typeof completionRequest>[0] {
  const text = 'Hello';
  return {
    prompt: kind === 'text' ? { kind, text } : { kind, messages: [{ role: 'user', content: text }] },
    maxTokens: 1,
    exactLength: true,
    sampling: { temperature: 0, seed: 1 },
    cache: 'cold',
  };
}

function available(reader: AnswerReader, result: HttpResult, fields: ReadonlySet<OptionalField>): EndpointFacts {
  return {
    status: 'available',
    fields,
    countsTokens: reader.usage.outputTokens !== undefined,
    countsCachedTokens: reader.usage.cachedPromptTokens !== undefined,
    firstTokenMs: reader.firstTokenMs ?? result.endMs,
  };
}

function isMissing({ status }: HttpResult): boolean {
  return status === 404 || status === 405 || status === 501;
}

/** 400 and 422 are what servers say to fields they do not take. */
function isAboutTheRequest({ status }: HttpResult): boolean {
  return status === 400 || status === 422;
}

/** Removes the fields that the message names, else the least missed one; false when none is left. */
function giveUpFields(fields: Set<OptionalField>, message: string): boolean {
  const named = [...fields].filter((field) => message.includes(field));
  const given = named.length > 0 ? named : [...fields].slice(0, 1);
  for (const field of given) fields.delete(field);
  if (!fields.has('stream_options')) fields.delete('continuous_usage_stats');
  return given.length > 0;
}
