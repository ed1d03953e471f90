import { setTimeout as delay } from 'node:timers/promises';
import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { HttpClient } from '../http/http-client.js';
import type { HttpFailure } from '../http/http-failure.js';
import { arrayIn, isObject, numberIn, stringIn } from '../http/json-value.js';
import { jsonOf, unreachable } from '../openai/server-probe.js';
import type { OllamaSlot } from './ollama-request.js';
import { presentFields } from './present-fields.js';

/** A model in the server's memory, as `/api/ps` lists it. */
export interface ResidentModel {
  readonly sizeBytes?: number;
  /** Bytes of it in the GPU's memory; absent where the server does not tell. */
  readonly gpuBytes?: number;
  /** Share of it in the GPU's memory, 0 to 1. */
  readonly gpuShare?: number;
  /** Context it was loaded with; only newer servers tell. */
  readonly contextTokens?: number;
}

/** Unloading frees memory, which a driver may take its time for. */
const UNLOAD_TIMEOUT_MS = 30_000;
const POLL_MS = 50;

/** The model as it lies in the server's memory, or undefined when it does not. */
export async function residentModel(client: HttpClient, name: string): Promise<ResidentModel | undefined> {
  const answer = await jsonOf(client, { method: 'GET', path: '/api/ps' });
  const entries = answer === undefined ? [] : arrayIn(answer, 'models').filter(isObject);
  const entry = entries.find((model) => stringIn(model, 'name') === name || stringIn(model, 'model') === name);
  if (entry === undefined) return undefined;
  const sizeBytes = numberIn(entry, 'size');
  const gpuBytes = numberIn(entry, 'size_vram');
  const contextTokens = numberIn(entry, 'context_length');
  return presentFields({
    sizeBytes,
    gpuBytes,
    gpuShare: sizeBytes === undefined || sizeBytes <= 0 ? undefined : (gpuBytes ?? 0) / sizeBytes,
    contextTokens: contextTokens === 0 ? undefined : contextTokens,
  });
}

/** Loads the model with exactly this context, without generating. Throws `AcodeError` when the server cannot. */
export async function loadModel(client: HttpClient, slot: OllamaSlot, baseUrl: string): Promise<void> {
  const body = { model: slot.model, stream: false, options: { num_ctx: slot.contextTokens } };
  const { failure } = await client.fetch({ method: 'POST', path: '/api/generate', body }, new AbortController().signal);
  if (failure !== undefined) throw loadFailure(failure, slot, baseUrl);
}

/** The error for a model that its server does not get to run. */
export function loadFailure(failure: HttpFailure, { model, contextTokens }: OllamaSlot, baseUrl: string): AcodeError {
  if (failure.failureClass === 'connect') return unreachable(baseUrl, failure);
  return new AcodeError({
    message: `The server at ${baseUrl} cannot run "${model}" with a context of ${contextTokens} tokens: ${failure.message}`,
    code: 'MODEL_LOAD_FAILED',
    exitCode: EXIT.unavailable,
    hint: 'Look at the log of the Ollama server; use a smaller model or shorter requests where memory is short.',
    cause: failure,
  });
}

/** Takes the model out of the server's memory and waits until it is gone. Throws `AcodeError` when it stays. */
export async function unloadModel(client: HttpClient, name: string, baseUrl: string): Promise<void> {
  const body = { model: name, stream: false, keep_alive: 0 };
  const signal = AbortSignal.timeout(UNLOAD_TIMEOUT_MS);
  const { failure } = await client.fetch({ method: 'POST', path: '/api/generate', body }, signal);
  if (failure !== undefined && failure.failureClass !== 'cancelled') throw unreachable(baseUrl, failure);
  while (!signal.aborted) {
    if ((await residentModel(client, name)) === undefined) return;
    await delay(POLL_MS);
  }
  throw new AcodeError({
    message: `The server at ${baseUrl} still holds "${name}" ${UNLOAD_TIMEOUT_MS / 1_000} s after it was told to unload it.`,
    code: 'UNLOAD_FAILED',
    exitCode: EXIT.unavailable,
    hint: 'Another client may be using the model; end it, or restart the server.',
  });
}
