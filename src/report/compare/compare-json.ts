import type { ForeignComparison } from './compare-foreign.js';
import type { Ranking } from './compare-many.js';
import type { Comparison } from './compare-runs.js';
import type { ParetoFront } from './pareto-front.js';
import type { ComparisonSide } from './comparison-side.js';
import { verdictSentence } from './verdict-sentence.js';

/** Version of the document. */
const COMPARE_SCHEMA = 'acode-compare/1';

/** A comparison of two sides as one JSON document; shares and ratios are plain numbers, values in base units. */
export function comparisonToJson(comparison: Comparison, front?: ParetoFront): Readonly<Record<string, unknown>> {
  return { schema: COMPARE_SCHEMA, kind: 'pair', ...pairBody(comparison), ...(front === undefined ? {} : { front }) };
}

/** Three and more sides as one JSON document, with every pair's comparison. */
export function rankingToJson({
  sides,
  rows,
  pairs,
  graded,
  failures,
  front,
}: Ranking): Readonly<Record<string, unknown>> {
  return {
    schema: COMPARE_SCHEMA,
    kind: 'ranking',
    sides: sides.map((side) => sideBody(side)),
    rows: rows.map((row) => ({ ...row, medians: row.medians.map((value) => value ?? null) })),
    graded,
    failures,
    front,
    pairs: pairs.map((pair) => pairBody(pair)),
  };
}

/** A run beside another tool's result as one JSON document; it has no verdict. */
export function foreignToJson({ side, ...rest }: ForeignComparison): Readonly<Record<string, unknown>> {
  return { schema: COMPARE_SCHEMA, kind: 'foreign', side: sideBody(side), ...rest };
}

function pairBody(comparison: Comparison): Readonly<Record<string, unknown>> {
  const { before, after, differences, rows, passRates, failures, answers, unmatched, verdict } = comparison;
  return {
    verdict,
    before: sideBody(before),
    after: sideBody(after),
    differences,
    rows: rows.map((row) => ({ ...row, reason: verdictSentence(row) })),
    passRates,
    failures,
    ...(answers === undefined ? {} : { answers }),
    unmatched,
  };
}

function sideBody({ label, runId, target, fingerprint }: ComparisonSide): Readonly<Record<string, unknown>> {
  return { label, runId, target, fingerprint };
}
