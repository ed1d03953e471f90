import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { TargetEntry } from '../configuration/configuration.js';
import { type LoadedConfiguration, NO_CONFIGURATION } from '../configuration/load-configuration.js';
import { usageError } from '../errors.js';
import { didYouMean } from '../plan/did-you-mean.js';
import type { OpenAiTargetSpec, ServerLaunch, Target, TargetSpec } from '../protocol/target.js';
import { isLoopback, parseEndpoint } from '../providers/http/endpoint.js';
import { readGgufFile } from '../providers/embedded/gguf-header.js';
import { SMOKE_MODEL_PATH } from '../providers/embedded/smoke-model.js';
import { ollamaModelIdentity } from '../providers/ollama/model-identity.js';
import { openAiModelIdentity } from '../providers/openai/model-identity.js';
import { configuredTarget } from './configured.js';
import { requestTimeouts } from './configured-limits.js';
import { parseDuration } from './duration.js';

/** What applies to every server that is named on the command line. */
export interface ServerOptions {
  readonly allowRemote: boolean;
  /** Name of the variable that holds the API key. */
  readonly apiKeyEnv?: string;
  /** The server's processes, where they cannot be found by its socket. */
  readonly pids?: readonly number[];
  /** Names that the configuration gives to targets. */
  readonly configuration: LoadedConfiguration;
}

/** Loading a large model from a slow disk takes minutes. */
const READY_TIMEOUT_MS = 5 * 60_000;

/** Where Ollama and LM Studio listen unless told otherwise. */
const OLLAMA_URL = 'http://127.0.0.1:11434';
const LM_STUDIO_URL = 'http://127.0.0.1:1234';

/**
 * Turns what the user wrote after `--model` into targets: GGUF files, `openai:MODEL@URL`, `ollama:MODEL`, `lmstudio:MODEL`; nothing means
 * the smoke model. A file is read through once for its digest, and a server is asked for its model, which is what makes
 * two runs comparable.
 * @throws AcodeError when a file is missing, truncated or no GGUF, or a server or its model is not there.
 */
export async function resolveTargets(models: readonly string[], options: ServerOptions): Promise<Target[]> {
  const named =
    models.length === 0
      ? [{ model: undefined, spec: embeddedSpec(SMOKE_MODEL_PATH) }]
      : models.map((model) => ({ model, spec: parseTarget(model, options) }));
  const targets: Target[] = [];
  for (const { model, spec } of named) {
    const configured = model !== undefined && configuredTarget(options.configuration, model) !== undefined;
    const name = uniqueName(configured ? model : nameOf(spec), targets);
    targets.push({ name, spec, fingerprint: await identify(spec) });
  }
  return targets;
}

/** What makes the target of a specification the same model, asked anew. */
export async function identify(spec: TargetSpec): Promise<string> {
  switch (spec.kind) {
    case 'embedded':
      await readGgufFile(spec.modelPath);
      return `sha256:${await fileDigest(spec.modelPath)}`;
    case 'openai':
      return spec.launch === undefined
        ? openAiModelIdentity(spec, process.env)
        : launchIdentity(spec.model, spec.launch);
    case 'ollama':
      return ollamaModelIdentity(spec);
  }
}

function parseTarget(text: string, options: ServerOptions): TargetSpec {
  const entry = configuredTarget(options.configuration, text);
  if (entry !== undefined) return specOfEntry(entry, options);
  const [scheme] = text.split(':', 1);
  switch (scheme) {
    case 'openai': {
      const [, model, baseUrl] = /^openai:(.+)@((?:https?:\/\/|unix:).+)$/.exec(text) ?? [];
      if (model === undefined || baseUrl === undefined) {
        throw usageError(
          `--model does not understand "${text}".`,
          'Write openai:MODEL@URL, such as openai:qwen@http://127.0.0.1:8080.',
        );
      }
      return serverSpec({ model, baseUrl }, options);
    }
    case 'ollama':
      return { ...serverSpec(modelAt(text, OLLAMA_URL), options), kind: 'ollama' };
    case 'lmstudio':
      return serverSpec(modelAt(text, LM_STUDIO_URL), options);
    default:
      return embeddedSpec(fileOrName(text, options));
  }
}

/** A model behind a server of a known kind, at its usual address unless another one follows. */
function modelAt(text: string, usualUrl: string): { readonly model: string; readonly baseUrl: string } {
  const [, model = '', baseUrl = usualUrl] = /^[a-z]+:(.*?)(?:@((?:https?:\/\/|unix:).+))?$/s.exec(text) ?? [];
  if (model !== '') return { model, baseUrl };
  throw usageError(`--model does not understand "${text}".`, 'Name a model behind the colon, such as ollama:qwen3:8b.');
}

/** A word without an end like a file's, near a target of the configuration, is a slip and no file. */
function fileOrName(text: string, { configuration }: ServerOptions): string {
  const file = path.resolve(text);
  const hint = didYouMean(text, Object.keys(configuration.configuration.targets ?? {}));
  if (hint === undefined || existsSync(file) || /[./\\]/.test(text)) return file;
  throw usageError(`There is neither a model file nor a configured target named "${text}".`, hint);
}

/** A target of the configuration; what the command line says about servers applies where the entry says nothing. */
function specOfEntry(entry: TargetEntry, options: ServerOptions): TargetSpec {
  const { model, threads, gpu, apiKeyEnv, allowRemote, pids, command, args, readyTimeout } = entry;
  const spec = parseTarget(model, {
    ...options,
    configuration: NO_CONFIGURATION,
    ...(allowRemote === undefined ? {} : { allowRemote }),
    ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }),
    ...(pids === undefined ? {} : { pids }),
  });
  if (spec.kind === 'embedded') {
    return { ...spec, ...(threads === undefined ? {} : { threads }), ...(gpu === undefined ? {} : { gpu }) };
  }
  const served = { ...spec, ...requestTimeouts(entry.timeouts, options.configuration) };
  if (command === undefined) return served;
  if (served.kind !== 'openai') {
    throw usageError(`The target ${model} cannot be started; write it as openai:MODEL@URL.`);
  }
  const readyTimeoutMs = readyTimeout === undefined ? READY_TIMEOUT_MS : parseDuration(readyTimeout, 'readyTimeout');
  return { ...served, launch: { command, args: args ?? [], readyTimeoutMs } };
}

function serverSpec(
  server: { model: string; baseUrl: string },
  { allowRemote, apiKeyEnv, pids, configuration }: ServerOptions,
): OpenAiTargetSpec {
  // What is wrong with an address is said before anything keeps it.
  const endpoint = parseEndpoint(server.baseUrl.replaceAll('{port}', '1'), allowRemote);
  const isRemote = endpoint.kind === 'tcp' && !isLoopback(endpoint.host);
  return {
    kind: 'openai',
    ...server,
    ...(isRemote ? { allowRemote } : {}),
    ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }),
    ...(pids === undefined ? {} : { pids }),
    ...requestTimeouts(undefined, configuration),
  };
}

function embeddedSpec(modelPath: string): TargetSpec {
  return { kind: 'embedded', modelPath, gpu: 'auto' };
}

function nameOf(spec: TargetSpec): string {
  switch (spec.kind) {
    case 'embedded':
      return path.basename(spec.modelPath).replace(/\.gguf$/i, '');
    case 'openai':
    case 'ollama':
      return `${spec.model}@${placeOf(spec.baseUrl)}`;
  }
}

/** Host and port, or the name of the socket's file. */
function placeOf(baseUrl: string): string {
  const socket = /^unix:[^:]*?([^/:]+)(?::|$)/.exec(baseUrl)?.[1];
  return socket ?? baseUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

/** Two files of the same name in different folders are told apart by a number. */
function uniqueName(name: string, targets: readonly Target[]): string {
  const taken = new Set(targets.map((target) => target.name));
  let candidate = name;
  for (let count = 2; taken.has(candidate); count += 1) candidate = `${name} (${count})`;
  return candidate;
}

/** A server that is not running yet is what its command line says, with the digest of the model files in it. */
async function launchIdentity(model: string, { command, args }: ServerLaunch): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([model, command, args]));
  for (const file of args.filter((arg) => arg.endsWith('.gguf'))) hash.update(await fileDigest(file));
  return `launch:${hash.digest('hex')}`;
}

async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
