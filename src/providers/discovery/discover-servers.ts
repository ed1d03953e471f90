import { HttpClient } from '../http/http-client.js';
import { parseEndpoint } from '../http/endpoint.js';
import { HttpFailure } from '../http/http-failure.js';
import type { HttpTimeouts } from '../http/http-limits.js';
import type { JsonObject } from '../http/json-value.js';
import { showModel } from '../ollama/ollama-models.js';
import { presentFields } from '../ollama/present-fields.js';
import { jsonOf } from '../openai/server-probe.js';
import type { DiscoveredModel, DiscoveredServer } from './discovered-server.js';
import { identifyServer, QUESTIONS, type ServerAnswers, type ServerIdentity } from './identify-server.js';

/**
 * Ports on which model servers listen unless told otherwise: Ollama; llama-server, llamafile, LocalAI and MLX; LM Studio;
 * vLLM; text-generation-webui and TabbyAPI; KoboldCpp; SGLang; Jan; GPT4All.
 */
export const USUAL_PORTS: readonly number[] = Object.freeze([
  11_434, 8_080, 1_234, 8_000, 5_000, 5_001, 30_000, 1_337, 4_891,
]);

const TIMEOUTS: HttpTimeouts = Object.freeze({
  /** A loopback connection stands in microseconds or is refused; what takes longer is filtered. */
  connectMs: 300,
  /** The questions need no model, but the server may be busy with one. */
  firstTokenMs: 1_500,
  idleMs: 1_500,
  totalMs: 3_000,
});

/** Facts of models are asked for one by one only up to this many. */
const MAX_DETAILED_MODELS = 64;

/** Where to look. */
export interface DiscoveryOptions {
  readonly ports?: readonly number[];
}

/**
 * Asks the usual ports of this machine which model servers listen there, all at once. Never throws for what answers there;
 * what is no model server is left out. The result is in the order of the ports.
 */
export async function discoverServers({ ports = USUAL_PORTS }: DiscoveryOptions = {}): Promise<DiscoveredServer[]> {
  const found = await Promise.all([...new Set(ports)].map(discoverOn));
  return found.filter((server) => server !== undefined);
}

async function discoverOn(port: number): Promise<DiscoveredServer | undefined> {
  const baseUrl = `http://127.0.0.1:${port}`;
  const client = new HttpClient({ endpoint: parseEndpoint(baseUrl, false), timeouts: TIMEOUTS });
  try {
    await client.warm(1);
    const identity = identifyServer(await answersOf(client));
    if (identity === undefined) return undefined;
    return { ...identity, baseUrl, port, models: await detailed(client, identity) };
  } catch (error) {
    // Nobody listens there.
    if (error instanceof HttpFailure) return undefined;
    throw error;
  } finally {
    client.close();
  }
}

async function answersOf(client: HttpClient): Promise<ServerAnswers> {
  const asked = QUESTIONS.map(async (path): Promise<readonly [string, JsonObject | undefined]> => {
    return [path, await jsonOf(client, { method: 'GET', path })];
  });
  const answers = await Promise.all(asked);
  return Object.fromEntries(answers.filter(([, answer]) => answer !== undefined));
}

/** Ollama tells the rest about each model by itself only. */
async function detailed(client: HttpClient, { kind, models }: ServerIdentity): Promise<readonly DiscoveredModel[]> {
  if (kind !== 'ollama') return models;
  const shown = models.slice(0, MAX_DETAILED_MODELS).map(async (model) => {
    const { quantisation, trainContextTokens, architecture, parameterCount } = await showModel(client, model.name);
    return { ...model, ...presentFields({ quantisation, trainContextTokens, architecture, parameterCount }) };
  });
  return [...(await Promise.all(shown)), ...models.slice(MAX_DETAILED_MODELS)];
}
