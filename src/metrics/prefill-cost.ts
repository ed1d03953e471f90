import { theilSen } from '../statistics/theil-sen.js';

/** Time to the first token of an uncached prompt of a length. */
export interface PrefillPoint {
  readonly promptTokens: number;
  readonly ttftMs: number;
}

/** ttft ≈ fixedMs + msPerToken · n + msPerTokenSquared · n². */
export interface PrefillCost {
  readonly fixedMs: number;
  readonly msPerToken: number;
  /** The share of attention, which looks at every token before; 0 where the points lie on a line. */
  readonly msPerTokenSquared: number;
  /** What a token costs at the longest measured prompt over what one costs at the shortest; 1 is a straight line. */
  readonly curvature: number;
  /** How far the worst point lies from the curve, as a share of the point's time. */
  readonly worstShare: number;
}

/** The curve without what its points say about it. */
type Curve = Omit<PrefillCost, 'worstShare'>;

/** A square that makes up less than this share of the longest prompt's time is noise, and a line says it better. */
const BENT_SHARE = 0.15;

/** A parabola has three numbers; with as many points it would say nothing about itself. */
const MIN_PARABOLA_POINTS = 4;

/**
 * The Theil–Sen line through the points; where they bend, the parabola of least relative squares, its fixed part at least
 * 0. A parabola on which tokens cost less than nothing is the work of noise, and no answer. Undefined for fewer than three
 * unlike lengths.
 */
export function prefillCost(points: readonly PrefillPoint[]): PrefillCost | undefined {
  const ordered = points.toSorted((a, b) => a.promptTokens - b.promptTokens);
  if (new Set(ordered.map(({ promptTokens }) => promptTokens)).size < 3) return undefined;
  const curve = bentCurve(ordered) ?? fitLine(ordered);
  return curve === undefined ? undefined : { ...curve, worstShare: worstShareOf(ordered, curve) };
}

/** The parabola where there is enough of a bend for one. */
function bentCurve(ordered: readonly PrefillPoint[]): Curve | undefined {
  const bent = ordered.length < MIN_PARABOLA_POINTS ? undefined : fitParabola(ordered);
  const longest = ordered.at(-1);
  if (bent === undefined || longest === undefined || bent.msPerToken < 0) return undefined;
  const squareMs = bent.msPerTokenSquared * longest.promptTokens ** 2;
  return squareMs >= BENT_SHARE * longest.ttftMs ? bent : undefined;
}

function worstShareOf(points: readonly PrefillPoint[], curve: Curve): number {
  const { fixedMs, msPerToken, msPerTokenSquared } = curve;
  const shares = points.map(({ promptTokens: n, ttftMs }) =>
    Math.abs((fixedMs + msPerToken * n + msPerTokenSquared * n ** 2) / ttftMs - 1),
  );
  return Math.max(...shares);
}

function fitLine(points: readonly PrefillPoint[]): Curve | undefined {
  const line = theilSen(
    points.map(({ promptTokens }) => promptTokens),
    points.map(({ ttftMs }) => ttftMs),
  );
  return line === undefined
    ? undefined
    : { fixedMs: line.intercept, msPerToken: line.slope, msPerTokenSquared: 0, curvature: 1 };
}

/** Least squares of relative errors, since a millisecond means much to a short prompt and nothing to a long one. */
function fitParabola(points: readonly PrefillPoint[]): Curve | undefined {
  const rows = points.map(({ promptTokens, ttftMs }) =>
    [1, promptTokens, promptTokens ** 2].map((term) => term / ttftMs),
  );
  const whole = solveNormalEquations(rows);
  const through =
    (whole?.[0] ?? -1) >= 0 ? whole : [0, ...(solveNormalEquations(rows.map((row) => row.slice(1))) ?? [])];
  const [fixedMs, msPerToken, msPerTokenSquared] = through ?? [];
  if (fixedMs === undefined || msPerToken === undefined || msPerTokenSquared === undefined) return undefined;
  const costAt = (point: PrefillPoint | undefined): number =>
    msPerToken + 2 * msPerTokenSquared * (point?.promptTokens ?? 0);
  return { fixedMs, msPerToken, msPerTokenSquared, curvature: costAt(points.at(-1)) / costAt(points[0]) };
}

/** Coefficients that bring rows · x closest to all ones; Gauss–Jordan with scaled columns. Undefined when singular. */
function solveNormalEquations(rows: readonly (readonly number[])[]): number[] | undefined {
  const size = rows[0]?.length ?? 0;
  const scales = Array.from({ length: size }, (_, at) => Math.max(...rows.map((row) => Math.abs(row[at] ?? 0))));
  const scaled = rows.map((row) => row.map((value, at) => value / (scales[at] ?? 1)));
  const dot = (a: number, b: number): number => scaled.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0);
  const table = scales.map((_, a) => [
    ...scales.map((__, b) => dot(a, b)),
    scaled.reduce((sum, row) => sum + (row[a] ?? 0), 0),
  ]);
  for (let pivot = 0; pivot < size; pivot += 1) {
    const pivotRow = table[pivot];
    const divisor = pivotRow?.[pivot] ?? 0;
    if (pivotRow === undefined || Math.abs(divisor) < Number.EPSILON) return undefined;
    table[pivot] = pivotRow.map((value) => value / divisor);
    for (let other = 0; other < size; other += 1) {
      if (other !== pivot) table[other] = eliminated(table[other] ?? [], table[pivot] ?? [], pivot);
    }
  }
  return table.map((row, at) => (row[size] ?? 0) / (scales[at] ?? 1));
}

/** A row without its part in the pivot's column. */
function eliminated(row: readonly number[], pivotRow: readonly number[], pivot: number): number[] {
  const factor = row[pivot] ?? 0;
  return row.map((value, at) => value - factor * (pivotRow[at] ?? 0));
}
