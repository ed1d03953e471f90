import { describe, expect, it } from 'vitest';
import type { CaseSummary } from '../../../src/report/case-summary.js';
import type { Finding } from '../../../src/report/findings/finding.js';
import { findingsOf } from '../../../src/report/findings/findings-of.js';

type MetricSummary = CaseSummary['metrics'][string];
type CaseMetric = CaseSummary['caseMetrics'][string];

const MIB = 1024 * 1024;

function metric(p50: number, changes: Partial<MetricSummary> = {}): MetricSummary {
  return {
    unit: 'ms',
    better: 'lower',
    n: 10,
    mean: p50,
    sd: 0,
    min: p50,
    max: p50,
    p50,
    p95: p50,
    p99: p50,
    mad: 0,
    cv: 0,
    coarse: [],
    outliers: 0,
    ...changes,
  };
}

/** A case with these medians and these numbers of the whole case. */
function measured(
  benchmark: string,
  parameters: CaseSummary['parameters'],
  values: {
    readonly metrics?: Readonly<Record<string, number | MetricSummary>>;
    readonly ofCase?: Readonly<Record<string, number>>;
    readonly changes?: Partial<CaseSummary>;
  },
): CaseSummary {
  const metrics = Object.entries(values.metrics ?? {}).map(([id, value]) => [
    id,
    typeof value === 'number' ? metric(value) : value,
  ]);
  const caseMetrics = Object.entries(values.ofCase ?? {}).map(([id, value]): [string, CaseMetric] => [
    id,
    { unit: 'count', better: 'none', value },
  ]);
  return {
    caseId: `${benchmark}-${JSON.stringify(parameters)}`,
    ordinal: 0,
    benchmark,
    target: 'model',
    parameters,
    status: 'completed',
    iterations: { measured: 10, planned: 10 },
    attempts: 1,
    take: 0,
    errors: { attempted: 10, failed: 0, byClass: {} },
    tokenSources: ['server'],
    labels: {},
    metrics: Object.fromEntries(metrics) as Record<string, MetricSummary>,
    caseMetrics: Object.fromEntries(caseMetrics),
    warnings: [],
    ...values.changes,
  };
}

function find(cases: readonly CaseSummary[], code: string): Finding | undefined {
  return findingsOf(cases).find((finding) => finding.code === code);
}

const LEVELS = { ttftMs: 10_000, tpotMs: 200 };
const SLO = { sloTtftMs: 10_000, sloTpotMs: 200 };
const depth = (contextTokens: number, goodFraction: number, needleHit: number): CaseSummary =>
  measured(
    'context-window',
    { contextTokens, ...SLO },
    {
      metrics: { ttft: contextTokens, tpot: 20, contextTokens, needleHit, rssAfter: 100 * MIB + contextTokens * 4_096 },
      ofCase: { goodFraction },
      changes: { serviceLevels: LEVELS },
    },
  );

describe('findings about the context', () => {
  it('name the longest usable context below the first that is not', () => {
    const cases = [depth(4_096, 1, 0), depth(1_024, 1, 1), depth(512, 1, 1), depth(2_048, 0.5, 0.3)];
    const finding = find(cases, 'usable-context');
    expect(finding?.sentence).toBe(
      'The context is usable up to 1024 tokens, and not at 2048 tokens: the first token within 10.0 s and each further one within 200 ms.',
    );
    expect(finding?.evidence).toHaveLength(4);
    expect(finding?.evidence[2]).toBe('2048 tokens: ttft 2048 ms, tpot 20.0 ms/token (not usable)');
  });

  it('do not call a cut prompt usable', () => {
    // 600 of 1,000 prompt tokens were read, and 24 written.
    const cut = measured(
      'context-window',
      { contextShare: 0.5, outputTokens: 24, ...SLO },
      {
        metrics: { ttft: 600, tpot: 20, contextTokens: 624, promptFidelity: 0.6 },
        ofCase: { goodFraction: 1 },
        changes: { labels: { truncated: 10 }, serviceLevels: LEVELS },
      },
    );
    const finding = find([depth(512, 1, 1), cut], 'usable-context');
    expect(finding?.sentence).toContain(
      'up to 512 tokens, and not at 1024 tokens, of which the backend reads only 600 of the prompt',
    );
    expect(finding?.evidence[1]).toContain('1024 tokens: cut to 600 tokens of prompt');
  });

  it('take success alone for usable where no service level is set', () => {
    const cases = [512, 1_024].map((contextTokens) =>
      measured('context-window', { contextTokens }, { metrics: { contextTokens } }),
    );
    expect(find(cases, 'usable-context')?.sentence).toBe(
      'The context is usable up to 1024 tokens, the longest that was measured: every request succeeds.',
    );
  });

  it('say when everything measured is usable, and when nothing is', () => {
    expect(find([depth(512, 1, 1)], 'usable-context')?.sentence).toContain(
      'up to 512 tokens, the longest that was measured',
    );
    expect(find([depth(512, 0, 1)], 'usable-context')?.sentence).toContain('No measured context keeps');
  });

  it('tell how far the model finds what is hidden', () => {
    expect(find([depth(512, 1, 1), depth(1_024, 1, 0.8), depth(2_048, 1, 0.7)], 'needle')?.sentence).toBe(
      'The model finds a code that is hidden in its prompt up to 1024 tokens.',
    );
    expect(find([depth(512, 1, 0.1)], 'needle')?.sentence).toContain('does not reliably find');
  });

  it('do not take what rises with time for the cost of context', () => {
    const points = [
      [128, 103],
      [1_024, 111],
      [256, 123],
      [2_048, 154],
    ] as const;
    const cases = points.map(([contextTokens, mebibytes], ordinal) =>
      measured(
        'context-window',
        { contextTokens },
        { metrics: { contextTokens, rssAfter: mebibytes * MIB }, changes: { ordinal } },
      ),
    );
    expect(find(cases, 'context-memory')?.sentence).toContain('rose from case to case whatever the context was');
  });

  it('tell what a token of context costs in memory', () => {
    const cases = [128, 512, 1_024].map((tokens) => depth(tokens, 1, 1));
    expect(find(cases, 'context-memory')?.sentence).toBe('Memory grows by 4.00 KiB per token of context.');
  });
});

describe('findings about concurrency', () => {
  const leftOut = {
    status: 'skipped',
    reason: { code: 'saturated', message: '' },
    iterations: { measured: 0, planned: 10 },
  } as const;
  const load = (slots: number, outTps: number, goodFraction: number): CaseSummary =>
    measured(
      'concurrent',
      { slots },
      { metrics: { tpot: 10 }, ofCase: { outTps, goodFraction }, changes: { serviceLevels: { ttftMs: 2_000 } } },
    );

  it('name the knee and the users that are served', () => {
    const cases = [load(1, 100, 1), load(2, 200, 1), load(4, 395, 0.97), load(8, 400, 0.2)];
    expect(find(cases, 'concurrency-knee')?.sentence).toBe(
      'The knee is at 4 slots: more requests at once hardly raise the total rate, which is at most 400 tok/s.',
    );
    expect(find(cases, 'served-users')?.sentence).toBe(
      'Up to 4 users at once are served within the service levels (the first token within 2000 ms).',
    );
    // Beyond the first load that is not served, a good one is luck.
    expect(find([load(1, 100, 1), load(2, 200, 0.5), load(4, 300, 1)], 'served-users')?.sentence).toContain(
      'Up to 1 user is served',
    );
    expect(find([load(1, 100, 0.5), load(2, 200, 0.5)], 'served-users')?.sentence).toContain('No measured number');
  });

  it('name the loads that were left out beyond it', () => {
    const cases = [
      load(1, 100, 1),
      load(2, 104, 1),
      { ...load(4, 0, 1), ...leftOut },
      { ...load(8, 0, 1), ...leftOut },
    ];
    expect(find(cases, 'concurrency-knee')?.evidence.at(-1)).toBe(
      '4, 8 at once: left out, since the rate no longer rose',
    );
  });

  it('say that the knee was not reached', () => {
    expect(find([load(1, 100, 1), load(2, 200, 1)], 'concurrency-knee')?.sentence).toBe(
      'The knee lies beyond 2 slots: the total rate still rises.',
    );
  });

  it('say that requests at once win nothing', () => {
    expect(find([load(1, 100, 1), load(2, 104, 1)], 'concurrency-knee')?.sentence).toContain('next to nothing');
  });
});

describe('findings about prompts', () => {
  const length = (promptTokens: number, ttft: number, ttftCached: number): CaseSummary =>
    measured(
      'prompt-length',
      { promptTokens, outputTokens: 1 },
      { metrics: { ttft, ttftCached, cacheSaving: ttft - ttftCached } },
    );

  it('give fixed cost and cost per token', () => {
    const cases = [64, 256, 1_024].map((tokens) => length(tokens, 5 + 0.1 * tokens, 5));
    expect(find(cases, 'prefill-cost')?.sentence).toBe('Reading a prompt of n tokens costs 5.00 ms + 0.100 ms · n.');
    // 5 of 107.4 ms are left.
    expect(find(cases, 'cache-saving')?.sentence).toBe(
      'The prompt cache saves 95 % of the time to the first token at 1024 tokens.',
    );
  });

  it('give the square where the curve bends', () => {
    const cases = [128, 256, 512, 1_024].map((tokens) => length(tokens, 1 + 0.1 * tokens + 0.0001 * tokens ** 2, 1));
    expect(find(cases, 'prefill-cost')?.sentence).toContain('1.00 ms + 0.100 ms · n + 100 ms · (n / 1000)²');
  });

  it('say so when no curve fits', () => {
    const ttfts = [4.89, 9.33, 19.6, 95.5, 404];
    const cases = ttfts.map((ttft, at) => length(64 * 2 ** at, ttft, 1));
    expect(find(cases, 'prefill-cost')?.sentence).toMatch(/follows no line and no parabola .* off by up to \d+ %/);
  });

  it('say that a cache saves nothing', () => {
    const cases = [64, 256, 1_024].map((tokens) => length(tokens, tokens, tokens));
    expect(find(cases, 'cache-saving')?.sentence).toBe('The prompt cache saves nothing at 1024 tokens.');
  });
});

describe('findings about memory and time', () => {
  const growing = (rssPerRequest: number): CaseSummary =>
    measured(
      'sustained',
      { checkpointMs: 3_000 },
      { ofCase: { rssPerRequest }, changes: { errors: { attempted: 100, failed: 0, byClass: {} } } },
    );

  it('tell what is taken in which phase, at the longest prompt', () => {
    const phases = (promptTokens: number, rssPrefill: number): CaseSummary =>
      measured(
        'memory',
        { promptTokens },
        {
          metrics: { rssIdle: 50 * MIB, rssLoaded: 100 * MIB, rssBefore: 105 * MIB, rssPrefill, rssAfter: 110 * MIB },
          ofCase: { rssPeak: rssPrefill },
        },
      );
    const finding = find([phases(1_024, 120 * MIB), phases(128, 105 * MIB)], 'memory-phases');
    expect(finding?.sentence).toBe('Loaded, the model takes 100 MiB; at a prompt of 1024 tokens it peaks at 120 MiB.');
    expect(finding?.evidence).toEqual([
      'before the load 50.0 MiB',
      'loaded 100 MiB',
      'between requests 105 MiB',
      'reading 120 MiB',
      'after the answer 110 MiB',
    ]);
  });

  it('tell growth from noise', () => {
    expect(find([growing(MIB)], 'memory-growth')?.sentence).toBe(
      'Memory grows by 1.00 MiB per request, 100 MiB over 100 requests.',
    );
    expect(find([growing(1_000)], 'memory-growth')?.sentence).toBe('Memory is flat over 100 requests.');
  });

  it('tell whether the rate holds', () => {
    const ratio = (sustained: number): CaseSummary =>
      measured('sustained', { checkpointMs: 3_000 }, { ofCase: { sustained } });
    expect(find([ratio(0.99)], 'sustained-rate')?.sentence).toBe('The decode rate holds over 30 s of load.');
    expect(find([ratio(0.8)], 'sustained-rate')?.sentence).toContain('drops by 20 % over 30 s of load');
    expect(find([ratio(1.2)], 'sustained-rate')?.sentence).toContain('rises by 20 %');
  });

  it('name the likely cause of a drop, by who had the CPU and whether memory was short', () => {
    const dropped = (sustainedCpu: number | undefined, changes: Partial<CaseSummary> = {}): string | undefined =>
      find(
        [
          measured(
            'sustained',
            { checkpointMs: 3_000 },
            { ofCase: { sustained: 0.8, ...(sustainedCpu === undefined ? {} : { sustainedCpu }) }, changes },
          ),
        ],
        'sustained-rate',
      )?.sentence;
    expect(dropped(0.82)).toContain('got less of the CPU, so another program is the likely cause');
    expect(dropped(0.99)).toContain('did less with it, so heat');
    expect(dropped(0.99, { otherCpuShare: 0.8 })).toContain('other programs were busy beside it');
    expect(dropped(undefined)).toContain('heat or another program');
    expect(dropped(0.82, { majorFaults: 5_000 })).toContain('short of memory');
  });

  it('say what a restart costs and what stayed warm', () => {
    const subject = measured(
      'cold-start',
      {},
      {
        metrics: { coldStartMs: 900, processMs: 40, importMs: 300, modelLoadMs: 500, contextMs: 20, ttft: 40 },
        changes: { labels: { 'file-cache-warm': 10 } },
      },
    );
    const finding = find([subject], 'cold-start');
    expect(finding?.sentence).toBe('After a restart the first token comes in 900 ms, with a warm file cache.');
    expect(finding?.evidence).toEqual([
      'process: 40.0 ms',
      'runtime: 300 ms',
      'model: 500 ms',
      'context: 20.0 ms',
      'first token: 40.0 ms',
    ]);
  });

  it('do not take noise for a cold penalty', () => {
    const penalty = (low: number): CaseSummary =>
      measured(
        'warm-start',
        {},
        {
          metrics: {
            coldPenalty: metric(5, {
              interval: { low, high: 9, level: 0.95 },
            }),
            ttftCold: 25,
            ttft: 20,
          },
        },
      );
    expect(find([penalty(-1)], 'cold-penalty')?.sentence).toContain('no longer than the next ones');
    expect(find([penalty(3)], 'cold-penalty')?.sentence).toBe(
      'The first request behind a load waits 5.00 ms longer than the next ones.',
    );
  });
});

describe('findings about the feel', () => {
  const turn = (ttft: number, tpot: number): CaseSummary => measured('small-prompt', {}, { metrics: { ttft, tpot } });

  it('call a model interactive that answers within a second and writes faster than people read', () => {
    expect(find([turn(300, 50)], 'interactive')?.sentence).toBe(
      'The model is interactive: the first token comes within 300 ms, and it writes 20.0 tok/s.',
    );
  });

  it('say what is in the way of it', () => {
    expect(find([turn(3_000, 250)], 'interactive')?.sentence).toBe(
      'The model is not interactive: the first token takes 3000 ms, and it writes 4.00 tok/s, slower than people read.',
    );
  });

  it('say how long a model thinks before it answers', () => {
    const first = (ttfo: number): CaseSummary =>
      measured('first-token', { promptTokens: 128, outputTokens: 1 }, { metrics: { ttft: 100, ttfo } });
    expect(find([first(2_000)], 'thinking')?.sentence).toBe(
      'The model thinks first: its answer begins after 2000 ms, its first token after 100 ms.',
    );
    expect(find([first(101)], 'thinking')).toBeUndefined();
  });

  it('tell smooth, uneven and stalling streams apart', () => {
    const stream = (iclP99: number, stalls: number): CaseSummary =>
      measured('streaming', {}, { metrics: { iclP50: 10, iclP99 }, ofCase: { stalls } });
    expect(find([stream(20, 0)], 'stream')?.sentence).toBe('The stream is smooth, without a stall.');
    expect(find([stream(80, 0)], 'stream')?.sentence).toContain('uneven: 1 % of the gaps are over 8.0 times');
    expect(find([stream(20, 2)], 'stream')?.sentence).toContain('stalls: 2 pauses');
  });
});

describe('findingsOf', () => {
  it('keeps targets apart and is silent about what was not measured', () => {
    const good = measured('small-prompt', {}, { metrics: { ttft: 100, tpot: 10 } });
    const findings = findingsOf([
      { ...good, target: 'a' },
      { ...good, target: 'b' },
    ]);
    expect(findings.map(({ target, code }) => [target, code])).toEqual([
      ['a', 'interactive'],
      ['b', 'interactive'],
    ]);
    const unmeasured = { ...good, iterations: { measured: 0, planned: 10 } };
    expect(findingsOf([unmeasured])).toEqual([]);
  });
});
