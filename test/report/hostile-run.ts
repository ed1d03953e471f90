import type { RunRecord } from '../../src/journal/run-record.js';
import type { CaseRecord } from '../../src/journal/run-record.js';
import { chartsOf, readCases } from '../../src/report/case-reading.js';
import type { PrimaryMetrics } from '../../src/report/headline.js';
import type { DrawnRun } from '../../src/report/html/run-report.js';
import { computeIntervals } from '../../src/report/intervals.js';
import { summariseRun, type RunSummary } from '../../src/report/run-summary.js';
import { measuredSeal } from '../../src/report/import/journal-puts.js';
import {
  caseOf,
  completedState,
  failedRequest,
  failedState,
  record,
  request,
  sample,
  samplesWithTtft,
} from './record-fixture.js';

/** Text that tries to be markup, script, a formula, a terminal command and a mention at once. */
export const HOSTILE =
  '=cmd|"/c calc"!A1 </script><img src=x onerror="document.title=\'owned\'">&amp; \u001b[31mred\u0007 \u202egnp.exe @everyone #1 | `x` **b** ]]> \ud800';

/** A run whose every text of foreign origin is hostile, with cases of all kinds of ends and a curve. */
export function hostileRun(): RunRecord {
  const curve = [64, 128, 256, 512].map((promptTokens, index) =>
    caseOf({
      benchmark: 'first-token',
      parameters: { promptTokens, outputTokens: 17 },
      samples: samplesWithTtft(20 + index * 10, 22 + index * 11, 21 + index * 12, 25 + index * 9, 90 + index * 10),
      state: withMemory(5),
    }),
  );
  const run = record([
    ...curve,
    caseOf({ benchmark: HOSTILE, parameters: { [HOSTILE]: HOSTILE, minus: -5 }, samples: samplesWithTtft(10, 11, 12) }),
    caseOf({ state: failedState(HOSTILE), samples: [sample(0, [failedRequest()])] }),
    caseOf({ state: timedOut(HOSTILE), samples: [sample(0, [request(5)])], iterations: 5 }),
    caseOf({ state: { status: 'planned', take: 0 }, iterations: 5 }),
    caseOf({
      state: {
        status: 'interrupted',
        attempt: 1,
        take: 0,
        endedAt: '2026-01-01T00:00:20.000Z',
        durationMs: 5,
        warnings: [{ code: 'c', message: HOSTILE, remedy: HOSTILE }],
      },
    }),
  ]);
  const { plan } = run.meta;
  const targets = plan.targets.map((target) => ({ ...target, name: HOSTILE }));
  return {
    ...run,
    meta: { ...run.meta, plan: { ...plan, targets }, command: [HOSTILE] },
    targets: run.targets.map((stored) => ({
      ...stored,
      target: HOSTILE,
      description: { ...stored.description, model: HOSTILE, backendBuild: HOSTILE },
    })),
    cases: run.cases.map((each) => ({ ...each, planned: { ...each.planned, target: HOSTILE } })),
  };
}

/** The run as its journal would hold it: every completed case ended with just these samples. */
export function sealed(run: RunRecord): RunRecord {
  return { ...run, cases: run.cases.map((each) => sealCase(each)) };
}

export async function summaryOf(run: RunRecord): Promise<RunSummary> {
  return summariseRun(run, await computeIntervals(readCases(run), run.meta.plan.seed));
}

/** A run with all that its page is drawn from. */
export async function drawn(run: RunRecord, primaryMetrics: PrimaryMetrics = PRIMARY): Promise<DrawnRun> {
  const charts = chartsOf(run, readCases(run, primaryMetrics), primaryMetrics);
  return { record: run, summary: await summaryOf(run), charts };
}

export const PRIMARY = (benchmark: string): readonly string[] =>
  benchmark === 'first-token' ? ['ttft', 'prefillTps'] : ['e2el'];

function sealCase(each: CaseRecord): CaseRecord {
  const { state, planned, samples } = each;
  if (state.status !== 'completed') return each;
  // The order of the journal's keys: measured samples before warm-ups.
  const ordered = samples.toSorted((a, b) =>
    a.sample.phase < b.sample.phase ? -1 : a.sample.phase > b.sample.phase ? 1 : 0,
  );
  return {
    ...each,
    samples: ordered,
    complete: true,
    state: { ...state, ...measuredSeal(planned.ordinal, state.take, ordered) },
  };
}

function withMemory(iterations: number): CaseRecord['state'] {
  const state = completedState(iterations);
  if (!('usage' in state) || state.usage === undefined) return state;
  const rssCurve = Array.from({ length: 60 }, (_, index): [number, number] => [
    index * 100,
    (200 + Math.min(index, 30) * 4) * 2 ** 20,
  ]);
  return { ...state, usage: { ...state.usage, rssCurve } };
}

function timedOut(message: string): CaseRecord['state'] {
  return {
    status: 'timed-out',
    reason: { code: 'timeout', message },
    attempt: 1,
    take: 0,
    endedAt: '2026-01-01T00:00:20.000Z',
    durationMs: 60_000,
    warnings: [],
  };
}
