/** Version of all formulas below. Raised when one of them changes; records keep the version they were made with. */
export const METRIC_DEFS = 1;

export type MetricUnit = 'ms' | 'ms/token' | 'tok/s' | 'req/s' | 'ratio' | 'bytes' | 'bytes/token' | 'tokens' | 'count';
export type MetricDirection = 'lower' | 'higher' | 'none';

/** What a metric means; the identifiers are the same in code, records, exports and on screen. */
export interface MetricDefinition {
  readonly id: string;
  readonly title: string;
  readonly unit: MetricUnit;
  readonly better: MetricDirection;
  readonly formula: string;
  /** `request`: one value per request; `iteration`: one per iteration; `case`: one per case. */
  readonly level: 'request' | 'iteration' | 'case';
}

function metric(id: string, title: string, definition: Omit<MetricDefinition, 'id' | 'title'>): MetricDefinition {
  return Object.freeze({ id, title, ...definition });
}

const request = (unit: MetricUnit, better: MetricDirection, formula: string) =>
  ({ unit, better, formula, level: 'request' }) as const;
const iteration = (unit: MetricUnit, better: MetricDirection, formula: string) =>
  ({ unit, better, formula, level: 'iteration' }) as const;
const ofCase = (unit: MetricUnit, better: MetricDirection, formula: string) =>
  ({ unit, better, formula, level: 'case' }) as const;

/** Every metric, in the order in which documents list them. */
export const METRICS: readonly MetricDefinition[] = [
  metric('queueMs', 'queue time', request('ms', 'lower', 't_send − t_sched')),
  metric('ttfr', 'time to first response', request('ms', 'lower', 't_evt1 − t_send')),
  metric('ttft', 'time to first token', request('ms', 'lower', 't_tok1 − t_send')),
  metric('ttfo', 'time to first answer token', request('ms', 'lower', 't_ans1 − t_send')),
  metric('e2el', 'end-to-end latency', request('ms', 'lower', 't_tokL − t_send')),
  metric(
    'responseMs',
    'response time',
    request('ms', 'lower', 't_tokL − t_sched; only under open-loop load, where requests have an intended start'),
  ),
  metric('tailMs', 'stream tail', request('ms', 'lower', 't_end − t_tokL')),
  metric('tpot', 'time per output token', request('ms/token', 'lower', '(t_tokL − t_tok1) / (N − n1), N − n1 ≥ 1')),
  metric(
    'decodeTps',
    'decode rate',
    request('tok/s', 'higher', '(N − n1) / (t_tokL − t_tok1), N ≥ 16 and interval ≥ 50 ms'),
  ),
  metric('prefillTps', 'prefill rate', request('tok/s', 'higher', '(P − C) / ttft, P − C ≥ 64')),
  metric(
    'decodeTpsServer',
    'decode rate (engine)',
    request('tok/s', 'higher', 'decoded tokens / decode time, engine clock'),
  ),
  metric(
    'prefillTpsServer',
    'prefill rate (engine)',
    request('tok/s', 'higher', 'prompt tokens / prefill time, engine clock'),
  ),
  metric('e2eTps', 'end-to-end rate', request('tok/s', 'higher', 'N / e2el')),
  metric('cacheHit', 'prompt cache share', request('ratio', 'none', 'C / P')),
  metric('specAccept', 'draft acceptance', request('ratio', 'higher', 'accepted draft tokens / drafted')),
  metric('lenFidelity', 'output length fidelity', request('ratio', 'none', 'N / requested')),
  metric('promptFidelity', 'prompt length fidelity', request('ratio', 'none', 'P / requested')),
  metric(
    'cpuMs',
    'CPU time',
    request('ms', 'lower', "user + system CPU time of the model's processes during the request"),
  ),
  metric(
    'rssIdle',
    'memory before the load',
    iteration('bytes', 'none', "RSS of the model's process before it loaded the model"),
  ),
  metric(
    'rssLoaded',
    'memory behind the load',
    iteration('bytes', 'lower', "RSS of the model's process behind the load and a one-token request"),
  ),
  metric(
    'rssBefore',
    'memory before the request',
    iteration('bytes', 'lower', "RSS of the model's processes before the request"),
  ),
  metric(
    'rssAfter',
    'memory after the request',
    iteration('bytes', 'lower', "RSS of the model's processes after the request"),
  ),
  metric(
    'rssPrefill',
    'memory while reading',
    iteration('bytes', 'lower', 'highest RSS from t_send to t_tok1, looked at every 5 ms'),
  ),
  metric(
    'rssDecode',
    'memory while writing',
    iteration('bytes', 'lower', 'highest RSS from t_tok1 to t_tokL, looked at every 5 ms'),
  ),
  metric('vram', 'GPU memory', iteration('bytes', 'lower', "memory of the model on the GPU, by the backend's account")),
  metric('iclP50', 'median gap', iteration('ms', 'lower', 'median of the gaps between token-bearing events')),
  metric('iclP95', '95 % gap', iteration('ms', 'lower', '95th percentile of these gaps')),
  metric('iclP99', '99 % gap', iteration('ms', 'lower', '99th percentile of these gaps')),
  metric('iclMax', 'longest gap', iteration('ms', 'lower', 'longest of these gaps')),
  metric('jitter', 'jitter', iteration('ms', 'lower', 'mean |gap − gap before|')),
  metric('tokensPerChunk', 'tokens per chunk', iteration('count', 'none', 'Σ N / Σ token-bearing events')),
  metric(
    'wholeMs',
    'time without streaming',
    iteration('ms', 'lower', 't_end − t_send of the same request, answered whole'),
  ),
  metric('ttftCached', 'time to first token, cached', iteration('ms', 'lower', 'ttft of a prompt sent before')),
  metric('cacheSaving', 'saving by the cache', iteration('ms', 'none', 'ttft uncached − ttft cached, paired')),
  metric('ttftCold', 'time to first token, cold', iteration('ms', 'lower', 'ttft of the first request behind a start')),
  metric(
    'coldPenalty',
    'cold penalty',
    iteration('ms', 'lower', 'ttft cold − mean ttft of the warm requests behind it, same prompt shape'),
  ),
  metric(
    'processMs',
    'process start',
    iteration('ms', 'lower', "spawn call → first line of the process's own code, or a server's open port"),
  ),
  metric('importMs', 'runtime import', iteration('ms', 'lower', 'import of the runtime')),
  metric(
    'modelLoadMs',
    'model load',
    iteration('ms', 'lower', 'engine start and load of the model file; of a server, open port → ready'),
  ),
  metric('contextMs', 'context', iteration('ms', 'lower', 'allocation of the context')),
  metric('serverReadyMs', 'server ready', iteration('ms', 'lower', 'spawn call → the server says that it is ready')),
  metric('firstPrefillMs', 'first prefill', iteration('ms', 'lower', "the engine's own time for the first prompt")),
  metric('coldStartMs', 'cold start', iteration('ms', 'lower', 'spawn call → first token')),
  metric('contextTokens', 'context in use', iteration('tokens', 'none', 'P + N of the request')),
  metric('needleHit', 'needle found', iteration('ratio', 'higher', '1 when the answer holds the hidden code, else 0')),
  metric('needleDepth', 'needle position', iteration('ratio', 'none', 'share of the prompt that stands before it')),
  metric('passed', 'checks passed', iteration('ratio', 'higher', '1 when every check of the iteration passed, else 0')),
  metric(
    'passRate',
    'pass rate',
    iteration('ratio', 'higher', 'passes / attempts: checks of an iteration, or judged answers of a graded benchmark'),
  ),
  metric('loadMs', 'load time', ofCase('ms', 'lower', 'load call → first token of a 1-token request')),
  metric('outTps', 'output throughput', ofCase('tok/s', 'higher', 'Σ N of successes / Σ iteration windows')),
  metric('reqTps', 'request throughput', ofCase('req/s', 'higher', 'successes / Σ iteration windows')),
  metric(
    'goodput',
    'goodput',
    ofCase('req/s', 'higher', 'requests that meet all service levels / Σ iteration windows'),
  ),
  metric(
    'goodFraction',
    'good requests',
    ofCase('ratio', 'higher', 'requests that meet all service levels / all attempted'),
  ),
  metric('concEff', 'effective concurrency', ofCase('count', 'none', '∫ requests in flight dt / duration')),
  metric('concPeak', 'peak concurrency', ofCase('count', 'none', 'most requests in flight at once')),
  metric('stalls', 'stalls', ofCase('count', 'lower', 'gaps > 100 ms and > 4 × the median gap of their request')),
  metric(
    'sustained',
    'sustained',
    ofCase('ratio', 'higher', 'median decodeTps of the last third of requests / of the first third'),
  ),
  metric(
    'sustainedCpu',
    'CPU sustained',
    ofCase('ratio', 'none', 'Σ cpuMs / Σ e2el of the last third of requests / of the first third'),
  ),
  metric(
    'kvBytesPerToken',
    'memory per context token',
    ofCase('bytes/token', 'lower', 'Theil–Sen slope of rssAfter over contextTokens; absent where flat (preallocated)'),
  ),
  metric(
    'rssPerRequest',
    'memory growth',
    ofCase('bytes', 'lower', 'Theil–Sen slope of rssAfter over the requests answered so far'),
  ),
  metric('rssPeak', 'peak memory', ofCase('bytes', 'lower', "highest RSS of the model's processes during the case")),
  metric(
    'rssMean',
    'mean memory',
    ofCase('bytes', 'lower', "mean RSS of the model's processes during the case, 10 Hz"),
  ),
  metric(
    'unparsedRate',
    'unreadable answers',
    ofCase('ratio', 'lower', 'answers no grader could read / judged answers of a graded benchmark'),
  ),
  metric(
    'correctTps',
    'tokens of right answers',
    ofCase('tok/s', 'higher', 'Σ N of passed answers / Σ time of all answers of a graded benchmark'),
  ),
  metric('timeToPass', 'time to a pass', ofCase('ms', 'lower', 'median time of the answers that passed')),
  metric(
    'harness.loopDelayP99',
    'client loop delay',
    ofCase('ms', 'lower', "99th percentile of the worker's event-loop delay"),
  ),
  metric('harness.gcMs', 'client garbage collection', ofCase('ms', 'lower', "time of the worker's garbage collector")),
  metric(
    'harness.cpuMs',
    'client CPU time',
    ofCase('ms', 'lower', "CPU time of the worker; with the embedded engine mostly the model's"),
  ),
  metric('errorRate', 'error rate', ofCase('ratio', 'lower', 'failed / attempted requests')),
];

const BY_ID = new Map(METRICS.map((definition) => [definition.id, definition]));

/** Definition of a metric, or undefined for an id this version does not know. */
export function metricDefinition(id: string): MetricDefinition | undefined {
  return BY_ID.get(id);
}
