import { createHash } from 'node:crypto';
import type { OpenAiTargetSpec } from '../../protocol/target.js';
import { HttpClient } from '../http/http-client.js';
import { arrayIn, isObject, type JsonObject, stringIn } from '../http/json-value.js';
import { authorizationOf, endpointOf } from './client-address.js';
import { jsonOf, requireModel } from './server-probe.js';

/** Members of a model's entry that change while the model stays the same. */
const VOLATILE = new Set(['created', 'loaded', 'state', 'status']);

/**
 * What makes the model behind a server the same model: address, name, and a digest over what the server lists about it
 * (size, parameters, vocabulary, where it tells them). Servers do not tell the digest of their weights, so a file
 * exchanged under the same name and size goes unnoticed.
 * @throws AcodeError when nothing answers there, or the model is not among those that it lists.
 */
export async function openAiModelIdentity(
  spec: OpenAiTargetSpec,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const client = new HttpClient({
    endpoint: endpointOf(spec),
    ...authorizationOf(spec, environment),
  });
  try {
    await requireModel(client, spec.model, spec.baseUrl);
    const listing = await jsonOf(client, { method: 'GET', path: '/v1/models' });
    const entry = listing === undefined ? undefined : entryOf(listing, spec.model);
    return `openai:${spec.baseUrl}#${spec.model}:${digestOf(entry)}`;
  } finally {
    client.close();
  }
}

function entryOf(listing: JsonObject, model: string): JsonObject | undefined {
  return arrayIn(listing, 'data')
    .filter(isObject)
    .find((entry) => stringIn(entry, 'id') === model);
}

function digestOf(entry: JsonObject | undefined): string {
  const stable = Object.entries(entry ?? {}).filter(([name]) => !VOLATILE.has(name));
  const text = JSON.stringify(stable.sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
