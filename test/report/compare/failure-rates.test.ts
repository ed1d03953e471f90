import { describe, expect, it } from 'vitest';
import { compareSides } from '../../../src/report/compare/compare-runs.js';
import { rankSides } from '../../../src/report/compare/compare-many.js';
import { formatRanking } from '../../../src/report/compare/format-ranking.js';
import { rankingReport } from '../../../src/report/html/ranking-report.js';
import { comparisonToJson, rankingToJson } from '../../../src/report/compare/compare-json.js';
import { formatComparison } from '../../../src/report/compare/format-compare.js';
import { regressionsOf } from '../../../src/report/compare/regressions.js';
import { comparisonToMarkdown, rankingToMarkdown } from '../../../src/report/formats/markdown-compare.js';
import { compareReport } from '../../../src/report/html/compare-report.js';
import type { CaseRecord } from '../../../src/journal/run-record.js';
import { type ComparisonSide, sidesOfRun } from '../../../src/report/compare/comparison-side.js';
import { caseOf, failedRequest, failedState, record, request, sample } from '../record-fixture.js';
import { primaryMetrics } from './side-fixture.js';

const RULES = { primaryMetrics };

/** A case of so many requests, the last ones of which failed. */
function caseWith(good: number, bad: number): CaseRecord {
  const requests = [
    ...Array.from({ length: good }, (_, index) => request(100 + (index % 3))),
    ...Array.from({ length: bad }, () => failedRequest()),
  ];
  return caseOf({ samples: requests.map((each, index) => sample(index, [each])) });
}

function sideOf(...cases: readonly CaseRecord[]): ComparisonSide {
  const [side] = sidesOfRun(record(cases));
  if (side === undefined) throw new Error('the fixture has a target');
  return side;
}

/** All ten requests are still to be made when it fails. */
const broken = caseOf({ state: failedState('The server answers <b>500</b>.'), iterations: 10 });

describe('failed requests', () => {
  it('make a regression where they are more than chance, however fast the others are', () => {
    const comparison = compareSides(sideOf(caseWith(20, 0)), sideOf(caseWith(10, 10)), RULES);
    expect(comparison.rows.map(({ verdict }) => verdict)).not.toContain('regressed');
    expect(comparison.failures).toMatchObject([
      { before: { failures: 0, attempts: 20 }, after: { failures: 10, attempts: 20 }, verdict: 'regressed' },
    ]);
    expect(comparison.verdict).toBe('regressed');
    expect(compareSides(sideOf(caseWith(10, 10)), sideOf(caseWith(20, 0)), RULES).verdict).toBe('improved');
  });

  it('keep a comparison from being unchanged where they may be chance', () => {
    const comparison = compareSides(sideOf(caseWith(20, 0)), sideOf(caseWith(19, 1)), RULES);
    expect(comparison.failures.map(({ verdict }) => verdict)).toEqual(['inconclusive']);
    expect(comparison.verdict).toBe('inconclusive');
  });

  it('are not mentioned where there are none', () => {
    expect(compareSides(sideOf(caseWith(10, 0)), sideOf(caseWith(10, 0)), RULES).failures).toEqual([]);
  });

  it('are all that a case was still to make when it failed', () => {
    const comparison = compareSides(sideOf(caseWith(10, 0)), sideOf(broken), RULES);
    expect(comparison).toMatchObject({
      verdict: 'regressed',
      failures: [
        { before: { failures: 0, attempts: 10 }, after: { failures: 10, attempts: 10 }, verdict: 'regressed' },
      ],
      unmatched: [{ side: 'before', other: 'failed' }],
    });
    expect(regressionsOf(comparison)).toMatchObject([
      { metric: 'errorRate', unit: 'ratio', before: 0, after: 1, change: { kind: 'difference', value: 1 } },
    ]);
  });

  it('are none of a case that was not tried', () => {
    const skipped = { ...broken, state: { ...broken.state, status: 'skipped' } } as CaseRecord;
    const comparison = compareSides(sideOf(caseWith(10, 0)), sideOf(skipped), RULES);
    expect(comparison.failures).toEqual([]);
    expect(comparison.unmatched).toMatchObject([{ side: 'before', other: 'skipped' }]);
    expect(comparison.verdict).toBe('inconclusive');
  });

  it('are told with their reason wherever a comparison is', () => {
    const comparison = compareSides(sideOf(caseWith(10, 0)), sideOf(broken), RULES);
    const text = formatComparison(comparison, { width: 200, color: false });
    expect(text).toContain('REGRESSED · 1 regressed of 1 metric\n');
    expect(text).toContain(
      'latency 100 → 17 tokens: failed requests went from 0 of 10 (0 %) to 10 of 10 (100 %); after, the case ended with: The server answers <b>500</b>: regressed',
    );
    expect(text).toContain('Not compared: latency 100 → 17 tokens (before only, failed after).');
    expect(comparisonToMarkdown(comparison)).toContain('🔴 latency 100 → 17 tokens: failed requests went from 0 of 10');
    expect(comparisonToMarkdown(comparison)).toContain('(before only, failed after)');
    const page = compareReport(comparison);
    expect(page).toContain('Requests that failed');
    expect(page).toContain('The server answers &lt;b&gt;500&lt;/b&gt;');
    expect(comparisonToJson(comparison)).toMatchObject({ failures: [{ verdict: 'regressed' }] });
  });
});

describe('failed requests among several sides', () => {
  const ranking = rankSides([sideOf(caseWith(10, 0)), sideOf(caseWith(8, 2)), sideOf(broken)], RULES);

  it('are told of each side, since its medians are of the requests that went well', () => {
    expect(ranking.failures.map((cases) => cases.map(({ failures }) => failures))).toEqual([[], [2], [10]]);
    const text = formatRanking(ranking, { width: 200, color: false });
    expect(text).toContain(
      'Requests of B failed, which its numbers are without: latency 100 → 17 tokens 2 of 10 (20 %).',
    );
    expect(text).toContain('10 of 10 (100 %), as the case ended with: The server answers <b>500</b>.');
    expect(rankingToMarkdown(ranking)).toContain('- Requests of B failed');
    expect(rankingReport(ranking)).toContain('The server answers &lt;b&gt;500&lt;/b&gt;');
    expect(rankingToJson(ranking)).toMatchObject({ failures: [[], [{ failures: 2 }], [{ failures: 10 }]] });
  });
});
