import { compareSides } from '../../../src/report/compare/compare-runs.js';
import { rankSides } from '../../../src/report/compare/compare-many.js';
import { sidesOfRun, type ComparisonSide } from '../../../src/report/compare/comparison-side.js';
import { compareReport } from '../../../src/report/html/compare-report.js';
import { rankingReport } from '../../../src/report/html/ranking-report.js';
import { trendReport } from '../../../src/report/html/trend-report.js';
import { buildTrend } from '../../../src/report/trend/build-trend.js';
import type { RunRecord } from '../../../src/journal/run-record.js';
import { HOSTILE, hostileRun, PRIMARY, summaryOf } from '../hostile-run.js';
import { caseOf, ENVIRONMENT, record, samplesWithTtft } from '../record-fixture.js';

const RULES = { primaryMetrics: PRIMARY };

/** A run whose benchmark, parameter and CPU have hostile names, with these times to first token. */
function runOf(from: number, day: number): RunRecord {
  const ttfts = Array.from({ length: 10 }, (_, index) => from + index);
  const run = record([
    caseOf({ benchmark: HOSTILE, parameters: { [HOSTILE]: HOSTILE }, samples: samplesWithTtft(...ttfts) }),
    caseOf({ samples: samplesWithTtft(...ttfts) }),
  ]);
  const environment = { ...ENVIRONMENT, cpu: { ...ENVIRONMENT.cpu, model: day % 2 === 0 ? HOSTILE : 'CPU' } };
  const createdAt = new Date(Date.UTC(2026, 0, day)).toISOString();
  return {
    ...run,
    meta: { ...run.meta, runId: `202601${String(day).padStart(2, '0')}-000000-abcd`, createdAt, environment },
  };
}

function sideOf(run: RunRecord): ComparisonSide {
  const [side] = sidesOfRun(run);
  if (side === undefined) throw new Error('the fixture has a target');
  return { ...side, target: HOSTILE };
}

/** A comparison in which everything got slower. */
export function comparePage(): string {
  return compareReport(compareSides(sideOf(runOf(100, 1)), sideOf(runOf(150, 2)), RULES));
}

/** Three sides, the second of which is the fastest. */
export function rankingPage(): string {
  return rankingReport(rankSides([sideOf(runOf(150, 1)), sideOf(runOf(100, 2)), sideOf(runOf(200, 3))], RULES));
}

/** Six runs that become slower on machines that take turns. */
export async function trendPage(): Promise<string> {
  const summaries = await Promise.all([1, 2, 3, 4, 5, 6].map((day) => summaryOf(runOf(100 + 10 * day, day))));
  return trendReport(buildTrend(summaries, RULES));
}

/** The comparison of a run with itself that holds every kind of case. */
export function motleyPage(): string {
  return compareReport(compareSides(sideOf(hostileRun()), sideOf(hostileRun()), RULES));
}
