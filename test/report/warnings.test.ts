import { describe, expect, it } from 'vitest';
import type { CaseRecord, RunRecord } from '../../src/journal/run-record.js';
import { runToEvents } from '../../src/report/export-ndjson.js';
import { summariseRun } from '../../src/report/run-summary.js';
import type { RunWarning } from '../../src/report/warnings.js';
import {
  caseOf,
  completedState,
  ENVIRONMENT,
  failedRequest,
  record,
  request,
  sample,
  samplesWithTtft,
  sitting,
} from './record-fixture.js';

const TEN = samplesWithTtft(100, 101, 102, 103, 104, 105, 106, 107, 108, 109);

function warningsOf(run: RunRecord): readonly RunWarning[] {
  return summariseRun(run, new Map()).warnings;
}

function warning(run: RunRecord, code: string): RunWarning | undefined {
  return warningsOf(run).find((each) => each.code === code);
}

describe('runWarnings', () => {
  it('finds nothing to say about a sound run', () => {
    expect(warningsOf(record([caseOf({ samples: TEN })]))).toEqual([]);
  });

  it('names a server on another machine, with its address', () => {
    const run = record([caseOf({ samples: TEN })]);
    const spec = { kind: 'openai', baseUrl: 'http://192.0.2.7:8080', model: 'm', allowRemote: true } as const;
    const plan = { ...run.meta.plan, targets: [{ name: 'far', spec, fingerprint: 'f' }] };
    expect(warning({ ...run, meta: { ...run.meta, plan } }, 'remote-server')?.message).toBe(
      'far runs on another machine, at http://192.0.2.7:8080: the network is part of every figure.',
    );
  });

  it('says of each target once why its memory is unknown, and what to do, in the summary and in the events', () => {
    const run = record([caseOf({ samples: TEN }), caseOf({ samples: TEN })]);
    const reason = 'The process that listens on port 8080 belongs to another user or container.';
    const targets = [1, 2].flatMap((generation) =>
      run.targets.map((each) => ({
        ...each,
        generation,
        description: { ...each.description, modelPids: [], modelPidsUnknown: reason },
      })),
    );
    const told = {
      code: 'memory-unknown',
      message: `${run.meta.plan.targets[0]?.name} has no figures of memory and CPU time: ${reason}`,
      remedy: 'Name the processes of its server: --pid PID, which may be repeated.',
    };
    const unknown = { ...run, targets };
    expect(warningsOf(unknown)).toEqual([told]);
    expect([...runToEvents(unknown)].filter(({ type }) => type === 'warning')).toMatchObject([told]);
  });

  it('names both rates where client and engine are more than 10 % apart', () => {
    // The client sees 16 tokens in 160 ms, the engine 16 in 128 ms: 100 against 125 tok/s, 20 % less.
    const engine = { decodeTokens: 16, decodeMs: 128, prefillTokens: 100, prefillMs: 100 };
    const found = warning(record([caseOf({ samples: [sample(0, [request(100, { engine })])] })]), 'rates-disagree');
    expect(found?.message).toContain('decodeTps 100 tok/s, decodeTpsServer 125 tok/s');
    expect(found?.message).not.toContain('prefillTps');
    expect(found?.caseId).toBe('case-0');
  });

  it('says nothing of rates that are 10 % apart or less', () => {
    const engine = { decodeTokens: 16, decodeMs: 150 };
    expect(
      warning(record([caseOf({ samples: [sample(0, [request(100, { engine })])] })]), 'rates-disagree'),
    ).toBeUndefined();
  });

  it('merges cases of the same code in one sentence and counts beyond the first ones', () => {
    const cases = [1, 2, 3, 4, 5, 6].map((promptTokens) =>
      caseOf({ parameters: { promptTokens, outputTokens: 2 }, samples: samplesWithTtft(100, 100) }),
    );
    const found = warningsOf(record(cases)).filter(({ code }) => code === 'few-iterations');
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toBe(
      'Fewer than 10 iterations were measured, so the intervals are wide: latency 1 → 2 tokens (2); latency 2 → 2 tokens (2); latency 3 → 2 tokens (2); and 3 more cases.',
    );
    expect(found[0]).not.toHaveProperty('caseId');
  });

  it('names the model of a case where a run has several, since each of them has the same cases', () => {
    const ofModel = (target: string): CaseRecord => {
      const each = caseOf({ samples: samplesWithTtft(100, 100) });
      return { ...each, planned: { ...each.planned, target } };
    };
    expect(warning(record([ofModel('a'), ofModel('b')]), 'few-iterations')?.message).toBe(
      'Fewer than 10 iterations were measured, so the intervals are wide: latency 100 → 17 tokens on a (2); latency 100 → 17 tokens on b (2).',
    );
  });

  it('tells failed requests by class', () => {
    const samples = [...TEN, sample(10, [failedRequest()])];
    expect(warning(record([caseOf({ samples })]), 'request-errors')?.message).toContain('1 of 11 failed: 1 http-5xx');
  });

  it('tells contaminated caches, and cut and short answers by their label', () => {
    const labelled = { ...request(100), labels: ['truncated', 'short', 'cache-contaminated'] };
    const codes = warningsOf(record([caseOf({ samples: [...TEN, sample(10, [labelled])] })])).map(({ code }) => code);
    expect(codes).toEqual(['cache-contaminated', 'truncated', 'short']);
  });

  it('tells outliers of the metrics people read', () => {
    const found = warning(record([caseOf({ samples: [...TEN, sample(10, [request(900)])] })]), 'outliers');
    expect(found?.message).toContain('ttft 1 of 11');
  });

  it('tells other programs that used more than a fifth of the machine', () => {
    const usage = { rssCurve: [], harnessCpuMs: 1 };
    const busy = (otherCpuShare: number): RunRecord =>
      record([
        caseOf({
          samples: TEN,
          state: { ...completedState(10), usage: { ...usage, otherCpuShare } } as ReturnType<typeof completedState>,
        }),
      ]);
    expect(warning(busy(0.35), 'contended-machine')?.message).toContain('35 % of the CPU');
    expect(warning(busy(0.2), 'contended-machine')).toBeUndefined();
  });

  it('tells a machine that is short of memory', () => {
    const usage = { rssCurve: [], harnessCpuMs: 1 };
    const short = (pressure: { swappedBytes?: number; majorFaults?: number }): RunRecord =>
      record([
        caseOf({
          samples: TEN,
          state: { ...completedState(10), usage: { ...usage, ...pressure } } as ReturnType<typeof completedState>,
        }),
      ]);
    const swapped = warning(short({ swappedBytes: 200 * 2 ** 20, majorFaults: 5_000 }), 'swapped');
    expect(swapped?.message).toContain('200 MiB in swap, 5000 page faults that read the disk');
    expect(swapped?.remedy).toContain('smaller model');
    expect(warning(short({ swappedBytes: 2 ** 20, majorFaults: 3 }), 'swapped')).toBeUndefined();
    expect(warning(short({}), 'swapped')).toBeUndefined();
  });

  it('tells estimated token counts', () => {
    const estimated = request(100);
    const samples = [...TEN, sample(10, [{ ...estimated, counts: { ...estimated.counts, source: 'estimate' } }])];
    expect(warning(record([caseOf({ samples })]), 'estimated-tokens')).toBeDefined();
  });

  it('tells a sleepy governor and battery power of any sitting', () => {
    const sleepy = {
      ...ENVIRONMENT,
      cpu: { ...ENVIRONMENT.cpu, governor: 'powersave' },
      powerSource: 'battery',
    } as const;
    const codes = warningsOf(record([caseOf({ samples: TEN })], { generations: [sitting(1), sitting(2, sleepy)] })).map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['cpu-governor', 'battery-power']);
  });

  it('tells sittings on different machines', () => {
    const other = { ...ENVIRONMENT, cpu: { ...ENVIRONMENT.cpu, model: 'Other CPU' } };
    const found = warning(
      record([caseOf({ samples: TEN })], { generations: [sitting(1), sitting(2, other)] }),
      'environment-changed',
    );
    expect(found?.message).toContain('Other CPU');
  });

  it('quotes some damage and counts the rest', () => {
    const found = warning(record([caseOf({ samples: TEN })], { damage: ['a', 'b', 'c', 'd', 'e'] }), 'journal-damaged');
    expect(found?.message).toBe('The journal is damaged: a; b; c; and 2 more.');
  });

  it('passes on what the worker warned of, once', () => {
    const warnings = [{ code: 'loop-delay', message: 'The client was slow.', remedy: 'Free a core.' }];
    const state = { ...completedState(10), warnings } as ReturnType<typeof completedState>;
    const found = warningsOf(
      record([caseOf({ samples: TEN, state }), caseOf({ benchmark: 'other', samples: TEN, state })]),
    );
    expect(found).toEqual([
      {
        code: 'loop-delay',
        message: 'latency 100 → 17 tokens; other 100 → 17 tokens: The client was slow.',
        remedy: 'Free a core.',
      },
    ]);
  });
});
