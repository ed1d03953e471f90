/** What a metric's formula does not say. */
export interface MetricNotes {
  /** When the number is given at all, and what to beware of. */
  readonly holds: string;
  /** Numbers of other tools that mean the same, and those of the same name that do not. */
  readonly elsewhere: string;
}

const OUR_CLOCK = 'All moments are monotonic and taken when bytes arrive, before they are decoded.';
const NONE = 'No other tool is known to give this number.';

/**
 * Notes by metric id. Sources: the metrics code of vLLM `bench serve`, GuideLLM, AIPerf, LLMPerf, llama-bench and the
 * response fields of llama-server and Ollama, as docs/metrics.md weighs them.
 */
const NOTES: Readonly<Record<string, MetricNotes>> = {
  queueMs: {
    holds: 'Above zero only where requests start by a schedule and not one after the other.',
    elsewhere: 'Tools that send one request after the other have none.',
  },
  ttfr: {
    holds: 'A diagnostic: any event counts, an empty one or one with a role alone too.',
    elsewhere: 'What vLLM bench calls TTFT when the server sends a role first.',
  },
  ttft: {
    holds: `The first event with content, reasoning or a tool call; role-only and empty events never count. Left out where the prompt came from a cache or was cut. ${OUR_CLOCK}`,
    elsewhere:
      'Comparable: TTFT of GuideLLM and AIPerf. Not: vLLM bench, which stops at the first chunk even when it only carries a role.',
  },
  ttfo: {
    holds: 'The first event that is not reasoning; absent when the answer is reasoning alone.',
    elsewhere: 'Comparable: AIPerf’s time to first output token. Most tools do not tell reasoning apart.',
  },
  e2el: {
    holds: 'Ends at the last token, not when the stream closes; tailMs is the rest.',
    elsewhere:
      'Comparable within tailMs: E2EL of vLLM bench, request latency of GuideLLM and AIPerf. Not: Ollama’s total_duration, which adds the load of the model.',
  },
  tailMs: {
    holds: 'What comes behind the last token: usage, [DONE], the closing of the stream.',
    elsewhere: NONE,
  },
  tpot: {
    holds: 'Given when at least one token follows the first event. Short answers leave it out.',
    elsewhere:
      'Comparable: TPOT of vLLM bench and AIPerf’s inter-token latency, which leave the first token out as well. Not: GuideLLM’s TPOT, which has TTFT in it; LLMPerf’s inter-token latency, likewise.',
  },
  decodeTps: {
    holds: 'Given from 16 output tokens and 50 ms on; below that it says more about the clock than about the model.',
    elsewhere:
      'Comparable: tg of llama-bench (without sampling, so a little faster), eval rate of llama-server and Ollama (engine clock). Not: tokens per second over the whole request, which is e2eTps here.',
  },
  prefillTps: {
    holds: 'Given from 64 uncached prompt tokens on; has the first decode step and the way to the client in it.',
    elsewhere:
      'Comparable within a few per cent: pp of llama-bench, prompt eval rate of llama-server and Ollama, for prompts long enough that one decode step does not matter.',
  },
  decodeTpsServer: {
    holds:
      'By the engine’s own clock, beside the client’s and never instead of it. Absent where the engine tells none.',
    elsewhere: 'The same number: predicted_per_second of llama-server; eval_count / eval_duration of Ollama.',
  },
  prefillTpsServer: {
    holds:
      'By the engine’s own clock, beside the client’s and never instead of it. Absent where the engine tells none.',
    elsewhere:
      'The same number: prompt_per_second of llama-server; prompt_eval_count / prompt_eval_duration of Ollama.',
  },
  e2eTps: {
    holds: 'Has the reading of the prompt in it, so it falls with the prompt’s length.',
    elsewhere: 'Comparable: LLMPerf’s output throughput of a request. Not: the decode rate of any tool.',
  },
  cacheHit: {
    holds: 'Given where the server tells its cached tokens. Neither direction is better: cold cases want 0.',
    elsewhere: 'The same number: cached_tokens / prompt_tokens of OpenAI-compatible servers.',
  },
  specAccept: {
    holds: 'Given where the engine drafts tokens and counts them.',
    elsewhere: 'Comparable: draft acceptance rate of llama-server and vLLM.',
  },
  lenFidelity: {
    holds: 'Given where the benchmark asks for a length. Below 0.9 the request leaves the decode statistics.',
    elsewhere: NONE,
  },
  promptFidelity: {
    holds: 'Given where the benchmark asks for a length. Below 0.9 the backend cut the prompt.',
    elsewhere: NONE,
  },
  cpuMs: {
    holds: 'Of the model’s own processes; absent where they cannot be found, as on another machine.',
    elsewhere: NONE,
  },
  rssIdle: {
    holds: 'Only where the harness loads the model itself, in the worker’s own process.',
    elsewhere: NONE,
  },
  rssLoaded: {
    holds: 'Only where the harness loads the model itself; the contexts of the cases come on top.',
    elsewhere: NONE,
  },
  rssPrefill: {
    holds: 'Absent where the prompt is read faster than anybody looks: the memory benchmark looks every 5 ms.',
    elsewhere: NONE,
  },
  rssDecode: {
    holds: 'Absent where the answer is written faster than anybody looks: the memory benchmark looks every 5 ms.',
    elsewhere: NONE,
  },
  vram: {
    holds: 'By the account of the backend; of the servers that are known only Ollama gives one.',
    elsewhere: 'Comparable: size_vram of Ollama. Not: the used memory of nvidia-smi, which is that of all programs.',
  },
  rssBefore: { holds: 'Of the model’s own processes; absent where they cannot be found.', elsewhere: NONE },
  rssAfter: { holds: 'Of the model’s own processes; absent where they cannot be found.', elsewhere: NONE },
  loadMs: {
    holds: 'Until a first token came out, so that weights that are mapped and not yet read count. Once per sitting.',
    elsewhere: 'Not comparable: Ollama’s load_duration and llama.cpp’s load time, which end before any token.',
  },
  outTps: {
    holds: 'Tokens of successes over the time of all requests; a failed request costs time and gives no token.',
    elsewhere:
      'Comparable: output token throughput of vLLM bench, GuideLLM and AIPerf. Not: the median of the rates of single requests.',
  },
  reqTps: {
    holds: 'Successes over the time of all requests.',
    elsewhere: 'Comparable: request throughput of vLLM bench, GuideLLM and AIPerf.',
  },
  rssPeak: {
    holds: 'Of the model’s own processes, sampled ten times a second; the harness is not in it.',
    elsewhere: 'Comparable: the maximum resident set of /usr/bin/time, when the model is the only process.',
  },
  rssMean: { holds: 'Of the model’s own processes, sampled ten times a second.', elsewhere: NONE },
  passRate: {
    holds:
      'What the harness itself or a missing tool chain spoiled leaves the denominator; everything that the model spoiled stays in it. Several answers to one item are clustered by item.',
    elsewhere:
      'Comparable: accuracy and pass@1 of other harnesses on the same data with the same rules; see docs/grading.md and docs/datasets.md for where they differ.',
  },
  unparsedRate: { holds: 'No answer, code or call was found where one was due.', elsewhere: NONE },
  correctTps: { holds: 'Wrong answers take time and give nothing.', elsewhere: NONE },
  timeToPass: { holds: 'Of answers that passed; those that did not have no time.', elsewhere: NONE },
  errorRate: {
    holds: 'Of all attempted requests; failures never leave a denominator.',
    elsewhere: 'Comparable where a tool counts an error inside a 200 stream as one; sglang’s benchmark does not.',
  },
};

/** The notes of a metric, or undefined for one that has none yet. */
export function metricNotes(id: string): MetricNotes | undefined {
  return NOTES[id];
}
