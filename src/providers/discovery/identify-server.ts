import { arrayIn, isObject, type JsonObject, numberIn, objectIn, stringIn } from '../http/json-value.js';
import { readListedModels } from '../ollama/ollama-models.js';
import { presentFields } from '../ollama/present-fields.js';
import type { DiscoveredModel, DiscoveredServer, ServerKind } from './discovered-server.js';

/** Questions that tell servers apart; none of them changes anything or needs a model in memory. */
export const QUESTIONS = [
  '/v1/models',
  '/props',
  '/version',
  '/api/version',
  '/api/tags',
  '/api/v0/models',
  '/api/extra/version',
] as const;

/** The answers, by question; only those that are JSON objects. */
export type ServerAnswers = Readonly<Partial<Record<(typeof QUESTIONS)[number], JsonObject>>>;

/** What the answers tell about a server. */
export type ServerIdentity = Pick<DiscoveredServer, 'kind' | 'build' | 'models'>;

/**
 * Tells which program answered; undefined when it is none that serves models. The order matters: KoboldCpp and llama.cpp
 * imitate Ollama, and all of them imitate OpenAI.
 */
export function identifyServer(answers: ServerAnswers): ServerIdentity | undefined {
  return identifyKobold(answers) ?? identifyLlamaCpp(answers) ?? identifyOllama(answers) ?? identifyOthers(answers);
}

function identifyKobold(answers: ServerAnswers): ServerIdentity | undefined {
  const version = answers['/api/extra/version'];
  if (version === undefined || stringIn(version, 'result') !== 'KoboldCpp') return undefined;
  return identity('koboldcpp', stringIn(version, 'version'), listOf(answers['/v1/models']).flatMap(readOpenAiModel));
}

function identifyLlamaCpp(answers: ServerAnswers): ServerIdentity | undefined {
  const props = answers['/props'];
  const settings = props === undefined ? undefined : objectIn(props, 'default_generation_settings');
  if (props === undefined || settings === undefined) return undefined;
  const contextTokens = numberIn(settings, 'n_ctx');
  const models = listOf(answers['/v1/models']).flatMap(readOpenAiModel);
  const withContext = models.map((model) => ({ ...model, ...presentFields({ contextTokens }) }));
  return identity('llama.cpp', stringIn(props, 'build_info'), withContext);
}

function identifyOllama(answers: ServerAnswers): ServerIdentity | undefined {
  const build = stringIn(answers['/api/version'] ?? {}, 'version');
  const models = readListedModels(answers['/api/tags']);
  return build === undefined || models === undefined ? undefined : identity('ollama', build, models);
}

/** LM Studio by its own list, the others by the owner that they name in OpenAI's. */
function identifyOthers(answers: ServerAnswers): ServerIdentity | undefined {
  const own = listOf(answers['/api/v0/models']).filter((entry) => stringIn(entry, 'state') !== undefined);
  if (own.length > 0) return identity('lm-studio', undefined, own.flatMap(readLmStudioModel));
  const list = answers['/v1/models'];
  if (list === undefined || !Array.isArray(list['data'])) return undefined;
  const owners = new Set(listOf(list).map((entry) => stringIn(entry, 'owned_by')));
  const kind: ServerKind = owners.has('vllm') ? 'vllm' : owners.has('sglang') ? 'sglang' : 'openai';
  const build = kind === 'vllm' ? stringIn(answers['/version'] ?? {}, 'version') : undefined;
  return identity(kind, build, listOf(list).flatMap(readOpenAiModel));
}

/** An entry of `/v1/models`, with what llama.cpp (`meta`), vLLM and SGLang (`max_model_len`) add. */
function readOpenAiModel(entry: JsonObject): DiscoveredModel[] {
  const name = stringIn(entry, 'id');
  const meta = objectIn(entry, 'meta') ?? {};
  const fields = {
    contextTokens: numberIn(entry, 'max_model_len'),
    trainContextTokens: numberIn(meta, 'n_ctx_train'),
    parameterCount: numberIn(meta, 'n_params'),
    sizeBytes: numberIn(meta, 'size'),
  };
  return name === undefined ? [] : [{ name, ...presentFields(fields) }];
}

/** An entry of LM Studio's `/api/v0/models`; its embedding models generate nothing. */
function readLmStudioModel(entry: JsonObject): DiscoveredModel[] {
  const name = stringIn(entry, 'id');
  if (name === undefined || stringIn(entry, 'type') === 'embeddings') return [];
  const fields = {
    contextTokens: numberIn(entry, 'loaded_context_length'),
    trainContextTokens: numberIn(entry, 'max_context_length'),
    quantisation: stringIn(entry, 'quantization'),
    architecture: stringIn(entry, 'arch'),
  };
  return [{ name, ...presentFields(fields) }];
}

function listOf(answer: JsonObject | undefined): JsonObject[] {
  return answer === undefined ? [] : arrayIn(answer, 'data').filter(isObject);
}

function identity(kind: ServerKind, build: string | undefined, models: readonly DiscoveredModel[]): ServerIdentity {
  return { kind, ...presentFields({ build }), models };
}
