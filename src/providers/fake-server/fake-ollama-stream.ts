import type { FakeBehaviour } from './fake-behaviour.js';
import { type BodyPart, type Completion, textAt } from './fake-completion.js';
import { CREATED_AT } from './fake-ollama.js';
import { ollamaCalls } from './fake-tool-calls.js';
import { scheduleAnswer } from './schedule.js';

const NANOSECONDS_PER_MS = 1_000_000;

/** The lines of a streamed answer of Ollama, each with its moment. */
export function ollamaParts(completion: Completion): BodyPart[] {
  const { behaviour, promptTokens, outputTokens } = completion;
  const parts: BodyPart[] = [];
  let sent = 0;
  for (const { afterMs, tokens } of scheduleAnswer(behaviour.schedule, promptTokens, outputTokens)) {
    const { fault } = behaviour;
    const isFaulty = fault.kind === 'raw-event' && fault.atEvent === parts.length;
    const bytes = isFaulty ? fault.bytes : Buffer.from(tokenLines(completion, sent, tokens));
    parts.push({ afterMs, bytes, tokens });
    sent += tokens;
  }
  if (behaviour.done) {
    const bytes = Buffer.from(line(completion, { ...nothing(completion), ...closing(completion) }));
    parts.push({ afterMs: parts.at(-1)?.afterMs ?? 0, bytes, tokens: 0 });
  }
  return parts;
}

/** A whole answer in one document, as for a request with `stream` false. */
export function ollamaAnswer(completion: Completion): object {
  const { behaviour, isChat, outputTokens } = completion;
  const indices = Array.from({ length: outputTokens }, (_, index) => index);
  const answer =
    isChat && behaviour.form === 'tool-calls'
      ? withCalls(ollamaCalls(behaviour))
      : carrying(completion, textAt(behaviour, indices));
  return { ...heading(), ...answer, ...closing(completion) };
}

function tokenLines(completion: Completion, sent: number, tokens: number): string {
  const { behaviour } = completion;
  const before = Array.from({ length: behaviour.emptyDeltas }, () => line(completion, nothing(completion))).join('');
  const indices = Array.from({ length: tokens }, (_, offset) => sent + offset);
  return before + line(completion, tokenFields(completion, indices));
}

function tokenFields(completion: Completion, indices: readonly number[]): object {
  const { behaviour, isChat, outputTokens } = completion;
  const [first = 0] = indices;
  const text = textAt(behaviour, indices);
  if (isChat && behaviour.form === 'tool-calls') {
    return withCalls(ollamaCalls(behaviour).slice(first, first + indices.length));
  }
  if (behaviour.form !== 'thinking' || first >= Math.floor(outputTokens / 2)) return carrying(completion, text);
  return isChat
    ? { message: { role: 'assistant', content: '', thinking: text }, done: false }
    : { response: '', thinking: text, done: false };
}

function withCalls(calls: readonly object[]): object {
  return { message: { role: 'assistant', content: '', tool_calls: calls }, done: false };
}

function nothing(completion: Completion): object {
  return carrying(completion, '');
}

function carrying({ isChat }: Completion, text: string): object {
  return isChat ? { message: { role: 'assistant', content: text }, done: false } : { response: text, done: false };
}

/** What the last line adds. A count of 0 is left out, as the real server does. */
function closing({ behaviour, promptTokens, outputTokens, finish }: Completion): object {
  return {
    done: true,
    // The real server says `stop` behind calls too.
    ...(behaviour.finishReason ? { done_reason: finish === 'tool_calls' ? 'stop' : finish } : {}),
    ...(behaviour.usage === 'none' ? {} : statistics(behaviour, promptTokens, outputTokens)),
  };
}

function statistics(behaviour: FakeBehaviour, promptTokens: number, outputTokens: number): object {
  const { ttftMs, promptMsPerToken, interTokenMs } = behaviour.schedule;
  const prefillMs = ttftMs + promptMsPerToken * promptTokens;
  const decodeMs = interTokenMs * Math.max(0, outputTokens - 1);
  return {
    total_duration: (behaviour.loadMs + prefillMs + decodeMs) * NANOSECONDS_PER_MS,
    load_duration: behaviour.loadMs * NANOSECONDS_PER_MS,
    ...(promptTokens === 0 ? {} : { prompt_eval_count: promptTokens }),
    ...(behaviour.cachedTokens === undefined ? {} : { prompt_eval_cached_count: behaviour.cachedTokens }),
    prompt_eval_duration: prefillMs * NANOSECONDS_PER_MS,
    ...(outputTokens === 0 ? {} : { eval_count: outputTokens }),
    eval_duration: decodeMs * NANOSECONDS_PER_MS,
  };
}

function line({ behaviour }: Completion, fields: object): string {
  return JSON.stringify({ ...heading(), ...fields }) + behaviour.lineEnd;
}

function heading(): object {
  return { model: 'fake-model', created_at: CREATED_AT };
}
