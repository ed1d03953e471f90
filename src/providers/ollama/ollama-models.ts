import { createHash } from 'node:crypto';
import { AcodeError, usageError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { HttpClient, HttpDocument } from '../http/http-client.js';
import { arrayIn, isObject, type JsonObject, numberIn, objectIn, stringIn } from '../http/json-value.js';
import { jsonOf, unreachable } from '../openai/server-probe.js';
import { presentFields } from './present-fields.js';
import type { OllamaTargetSpec } from '../../protocol/target.js';

/** A model as `/api/tags` lists it. */
export interface ListedModel {
  readonly name: string;
  /** SHA-256 of the model's manifest: weights, template and parameters together. */
  readonly digest?: string;
  /** All its layers together. */
  readonly sizeBytes?: number;
  readonly quantisation?: string;
  readonly trainContextTokens?: number;
}

/** What the server tells about one model. Absent means that it does not say. */
export interface OllamaModelFacts extends ListedModel {
  readonly architecture?: string;
  readonly parameterCount?: number;
  /** SHA-256 of the file with the weights. */
  readonly fileDigest?: string;
  readonly chatTemplateDigest?: string;
  /** What the server says the model can do, such as `tools`; only newer servers tell. */
  readonly capabilities?: readonly string[];
  /** Where the server really runs the model, when that is not the server itself. */
  readonly remoteHost?: string;
}

/** Listing asks no model; whoever takes longer does not answer. */
const LIST_TIMEOUT_MS = 10_000;

const MULTIPLIERS: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/**
 * Looks the target's model up. Throws `AcodeError`: no server, no Ollama, or no such model (exit 69); a model that runs on
 * another machine (exit 2) unless that is allowed.
 */
export async function findModel(client: HttpClient, spec: OllamaTargetSpec): Promise<OllamaModelFacts> {
  const { baseUrl, model } = spec;
  const listed = await listModels(client, baseUrl);
  const found = listed.find(({ name }) => name === model) ?? listed.find(({ name }) => name === `${model}:latest`);
  if (found === undefined) throw modelMissing(spec, listed);
  const facts = { ...found, ...(await showModel(client, found.name)) };
  if (facts.remoteHost !== undefined && spec.allowRemote !== true) {
    throw usageError(
      `The server at ${baseUrl} runs "${model}" on ${facts.remoteHost}, not on this machine.`,
      'Measure local models, or allow remote ones and keep in mind that the network is then part of every figure.',
    );
  }
  return facts;
}

/** Facts from `/api/show`, empty when the server does not answer it. */
export async function showModel(client: HttpClient, name: string): Promise<Omit<OllamaModelFacts, 'name'>> {
  const shown = await jsonOf(client, { method: 'POST', path: '/api/show', body: { model: name } });
  return shown === undefined ? {} : readShown(shown);
}

/** Reads the answer of `/api/tags`; undefined when it is not one. */
export function readListedModels(value: unknown): ListedModel[] | undefined {
  if (!isObject(value) || !Array.isArray(value['models'])) return undefined;
  return arrayIn(value, 'models').filter(isObject).flatMap(readListed);
}

function readListed(entry: JsonObject): ListedModel[] {
  const name = stringIn(entry, 'name') ?? stringIn(entry, 'model');
  if (name === undefined) return [];
  const details = objectIn(entry, 'details') ?? {};
  const fields = {
    digest: stringIn(entry, 'digest'),
    sizeBytes: numberIn(entry, 'size'),
    quantisation: nonEmpty(stringIn(details, 'quantization_level')),
    trainContextTokens: numberIn(details, 'context_length'),
  };
  return [{ name, ...presentFields(fields) }];
}

async function listModels(client: HttpClient, baseUrl: string): Promise<ListedModel[]> {
  const signal = AbortSignal.timeout(LIST_TIMEOUT_MS);
  const document = await client.fetch({ method: 'GET', path: '/api/tags' }, signal);
  if (document.failure !== undefined && document.failure.failureClass !== 'http-4xx') {
    throw unreachable(baseUrl, document.failure);
  }
  const models = readListedModels(parsed(document));
  if (models !== undefined) return models;
  throw new AcodeError({
    message: `The server at ${baseUrl} does not speak Ollama's protocol: it lists no models.`,
    code: 'SERVER_UNUSABLE',
    exitCode: EXIT.unavailable,
    hint: 'Correct the address, or measure the server by the OpenAI protocol.',
  });
}

function readShown(shown: JsonObject): Omit<OllamaModelFacts, 'name'> {
  const info = objectIn(shown, 'model_info') ?? {};
  const details = objectIn(shown, 'details') ?? {};
  const architecture = stringIn(info, 'general.architecture') ?? nonEmpty(stringIn(details, 'family'));
  const template = nonEmpty(stringIn(shown, 'template'));
  const fields = {
    architecture,
    quantisation: nonEmpty(stringIn(details, 'quantization_level')),
    parameterCount: numberIn(info, 'general.parameter_count') ?? countOf(stringIn(details, 'parameter_size')),
    trainContextTokens: numberIn(info, `${architecture ?? ''}.context_length`),
    fileDigest: /^FROM .*\bsha256[-:](?<digest>[0-9a-f]{64})\b/m.exec(stringIn(shown, 'modelfile') ?? '')?.groups?.[
      'digest'
    ],
    chatTemplateDigest: template === undefined ? undefined : createHash('sha256').update(template).digest('hex'),
    capabilities: Array.isArray(shown['capabilities'])
      ? arrayIn(shown, 'capabilities').filter((each) => typeof each === 'string')
      : undefined,
    remoteHost: nonEmpty(stringIn(shown, 'remote_host')),
  };
  return presentFields(fields);
}

/** A size such as `8.0B`, which is rounded. */
function countOf(size: string | undefined): number | undefined {
  const groups = /^(?<number>\d+(?:\.\d+)?)(?<unit>[KMBT])$/.exec(size ?? '')?.groups;
  const multiplier = MULTIPLIERS[groups?.['unit'] ?? ''];
  return multiplier === undefined ? undefined : Math.round(Number(groups?.['number']) * multiplier);
}

function modelMissing({ baseUrl, model }: OllamaTargetSpec, listed: readonly ListedModel[]): AcodeError {
  const names = listed.map(({ name }) => `"${name}"`).join(', ');
  return new AcodeError({
    message: `The server at ${baseUrl} has no model "${model}"; it has ${names === '' ? 'none' : names}.`,
    code: 'MODEL_NOT_FOUND',
    exitCode: EXIT.unavailable,
    hint: names === '' ? `Fetch it with "ollama pull ${model}".` : 'Name one of these models, or pull this one.',
  });
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function parsed(document: HttpDocument): unknown {
  try {
    return JSON.parse(document.body.toString('utf8'));
  } catch {
    // A SyntaxError: a page of another server, which is as good as no list.
    return undefined;
  }
}
