import type { FakeToolCall, ToolCallForm } from './fake-tool-calls.js';
import { DEFAULT_SCHEDULE, type Schedule } from './schedule.js';

/** What a fake server does wrong on purpose, in the requests for a completion. */
export type Fault =
  | { readonly kind: 'none' }
  /** Close the connection without an answer. */
  | { readonly kind: 'refuse' }
  /** Break the connection with a TCP reset, or close it, after so many events. */
  | { readonly kind: 'reset' | 'cut'; readonly afterEvents: number }
  /** Send nothing more after so many events, but keep the connection; optionally with comments every few ms. */
  | { readonly kind: 'stall'; readonly afterEvents: number; readonly pingEveryMs?: number }
  | { readonly kind: 'status'; readonly status: number; readonly body: string }
  /** Send this line, as it is, in place of the event with this number. */
  | { readonly kind: 'raw-event'; readonly atEvent: number; readonly bytes: Buffer }
  /** An answer without a single token. */
  | { readonly kind: 'empty' }
  /** A head that is not HTTP. */
  | { readonly kind: 'not-http' };

/** Everything a fake server can be told; all of it may change between two requests. */
export interface FakeBehaviour {
  readonly schedule: Schedule;
  readonly fault: Fault;
  /** Requests for a completion that go well before the fault. */
  readonly faultAfter: number;
  readonly models: readonly string[];
  readonly framing: 'chunked' | 'length' | 'close';
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** Bytes per write, to cut events and characters anywhere; 0 is one write per event. */
  readonly splitBytes: number;
  /** `data:` with or without a space behind it. */
  readonly dataSpace: boolean;
  readonly done: boolean;
  readonly finishReason: boolean;
  readonly roleDelta: boolean;
  /** Empty deltas sent before each token. */
  readonly emptyDeltas: number;
  /** Comments sent before each token. */
  readonly comments: boolean;
  readonly byteOrderMark: boolean;
  /** One interim response before the real one. */
  readonly interim: boolean;
  readonly usage: 'tail' | 'every-chunk' | 'none';
  readonly cachedTokens: number | undefined;
  /** Where the text goes. */
  readonly form: 'content' | 'reasoning_content' | 'reasoning' | 'thinking' | 'think-tags' | 'tool-calls';
  /** The answer to a chat where the form is `tool-calls`. */
  readonly toolCalls: readonly FakeToolCall[];
  readonly toolCallForm: ToolCallForm;
  /** Whether a whole answer carries log probabilities where they are asked for. */
  readonly logprobs: boolean;
  /** How many tokens stand in that form before the answer; absent means half of them. */
  readonly thinkingTokens: number | undefined;
  /** Streamed answers worked on at once; further requests wait for the one that is free first. Absent means no bound. */
  readonly parallel: number | undefined;
  /** Text of each token, repeated in a circle. */
  readonly tokens: readonly string[];
  /** Tokens of an answer whose request names no length. */
  readonly defaultTokens: number;
  /** The answer's own end; a request with `ignore_eos` goes on to its full length. Absent means no end of its own. */
  readonly naturalTokens: number | undefined;
  /** llama.cpp's extras: `/props`, `/slots`, `/tokenize`, `/apply-template`, and `timings` in the chunks. */
  readonly llamaCpp: boolean;
  /** Whether llama.cpp's extras include the timings. */
  readonly timings: boolean;
  /** Ollama's protocol under `/api/`. */
  readonly ollama: boolean;
  /** Time to load the model: Ollama reports it, and llama.cpp answers with status 503 until it is over. */
  readonly loadMs: number;
  /** Share of the model in the GPU's memory, as Ollama reports it. */
  readonly gpuShare: number;
  /** Whether Ollama refuses a prompt over the context when asked to; older versions cut it without a word. */
  readonly refusesLongPrompts: boolean;
  /** Memory that each answer takes and never gives back, in bytes. */
  readonly leakBytes: number;
  /** The longest prompt in the OpenAI protocol, and whether of a longer one the end is read without a word, or none of it. */
  readonly promptLimit: { readonly tokens: number; readonly whenOver: 'cut' | 'refuse' } | undefined;
  /** Questions are answered from so many of the prompt's last tokens (see `recall`). Absent means that nothing is. */
  readonly recallTokens: number | undefined;
  /** Whether each answer begins at another token than the one before, as from a model that is not deterministic. */
  readonly varies: boolean;
  /** Further answers by path, for the endpoints by which servers are told apart. */
  readonly documents: Readonly<Record<string, unknown>>;
  /** Request fields that are answered with status 400. */
  readonly rejectedFields: readonly string[];
}

export const DEFAULT_BEHAVIOUR: FakeBehaviour = Object.freeze<FakeBehaviour>({
  schedule: DEFAULT_SCHEDULE,
  fault: { kind: 'none' },
  faultAfter: 0,
  models: ['fake-model'],
  framing: 'chunked',
  lineEnd: '\n',
  splitBytes: 0,
  dataSpace: true,
  done: true,
  finishReason: true,
  roleDelta: true,
  emptyDeltas: 0,
  comments: false,
  byteOrderMark: false,
  interim: false,
  usage: 'tail',
  cachedTokens: undefined,
  form: 'content',
  thinkingTokens: undefined,
  toolCalls: [{ name: 'look_up', arguments: { word: 'a' } }],
  toolCallForm: 'fragments',
  logprobs: false,
  parallel: undefined,
  tokens: ['one ', 'zwei ', 'trois ', 'négy ', '五 ', '🙂 '],
  defaultTokens: 16,
  naturalTokens: undefined,
  llamaCpp: false,
  timings: true,
  ollama: false,
  loadMs: 0,
  gpuShare: 0,
  refusesLongPrompts: true,
  leakBytes: 0,
  promptLimit: undefined,
  recallTokens: undefined,
  varies: false,
  documents: {},
  rejectedFields: [],
});
