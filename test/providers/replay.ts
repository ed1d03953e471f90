import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { RequestRecord } from '../../src/protocol/sample.js';
import { bodyFramingOf, type BodyFraming } from '../../src/providers/http/body-framing.js';
import type { BodySink } from '../../src/providers/http/body-sink.js';
import type { HttpResult } from '../../src/providers/http/http-client.js';
import { ResponseHeadReader } from '../../src/providers/http/response-head.js';
import { OllamaAnswerReader } from '../../src/providers/ollama/ollama-answer-reader.js';
import { ollamaGeneration } from '../../src/providers/ollama/ollama-generation.js';
import { AnswerReader } from '../../src/providers/openai/answer-reader.js';
import { generationOf } from '../../src/providers/openai/generation-of.js';
import type { Generation, GenerationRequest, Provider } from '../../src/providers/provider.js';
import { measureRequest } from '../../src/worker/measure-request.js';

/** A response as it came: its header, and pieces of its body with their moments in milliseconds after the request. */
interface Exchange {
  readonly protocol: 'openai' | 'ollama';
  readonly head: string;
  readonly body: readonly {
    readonly at: number;
    readonly every?: number;
    readonly times?: number;
    readonly from?: number;
    readonly step?: number;
    readonly data: string;
  }[];
}

/** What a client made of a recorded response. */
export interface Replayed {
  readonly generation: Generation;
  readonly record: RequestRecord;
}

/** Sends a recorded response through the client's framing, parser and metrics, on the clock of the recording. */
export async function replay(name: string, request: GenerationRequest): Promise<Replayed> {
  const file = fileURLToPath(new URL(`../fixtures/exchanges/${name}.yaml`, import.meta.url));
  const exchange = parse(await readFile(file, 'utf8')) as Exchange;
  const generation = exchange.protocol === 'ollama' ? asOllama(exchange, request) : asOpenAi(exchange);
  const send = (): Promise<Generation> => Promise.resolve(generation);
  const signal = new AbortController().signal;
  const record = await measureRequest({ provider: {} as Provider, request, originMs: 0, signal, options: { send } });
  return { generation, record };
}

function asOpenAi(exchange: Exchange): Generation {
  const reader = new AnswerReader();
  const result = receive(exchange, reader);
  const { promptTokens, outputTokens } = reader.usage;
  if (promptTokens === undefined || outputTokens === undefined) throw new Error('the recording has no usage');
  return generationOf(reader, result, { scheduledMs: 0, counts: { promptTokens, outputTokens, source: 'server' } });
}

function asOllama(exchange: Exchange, request: GenerationRequest): Generation {
  const reader = new OllamaAnswerReader();
  return ollamaGeneration(reader, receive(exchange, reader), { request, scheduledMs: 0, contextTokens: 4_096 });
}

function receive({ head, body }: Exchange, sink: BodySink): HttpResult {
  const found = new ResponseHeadReader().push(Buffer.from(`${head.trimEnd().replaceAll('\n', '\r\n')}\r\n\r\n`));
  if (found === undefined) throw new Error('the recording has no header');
  const framing = bodyFramingOf(found.head);
  const isChunked = found.head.fields.get('transfer-encoding') === 'chunked';
  let endMs = 0;
  for (const { ms, data } of pieces(body)) {
    deliver(framing, isChunked ? chunk(data) : Buffer.from(data), (payload) => sink.push(payload, ms));
    endMs = ms;
  }
  if (isChunked) deliver(framing, Buffer.from('0\r\n\r\n'), () => undefined);
  if (!(framing.complete || framing.closeEndsBody())) throw new Error('the recording has no end');
  sink.end();
  return { sendMs: 0, endMs, reusable: isChunked };
}

function deliver(framing: BodyFraming, bytes: Buffer, emit: (payload: Buffer) => void): void {
  if (framing.push(bytes, emit).length > 0) throw new Error('the recording goes on behind its end');
}

function pieces(body: Exchange['body']): { readonly ms: number; readonly data: string }[] {
  return body.flatMap(({ at, every = 0, times = 1, from = 0, step = 1, data }) =>
    Array.from({ length: times }, (_, index) => {
      const count = from + index * step;
      return {
        ms: at + index * every,
        data: data.replaceAll('{n}', String(count)).replaceAll('{n+1}', String(count + 1)),
      };
    }),
  );
}

function chunk(data: string): Buffer {
  return Buffer.from(`${Buffer.byteLength(data).toString(16)}\r\n${data}\r\n`);
}
