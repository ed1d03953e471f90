import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { OllamaTargetSpec, TargetDescription } from '../../protocol/target.js';
import { type Endpoint, parseEndpoint } from '../http/endpoint.js';
import { HttpClient } from '../http/http-client.js';
import { toHttpFailure } from '../http/http-failure.js';
import { stringIn } from '../http/json-value.js';
import type { OpenAiPorts } from '../openai/openai-provider.js';
import { cpuMsOf, rssBytesOf } from '../openai/process-usage.js';
import { jsonOf, unreachable } from '../openai/server-probe.js';
import type { CaseDemands, ColdStart, Generation, GenerationRequest, Provider } from '../provider.js';
import { describedProcesses, pidsIn, processesOf } from '../processes-of.js';
import type { ServerPids } from '../server-processes.js';
import { OllamaAnswerReader } from './ollama-answer-reader.js';
import { ollamaGeneration, withoutTokenMoments } from './ollama-generation.js';
import { findModel, type OllamaModelFacts } from './ollama-models.js';
import { ollamaRequest, type OllamaSlot } from './ollama-request.js';
import { loadFailure, loadModel, type ResidentModel, residentModel, unloadModel } from './ollama-residency.js';
import { presentFields } from './present-fields.js';
import { ToolSupport } from './tool-support.js';

/** What opening a server needs from its surroundings. */
export type OllamaPorts = Pick<OpenAiPorts, 'log' | 'timeouts'>;

/** A provider that tells what the server says about its model, and can take it out of memory. */
export interface OllamaProvider extends Provider {
  readonly model: OllamaModelFacts;
  /** Takes the model out of the server's memory, so that the next request loads it. Throws `AcodeError`. */
  unload(): Promise<void>;
}

/** Enough for the request for one token with which a target is opened. */
const PROBE_CONTEXT_TOKENS = 2_048;

const PROBE: GenerationRequest = Object.freeze<GenerationRequest>({
  prompt: { kind: 'text', text: 'Hello' },
  maxTokens: 1,
  exactLength: true,
  sampling: { temperature: 0, seed: 1 },
  cache: 'cold',
});

/**
 * Connects to an Ollama server, looks for the model and loads it. Throws `AcodeError`: a wrong or remote address (exit 2);
 * no server, no such model, or a model that cannot be loaded (exit 69).
 */
export async function openOllama(spec: OllamaTargetSpec, ports: OllamaPorts): Promise<OllamaProvider> {
  const endpoint = endpointOf(spec);
  const client = new HttpClient({ endpoint, ...(ports.timeouts === undefined ? {} : { timeouts: ports.timeouts }) });
  try {
    const model = await findModel(client, spec);
    const version = await jsonOf(client, { method: 'GET', path: '/api/version' });
    const build = version === undefined ? undefined : stringIn(version, 'version');
    const loadMs = await firstTokenMs(client, model.name, spec);
    const provider = new OllamaServer({ spec, ports, endpoint, client, model, build, loadMs });
    await provider.lookAtModel();
    ports.log(`${spec.baseUrl}: Ollama ${build ?? 'of unknown version'}, "${model.name}" in ${Math.round(loadMs)} ms`);
    return provider;
  } catch (error) {
    client.close();
    throw error;
  }
}

interface OpenServer {
  readonly spec: OllamaTargetSpec;
  readonly ports: OllamaPorts;
  readonly endpoint: Endpoint;
  readonly client: HttpClient;
  readonly model: OllamaModelFacts;
  readonly build: string | undefined;
  readonly loadMs: number;
}

class OllamaServer implements OllamaProvider {
  readonly model: OllamaModelFacts;
  readonly loadMs: number;
  readonly #open: OpenServer;
  readonly #tools: ToolSupport;
  /** What requests are sent with, once a case has said what it needs. */
  #slot: OllamaSlot | undefined;
  #resident: ResidentModel | undefined;
  #processes: ServerPids = { pids: [] };

  constructor(open: OpenServer) {
    this.#open = open;
    this.model = open.model;
    this.loadMs = open.loadMs;
    this.#tools = new ToolSupport(open.model);
  }

  get description(): TargetDescription {
    const { name, architecture, quantisation, parameterCount, trainContextTokens, fileDigest, chatTemplateDigest } =
      this.model;
    const { build } = this.#open;
    return {
      provider: 'ollama',
      model: name,
      ...presentFields({
        architecture,
        quantisation,
        parameterCount,
        fileDigest,
        trainContextTokens,
        chatTemplateDigest,
        gpu: gpuOf(this.#resident),
        backendBuild: build === undefined ? undefined : `Ollama ${build}`,
        // The context of the request with which the target was opened is no fact about the target.
        contextTokens:
          this.#slot === undefined ? undefined : (this.#resident?.contextTokens ?? this.#slot.contextTokens),
      }),
      ...describedProcesses(this.#processes),
    };
  }

  /**
   * Has the model loaded with exactly the demanded context, which each request gets to itself. How many requests the server
   * works on at once (`OLLAMA_NUM_PARALLEL`) it does not tell; the others wait in its queue.
   */
  async prepare({ slots, contextTokens }: CaseDemands): Promise<void> {
    const { client, spec } = this.#open;
    requireContext(contextTokens, this.model.trainContextTokens);
    const slot = { model: this.model.name, contextTokens };
    await loadModel(client, slot, spec.baseUrl);
    this.#slot = slot;
    await this.lookAtModel();
    requireContext(contextTokens, this.#resident?.contextTokens);
    await client.warm(slots).catch((error: unknown) => {
      throw unreachable(spec.baseUrl, toHttpFailure(error));
    });
  }

  async generate(request: GenerationRequest, signal: AbortSignal): Promise<Generation> {
    return this.#send(request, { stream: true, signal });
  }

  async generateWhole(request: GenerationRequest, signal: AbortSignal): Promise<Generation> {
    return withoutTokenMoments(await this.#send(request, { stream: false, signal }));
  }

  async unload(): Promise<void> {
    await unloadModel(this.#open.client, this.model.name, this.#open.spec.baseUrl);
    await this.lookAtModel();
  }

  /** The server stays; it unloads the model and loads it anew, so what it keeps beside the model is warm. */
  async coldStart(requests: readonly GenerationRequest[], signal: AbortSignal): Promise<ColdStart> {
    const slot = this.#slot;
    if (slot === undefined) throw new Error('prepare() comes before coldStart()');
    await this.unload();
    const startMs = performance.now();
    await loadModel(this.#open.client, slot, this.#open.spec.baseUrl);
    const modelLoadMs = performance.now() - startMs;
    const generations: Generation[] = [];
    for (const request of requests) generations.push(await this.generate(request, signal));
    await this.lookAtModel();
    return { spawnMs: startMs, modelLoadMs, generations, warmCaches: ['file-cache', 'server-process'] };
  }

  modelCpuMs(): number | undefined {
    return cpuMsOf(pidsIn(this.#processes));
  }

  modelRssBytes(): number | undefined {
    return rssBytesOf(pidsIn(this.#processes));
  }

  modelVramBytes(): number | undefined {
    return this.#resident?.gpuBytes;
  }

  async close(): Promise<void> {
    this.#open.client.close();
  }

  /** Looks anew where the model lies and which processes run it: the server runs each loaded model in a child of its own. */
  async lookAtModel(): Promise<void> {
    this.#resident = await residentModel(this.#open.client, this.model.name);
    const { endpoint, spec, ports } = this.#open;
    this.#processes = await processesOf(endpoint, spec.pids);
    if ('reason' in this.#processes) ports.log(`${spec.baseUrl}: no memory and CPU time: ${this.#processes.reason}`);
  }

  async #send(
    request: GenerationRequest,
    { stream, signal }: { readonly stream: boolean; readonly signal: AbortSignal },
  ): Promise<Generation> {
    const slot = this.#slot;
    if (slot === undefined) throw new Error('prepare() comes before generate()');
    const scheduledMs = performance.now();
    this.#tools.require(request.prompt);
    const reader = new OllamaAnswerReader();
    const result = await this.#open.client.stream(ollamaRequest(request, { ...slot, stream }), reader, signal);
    this.#tools.learn(request.prompt, result);
    return ollamaGeneration(reader, result, { request, scheduledMs, contextTokens: slot.contextTokens });
  }
}

/** An address may end with the paths that other clients want. */
function endpointOf({ baseUrl, allowRemote }: OllamaTargetSpec): Endpoint {
  const endpoint = parseEndpoint(baseUrl, allowRemote === true);
  return { ...endpoint, basePath: endpoint.basePath.replace(/\/(?:v1|api)$/, '') };
}

/** From the load call to the first token of a one-token request, in milliseconds. Throws when there is none. */
async function firstTokenMs(client: HttpClient, model: string, { baseUrl }: OllamaTargetSpec): Promise<number> {
  const slot = { model, contextTokens: PROBE_CONTEXT_TOKENS };
  const reader = new OllamaAnswerReader();
  const result = await client.stream(
    ollamaRequest(PROBE, { ...slot, stream: true }),
    reader,
    new AbortController().signal,
  );
  // A model may have nothing to say to the probe and still be loaded.
  if (result.failure !== undefined && !(result.failure.failureClass === 'empty' && reader.concluded)) {
    throw loadFailure(result.failure, slot, baseUrl);
  }
  return (reader.firstTokenMs ?? result.endMs) - result.sendMs;
}

function requireContext(neededTokens: number, possibleTokens: number | undefined): void {
  if (possibleTokens === undefined || neededTokens <= possibleTokens) return;
  throw new AcodeError({
    message: `A request needs ${neededTokens} tokens of context; the model has ${possibleTokens}.`,
    code: 'CONTEXT_TOO_SMALL',
    exitCode: EXIT.unavailable,
    hint: 'Use shorter prompts or outputs, or a model with a longer context.',
  });
}

/** In the words of the other providers where there is no GPU. */
function gpuOf(resident: ResidentModel | undefined): string | undefined {
  if (resident?.gpuShare === undefined) return undefined;
  return resident.gpuShare === 0 ? 'none' : `${Math.round(resident.gpuShare * 100)} % of the model`;
}
