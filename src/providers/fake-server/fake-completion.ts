import type { FakeBehaviour } from './fake-behaviour.js';
import { recall } from './fake-recall.js';
import { callPieces, wholeCalls } from './fake-tool-calls.js';
import { promptWords } from './fake-tokenizer.js';
import type { FakeRequest } from './request-reader.js';
import { scheduleAnswer } from './schedule.js';

/** Bytes of a body to be sent at one moment. */
export interface BodyPart {
  /** After the arrival of the request. */
  readonly afterMs: number;
  readonly bytes: Buffer;
  /** Output tokens in it. */
  readonly tokens: number;
}

/** Sizes and manner of one answer. */
export interface Completion {
  readonly behaviour: FakeBehaviour;
  readonly isChat: boolean;
  /** The answer is to carry log probabilities. */
  readonly logprobs?: boolean;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly finish: 'length' | 'stop' | 'tool_calls';
}

/** Decides what the answer to a request is and how long, as a server would. `number` counts the answers before it. */
export function planCompletion(request: FakeRequest, behaviour: FakeBehaviour, number: number): Completion {
  const { body } = request;
  const isChat = request.path.endsWith('/chat/completions');
  const prompt = promptWords(body).slice(-(behaviour.promptLimit?.tokens ?? Infinity));
  const promptTokens = prompt.length;
  const asked = behaviour.fault.kind === 'empty' ? 0 : numberOr(body['max_tokens'], behaviour.defaultTokens);
  if (isChat && behaviour.form === 'tool-calls') {
    return { behaviour, isChat, promptTokens, ...callLength(asked, callPieces(behaviour).length) };
  }
  const natural = body['ignore_eos'] === true ? undefined : behaviour.naturalTokens;
  const wanted = natural === undefined ? asked : Math.max(natural, numberOr(body['min_tokens'], 0));
  return {
    behaviour: { ...behaviour, tokens: answerTokens(prompt, behaviour, number) },
    isChat,
    logprobs: behaviour.logprobs && body['logprobs'] === true,
    promptTokens,
    outputTokens: Math.min(asked, wanted),
    finish: wanted < asked ? 'stop' : 'length',
  };
}

/** A call is as long as it is, whatever length is forced; a short limit cuts it. */
export function callLength(asked: number, pieces: number): Pick<Completion, 'outputTokens' | 'finish'> {
  return { outputTokens: Math.min(asked, pieces), finish: asked < pieces ? 'length' : 'tool_calls' };
}

/** Whether a prompt is longer than the server takes, and refused for it. */
export function isRefused({ body }: FakeRequest, { promptLimit }: FakeBehaviour): boolean {
  return promptLimit?.whenOver === 'refuse' && promptWords(body).length > promptLimit.tokens;
}

function answerTokens(
  prompt: readonly string[],
  { tokens, recallTokens, varies }: FakeBehaviour,
  number: number,
): readonly string[] {
  const recalled = recallTokens === undefined ? undefined : recall(prompt, recallTokens);
  if (recalled !== undefined) return recalled;
  const start = varies ? number % tokens.length : 0;
  return [...tokens.slice(start), ...tokens.slice(0, start)];
}

/** The events of a streamed answer, each with its moment. */
export function streamParts(completion: Completion): BodyPart[] {
  const { behaviour, promptTokens, outputTokens } = completion;
  const parts: BodyPart[] = [];
  const opening = [
    behaviour.byteOrderMark ? '\uFEFF' : '',
    behaviour.roleDelta && completion.isChat ? event(completion, { delta: { role: 'assistant', content: null } }) : '',
  ].join('');
  if (opening !== '') parts.push({ afterMs: 0, bytes: Buffer.from(opening), tokens: 0 });
  let sent = 0;
  for (const { afterMs, tokens } of scheduleAnswer(behaviour.schedule, promptTokens, outputTokens)) {
    const index = parts.length - (opening === '' ? 0 : 1);
    const bytes = faultyBytes(behaviour, index) ?? tokenBytes(completion, sent, tokens);
    parts.push({ afterMs, bytes, tokens });
    sent += tokens;
  }
  const closing = closingText(completion);
  if (closing !== '') parts.push({ afterMs: parts.at(-1)?.afterMs ?? 0, bytes: Buffer.from(closing), tokens: 0 });
  return parts;
}

/** A whole answer in one document, as for a request without `stream`. */
export function wholeAnswer(completion: Completion): unknown {
  const { isChat, behaviour, logprobs, outputTokens, finish } = completion;
  const text = textAt(
    behaviour,
    Array.from({ length: outputTokens }, (_, index) => index),
  );
  const choice = isChat ? { message: { role: 'assistant', ...wholeMessage(behaviour, text) } } : { text };
  return {
    id: 'fake-1',
    object: isChat ? 'chat.completion' : 'text_completion',
    choices: [
      { index: 0, ...choice, ...(logprobs === true ? { logprobs: { content: [] } } : {}), finish_reason: finish },
    ],
    usage: usageOf(completion, outputTokens),
  };
}

function wholeMessage(behaviour: FakeBehaviour, text: string): object {
  return behaviour.form === 'tool-calls' ? { content: null, tool_calls: wholeCalls(behaviour) } : { content: text };
}

function faultyBytes({ fault }: FakeBehaviour, index: number): Buffer | undefined {
  return fault.kind === 'raw-event' && fault.atEvent === index ? fault.bytes : undefined;
}

function tokenBytes(completion: Completion, sent: number, tokens: number): Buffer {
  const { behaviour, outputTokens, isChat } = completion;
  const before = [
    behaviour.comments ? `: ping${behaviour.lineEnd.repeat(2)}` : '',
    ...Array.from({ length: behaviour.emptyDeltas }, () => event(completion, isChat ? { delta: {} } : { text: '' })),
  ].join('');
  const indices = Array.from({ length: tokens }, (_, offset) => sent + offset);
  const extra = {
    ...(behaviour.usage === 'every-chunk' ? { usage: usageOf(completion, sent + tokens) } : {}),
    ...(behaviour.llamaCpp && behaviour.timings ? { timings: timingsOf(completion, sent + tokens) } : {}),
  };
  if (!isChat) return Buffer.from(before + event(completion, { text: textAt(behaviour, indices) }, extra));
  return Buffer.from(before + event(completion, { delta: deltaOf(behaviour, indices, outputTokens) }, extra));
}

function deltaOf(behaviour: FakeBehaviour, indices: readonly number[], total: number): unknown {
  const middle = behaviour.thinkingTokens ?? Math.floor(total / 2);
  const [first = 0] = indices;
  const { form } = behaviour;
  if (form === 'think-tags') return { content: indices.map((index) => thinkText(behaviour, index, middle)).join('') };
  if (form === 'tool-calls') return { tool_calls: callPieces(behaviour).slice(first, first + indices.length) };
  return { [first < middle ? form : 'content']: textAt(behaviour, indices) };
}

function thinkText(behaviour: FakeBehaviour, index: number, middle: number): string {
  if (index === 0) return '<think>';
  return index === middle ? '</think>' : tokenText(behaviour, index);
}

/** What follows the last token: the finish reason, the usage tail and the terminator, as far as they are wanted. */
function closingText(completion: Completion): string {
  const { behaviour, isChat, outputTokens, finish } = completion;
  const timings = behaviour.llamaCpp && behaviour.timings ? { timings: timingsOf(completion, outputTokens) } : {};
  const last = isChat ? { delta: {}, finish_reason: finish } : { text: '', finish_reason: finish };
  return [
    behaviour.finishReason ? event(completion, last, timings) : '',
    behaviour.usage === 'none'
      ? ''
      : event(completion, undefined, { usage: usageOf(completion, outputTokens), ...timings }),
    behaviour.done ? frame(behaviour, '[DONE]') : '',
  ].join('');
}

function event(completion: Completion, choice: object | undefined, extra: object = {}): string {
  const choices = choice === undefined ? [] : [{ index: 0, finish_reason: null, ...choice }];
  const object = completion.isChat ? 'chat.completion.chunk' : 'text_completion';
  return frame(
    completion.behaviour,
    JSON.stringify({ id: 'fake-1', object, created: 0, model: 'fake-model', choices, ...extra }),
  );
}

function frame({ lineEnd, dataSpace }: FakeBehaviour, data: string): string {
  return `data:${dataSpace ? ' ' : ''}${data}${lineEnd}${lineEnd}`;
}

function usageOf({ behaviour, promptTokens }: Completion, outputTokens: number): object {
  const details =
    behaviour.cachedTokens === undefined ? {} : { prompt_tokens_details: { cached_tokens: behaviour.cachedTokens } };
  return {
    prompt_tokens: promptTokens,
    completion_tokens: outputTokens,
    total_tokens: promptTokens + outputTokens,
    ...details,
  };
}

function timingsOf({ behaviour, promptTokens }: Completion, outputTokens: number): object {
  const cached = behaviour.cachedTokens ?? 0;
  const { ttftMs, interTokenMs } = behaviour.schedule;
  return {
    cache_n: cached,
    prompt_n: promptTokens - cached,
    prompt_ms: ttftMs,
    predicted_n: outputTokens,
    predicted_ms: interTokenMs * (outputTokens - 1),
  };
}

/** Text of the tokens with these numbers. */
export function textAt(behaviour: FakeBehaviour, indices: readonly number[]): string {
  return indices.map((index) => tokenText(behaviour, index)).join('');
}

function tokenText({ tokens }: FakeBehaviour, index: number): string {
  return tokens[index % tokens.length] ?? '';
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
