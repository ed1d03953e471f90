import type { FakeBehaviour } from './fake-behaviour.js';
import { callLength, type Completion } from './fake-completion.js';
import { type FakeDocument, FAKE_CONTEXT_TOKENS } from './fake-documents.js';
import { ollamaCalls } from './fake-tool-calls.js';
import { applyTemplate, promptWords, words } from './fake-tokenizer.js';
import type { FakeRequest } from './request-reader.js';

/** What Ollama does with a request: answer in one document, or generate. */
export type OllamaPlan =
  | { readonly kind: 'document'; readonly document: FakeDocument; readonly afterMs?: number }
  | { readonly kind: 'completion'; readonly completion: Completion };

const MODEL_BYTES = 1_000_000;
/** Context of a model whose request names none. */
const DEFAULT_CONTEXT_TOKENS = 2_048;

/** The part of a fake Ollama that remembers: which models lie in memory, and with how much context. */
export class FakeOllama {
  readonly #contexts = new Map<string, number>();

  /** Undefined for a path that is not Ollama's. */
  plan(request: FakeRequest, behaviour: FakeBehaviour): OllamaPlan | undefined {
    const completes = isOllamaCompletion(request);
    if (!completes) {
      const document = this.#document(request, behaviour);
      return document === undefined ? undefined : { kind: 'document', document };
    }
    const name = modelName(request, behaviour);
    if (name === undefined) return { kind: 'document', document: notFound(request) };
    if (isLoadOnly(request)) {
      const loads = request.body['keep_alive'] !== 0 && !this.#contexts.has(name);
      const document = this.#load(name, request);
      return { kind: 'document', document, ...(loads ? { afterMs: behaviour.loadMs } : {}) };
    }
    return this.#complete(name, request, behaviour);
  }

  #complete(name: string, request: FakeRequest, behaviour: FakeBehaviour): OllamaPlan {
    const options = optionsOf(request);
    const contextTokens = this.#keep(name, options);
    const promptTokens = promptLength(request);
    const isTooLong = promptTokens > contextTokens;
    if (isTooLong && behaviour.refusesLongPrompts && request.body['truncate'] === false) {
      const value = { error: 'the input length exceeds the context length' };
      return { kind: 'document', document: { status: 400, value } };
    }
    const limit = typeof options['num_predict'] === 'number' ? options['num_predict'] : behaviour.defaultTokens;
    const asked = behaviour.fault.kind === 'empty' ? 0 : limit;
    const natural = behaviour.naturalTokens ?? asked;
    const isChat = request.path === '/api/chat';
    const completion: Completion = {
      behaviour,
      isChat,
      promptTokens: Math.min(promptTokens, contextTokens),
      ...(isChat && behaviour.form === 'tool-calls'
        ? callLength(asked, ollamaCalls(behaviour).length)
        : { outputTokens: Math.min(asked, natural), finish: natural < asked ? 'stop' : 'length' }),
    };
    return { kind: 'completion', completion };
  }

  #document({ path, body }: FakeRequest, behaviour: FakeBehaviour): FakeDocument | undefined {
    switch (path) {
      case '/api/version':
        return ok({ version: '0.0.0-fake' });
      case '/api/tags':
        return ok({ models: behaviour.models.map(listed) });
      case '/api/ps':
        return ok({ models: [...this.#contexts].map(([name, context]) => resident(name, context, behaviour)) });
      case '/api/show':
        return behaviour.models.includes(String(body['model'])) ? ok(shown(behaviour)) : modelNotFound(body['model']);
      default:
        return undefined;
    }
  }

  /** An empty prompt loads the model, and with a keep-alive of 0 unloads it. */
  #load(name: string, request: FakeRequest): FakeDocument {
    const unloads = request.body['keep_alive'] === 0;
    if (unloads) this.#contexts.delete(name);
    else this.#keep(name, optionsOf(request));
    const reason = unloads ? 'unload' : 'load';
    return ok({ model: name, created_at: CREATED_AT, response: '', done: true, done_reason: reason });
  }

  /** Keeps the model in memory with the context that was asked for, which never exceeds what it was trained for. */
  #keep(name: string, options: Readonly<Record<string, unknown>>): number {
    const asked = typeof options['num_ctx'] === 'number' ? options['num_ctx'] : DEFAULT_CONTEXT_TOKENS;
    const contextTokens = Math.min(asked, FAKE_CONTEXT_TOKENS);
    this.#contexts.set(name, contextTokens);
    return contextTokens;
  }
}

/** Every answer says when it was made; no client here reads it. */
export const CREATED_AT = '2024-01-01T00:00:00Z';

/** Digest of the fake model's manifest, and of its weights. */
export const FAKE_MANIFEST_DIGEST = 'a'.repeat(64);
export const FAKE_WEIGHTS_DIGEST = 'b'.repeat(64);

const DETAILS = {
  parent_model: '',
  format: 'gguf',
  family: 'fake',
  families: ['fake'],
  parameter_size: '1.0M',
  quantization_level: 'Q8_0',
};

/** Whether a request goes to one of the two paths that generate. */
export function isOllamaCompletion({ method, path }: FakeRequest): boolean {
  return method === 'POST' && (path === '/api/chat' || path === '/api/generate');
}

/** Whether it only wants the model loaded or unloaded. */
export function isLoadOnly({ path, body }: FakeRequest): boolean {
  if (path === '/api/generate') return body['prompt'] === undefined || body['prompt'] === '';
  return !Array.isArray(body['messages']) || body['messages'].length === 0;
}

/** `:latest` is what a name without a tag means. */
function modelName({ body }: FakeRequest, { models }: FakeBehaviour): string | undefined {
  const name = String(body['model']);
  return models.find((model) => model === name) ?? models.find((model) => model === `${name}:latest`);
}

function optionsOf({ body }: FakeRequest): Readonly<Record<string, unknown>> {
  const options = body['options'];
  return typeof options === 'object' && options !== null ? { ...options } : {};
}

/** A prompt goes through the template unless it is raw. */
function promptLength({ body }: FakeRequest): number {
  if (typeof body['prompt'] !== 'string' || body['raw'] === true) return promptWords(body).length;
  return words(applyTemplate([{ role: 'user', content: body['prompt'] }])).length;
}

function listed(name: string): object {
  return { name, model: name, size: MODEL_BYTES, digest: FAKE_MANIFEST_DIGEST, details: DETAILS };
}

function resident(name: string, contextTokens: number, { gpuShare }: FakeBehaviour): object {
  return { ...listed(name), size_vram: MODEL_BYTES * gpuShare, context_length: contextTokens };
}

function shown({ rejectedFields }: FakeBehaviour): object {
  return {
    modelfile: `# Modelfile generated\n\nFROM /models/blobs/sha256-${FAKE_WEIGHTS_DIGEST}\n`,
    template: '{{ .Prompt }}',
    details: DETAILS,
    model_info: {
      'general.architecture': 'fake',
      'general.parameter_count': 1_048_576,
      'fake.context_length': FAKE_CONTEXT_TOKENS,
    },
    capabilities: rejectedFields.includes('tools') ? ['completion'] : ['completion', 'tools'],
  };
}

function ok(value: unknown): FakeDocument {
  return { status: 200, value };
}

function notFound({ body }: FakeRequest): FakeDocument {
  return modelNotFound(body['model']);
}

function modelNotFound(name: unknown): FakeDocument {
  return { status: 404, value: { error: `model '${String(name)}' not found` } };
}
