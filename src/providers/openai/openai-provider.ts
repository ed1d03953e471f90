import { createHash } from 'node:crypto';
import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import type { OpenAiTargetSpec, TargetDescription } from '../../protocol/target.js';
import { HttpClient } from '../http/http-client.js';
import { toHttpFailure } from '../http/http-failure.js';
import type { HttpTimeouts } from '../http/http-limits.js';
import { offeredTools, toolsUnsupported } from '../offered-tools.js';
import { promptBytes } from '../prompt-bytes.js';
import { describedProcesses, pidsIn, processesOf } from '../processes-of.js';
import type { CaseDemands, Generation, GenerationRequest, Prompt, Provider } from '../provider.js';
import type { ServerPids } from '../server-processes.js';
import { AnswerReader } from './answer-reader.js';
import { type ChatFeatures, probeChatFeatures } from './chat-features.js';
import { authorizationOf, endpointOf } from './client-address.js';
import { canStartAgain, type ColdServerOrder, coldStartServer } from './cold-server.js';
import { completionRequest, OPTIONAL_FIELDS } from './completion-request.js';
import { type EndpointFacts, probeEndpoint } from './endpoint-probe.js';
import { type GenerationCounts, generationOf } from './generation-of.js';
import { cpuMsOf, rssBytesOf } from './process-usage.js';
import { PromptCounter } from './prompt-counter.js';
import { probeServer, requireModel, type ServerFacts, unreachable } from './server-probe.js';
import { wholeGeneration, wholeRequestBody } from './whole-answer.js';

/** What opening a server needs from its surroundings. */
export interface OpenAiPorts {
  readonly log: (message: string) => void;
  /** Where API keys are looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeouts?: Partial<HttpTimeouts>;
}

/** What the server was found to be able to do; found once, when it was opened. */
export interface OpenAiCapabilities {
  readonly server: ServerFacts;
  readonly chat: EndpointFacts;
  readonly text: EndpointFacts;
  /** Absent where chats are not completed at all. */
  readonly features?: ChatFeatures;
}

/** A provider that tells what it found out about its server. */
export interface OpenAiProvider extends Provider {
  readonly capabilities: OpenAiCapabilities;
}

/** Bytes of text per token, where nobody counts; an estimate, and marked as one. */
const BYTES_PER_TOKEN = 4;

/**
 * Connects to a server, looks for the model and finds out what the server can do. Throws `AcodeError`: a wrong address or
 * key (exit 2), no server or no such model (exit 69).
 */
export async function openOpenAi(spec: OpenAiTargetSpec, ports: OpenAiPorts): Promise<OpenAiProvider> {
  const startMs = performance.now();
  const client = connectTo(spec, ports);
  try {
    await requireModel(client, spec.model, spec.baseUrl);
    const server = await probeServer(client, spec.model);
    const chat = await probeEndpoint(client, spec.model, 'chat');
    const text = await probeEndpoint(client, spec.model, 'text');
    const firstTokenMs = firstTokenOf([chat, text], spec);
    ports.log(`${spec.baseUrl}: chat ${describe(chat)}; text ${describe(text)}; tokenize ${server.tokenize}`);
    const features = chat.status === 'available' ? await probeChatFeatures(client, spec.model) : undefined;
    if (features !== undefined) ports.log(`${spec.baseUrl}: ${describeFeatures(features)}`);
    const capabilities = { server, chat, text, ...(features === undefined ? {} : { features }) };
    const processes = await processesOf(endpointOf(spec), spec.pids);
    if ('reason' in processes) ports.log(`${spec.baseUrl}: no memory and CPU time: ${processes.reason}`);
    return new OpenAiServer({ spec, ports, client, capabilities, processes, loadMs: firstTokenMs - startMs });
  } catch (error) {
    client.close();
    throw error;
  }
}

function connectTo(spec: OpenAiTargetSpec, { environment, timeouts }: OpenAiPorts): HttpClient {
  return new HttpClient({
    endpoint: endpointOf(spec),
    ...authorizationOf(spec, environment),
    ...(timeouts === undefined ? {} : { timeouts }),
  });
}

interface OpenServer {
  readonly spec: OpenAiTargetSpec;
  readonly ports: OpenAiPorts;
  readonly client: HttpClient;
  readonly capabilities: OpenAiCapabilities;
  readonly processes: ServerPids;
  readonly loadMs: number;
}

class OpenAiServer implements OpenAiProvider {
  readonly description: TargetDescription;
  readonly loadMs: number;
  readonly capabilities: OpenAiCapabilities;
  readonly countPromptTokens?: (prompt: Prompt) => Promise<number>;
  readonly coldStart?: NonNullable<Provider['coldStart']>;
  readonly #spec: OpenAiTargetSpec;
  readonly #pids: readonly number[];
  readonly #client: HttpClient;
  readonly #counter: PromptCounter;

  constructor(open: OpenServer) {
    const { spec, client, capabilities, processes, loadMs } = open;
    this.#spec = spec;
    this.#pids = pidsIn(processes);
    this.#client = client;
    this.#counter = new PromptCounter(client, spec.model, capabilities.server);
    this.capabilities = capabilities;
    this.loadMs = loadMs;
    this.description = {
      ...descriptionOf(spec, capabilities.server),
      ...describedProcesses(processes),
      capabilities: capabilityNames(capabilities),
    };
    const { launch } = spec;
    if (launch !== undefined && canStartAgain(launch, spec)) {
      this.coldStart = async (...order) => coldStartServer({ spec, launch, ask: askAnother(open) }, ...order);
    }
    if (this.#counter.countsChats) this.countPromptTokens = async (prompt) => this.#counter.countPrompt(prompt);
  }

  async prepare({ slots, contextTokens }: CaseDemands): Promise<void> {
    const { server } = this.capabilities;
    if (server.contextTokens !== undefined && contextTokens > server.contextTokens) {
      throw new AcodeError({
        message: `A request needs ${contextTokens} tokens of context; a slot of the server has ${server.contextTokens}.`,
        code: 'CONTEXT_TOO_SMALL',
        exitCode: EXIT.unavailable,
        hint: 'Start the server with a larger context, or shorten the request.',
      });
    }
    if (server.slots !== undefined && slots > server.slots) {
      throw new AcodeError({
        message: `The case sends ${slots} requests at once; the server works on ${server.slots}.`,
        code: 'UNSUPPORTED',
        exitCode: EXIT.unavailable,
        hint: 'Start the server with more parallel slots.',
      });
    }
    await this.#client.warm(slots).catch((error: unknown) => {
      throw unreachable(this.#spec.baseUrl, toHttpFailure(error));
    });
  }

  async generate(request: GenerationRequest, signal: AbortSignal): Promise<Generation> {
    const scheduledMs = performance.now();
    const { path, body } = completionRequest(request, this.#spec.model, this.#fieldsFor(request.prompt));
    const reader = new AnswerReader();
    const result = await this.#client.stream({ method: 'POST', path, body }, reader, signal);
    const counts = await this.#counts(request.prompt, reader, result.failure === undefined);
    return generationOf(reader, result, { scheduledMs, counts });
  }

  async generateWhole(request: GenerationRequest, signal: AbortSignal): Promise<Generation> {
    const scheduledMs = performance.now();
    const { path, body } = completionRequest(request, this.#spec.model, this.#fieldsFor(request.prompt));
    const document = await this.#client.fetch({ method: 'POST', path, body: wholeRequestBody(body) }, signal);
    return wholeGeneration(document, scheduledMs);
  }

  modelCpuMs(): number | undefined {
    return cpuMsOf(this.#pids);
  }

  modelRssBytes(): number | undefined {
    return rssBytesOf(this.#pids);
  }

  async close(): Promise<void> {
    this.#client.close();
  }

  #fieldsFor(prompt: Prompt): Extract<EndpointFacts, { status: 'available' }>['fields'] {
    const facts = this.capabilities[prompt.kind];
    const tools = offeredTools(prompt) === undefined ? undefined : this.capabilities.features?.tools;
    if (tools?.status === 'rejected') throw toolsUnsupported(tools.message);
    if (facts.status === 'available') return facts.fields;
    throw new AcodeError({
      message: `The server does not complete ${prompt.kind === 'chat' ? 'chats' : 'plain text'}: ${facts.message}`,
      code: 'UNSUPPORTED',
      exitCode: EXIT.unavailable,
      hint: 'Choose benchmarks of the other kind, or another server.',
    });
  }

  /** The server's counts; else its tokenizer's, asked only for whole answers; else an estimate. */
  async #counts(prompt: Prompt, reader: AnswerReader, isWhole: boolean): Promise<GenerationCounts> {
    const { promptTokens, outputTokens } = reader.usage;
    if (promptTokens !== undefined && outputTokens !== undefined) {
      return { promptTokens, outputTokens, source: 'server' };
    }
    const counted = isWhole ? await this.#tokenizerCounts(prompt, reader) : undefined;
    return (
      counted ?? {
        promptTokens: promptTokens ?? Math.ceil(promptBytes(prompt) / BYTES_PER_TOKEN),
        outputTokens: outputTokens ?? reader.eventMs.length,
        source: 'estimate',
      }
    );
  }

  /** Undefined when the server cannot count, or no longer does: a missing count does not undo a good answer. */
  async #tokenizerCounts(prompt: Prompt, { usage, text }: AnswerReader): Promise<GenerationCounts | undefined> {
    const counter = this.#counter;
    if (!(prompt.kind === 'chat' ? counter.countsChats : counter.countsText)) return undefined;
    try {
      return {
        promptTokens: usage.promptTokens ?? (await counter.countPrompt(prompt)),
        outputTokens: usage.outputTokens ?? (await counter.countOutput(text)),
        source: 'tokenizer',
      };
    } catch (error) {
      if (error instanceof AcodeError) return undefined;
      throw error;
    }
  }
}

/** Sends requests one after the other to a server of the same make at another address. */
function askAnother(open: OpenServer): ColdServerOrder['ask'] {
  return async (spec, requests, signal) => {
    const client = connectTo(spec, open.ports);
    try {
      await client.warm(1, signal);
      const other = new OpenAiServer({ ...open, spec, client });
      const generations: Generation[] = [];
      for (const request of requests) generations.push(await other.generate(request, signal));
      return generations;
    } finally {
      client.close();
    }
  };
}

/** Moment of the first token of a one-token request. Throws when neither endpoint gave one. */
function firstTokenOf(endpoints: readonly EndpointFacts[], spec: OpenAiTargetSpec): number {
  const moments = endpoints.flatMap((facts) => (facts.status === 'available' ? [facts.firstTokenMs] : []));
  if (moments.length > 0) return Math.min(...moments);
  const reasons = endpoints.flatMap((facts) => (facts.status === 'available' ? [] : [facts.message]));
  throw new AcodeError({
    message: `The server at ${spec.baseUrl} completes nothing: ${reasons[0] ?? 'no endpoint answered'}`,
    code: 'SERVER_UNUSABLE',
    exitCode: EXIT.unavailable,
    hint: 'Check that it serves the OpenAI protocol and that the model has been loaded.',
  });
}

function descriptionOf(spec: OpenAiTargetSpec, server: ServerFacts): Omit<TargetDescription, 'modelPids'> {
  const template = server.chatTemplate;
  return {
    provider: 'openai',
    model: spec.model,
    ...(server.contextTokens === undefined ? {} : { contextTokens: server.contextTokens }),
    ...(template === undefined ? {} : { chatTemplateDigest: createHash('sha256').update(template).digest('hex') }),
    ...(server.build === undefined ? {} : { backendBuild: server.build }),
  };
}

/** Fields that either endpoint takes, and what the server tells without being asked. */
function capabilityNames({ server, chat, text, features }: OpenAiCapabilities): string[] {
  const endpoints = [chat, text].flatMap((facts) => (facts.status === 'available' ? [facts] : []));
  const named: readonly (readonly [string, boolean])[] = [
    ['chat', chat.status === 'available'],
    ['text', text.status === 'available'],
    ['usage', endpoints.some(({ countsTokens }) => countsTokens)],
    ['cached-tokens', endpoints.some(({ countsCachedTokens }) => countsCachedTokens)],
    ['tokenize', server.tokenize !== 'none'],
    ['tools', features?.tools.status === 'taken'],
    ['logprobs', features?.logprobs.status === 'taken'],
  ];
  const fields = OPTIONAL_FIELDS.filter((field) => endpoints.some(({ fields: taken }) => taken.has(field)));
  return [...named.flatMap(([name, holds]) => (holds ? [name] : [])), ...fields];
}

function describeFeatures({ tools, logprobs }: ChatFeatures): string {
  return `tools ${tools.status}, log probabilities ${logprobs.status}`;
}

function describe(facts: EndpointFacts): string {
  return facts.status === 'available' ? `takes ${[...facts.fields].join(', ')}` : `is ${facts.status}`;
}
