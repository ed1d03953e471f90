/** Factors this close to 1 change nothing any more but the last digit. */
const PRECISION = 4 * Number.EPSILON;

/** Enough steps for every number of degrees of freedom that runs can have; the fraction ends by itself long before. */
const MOST_STEPS = 10_000;

/**
 * Two-sided P(|T| ≥ |t|) of Student's t distribution: the regularised incomplete beta function at ν / (ν + t²) with a = ν / 2
 * and b = 1/2 (Abramowitz & Stegun 26.7.1 and 26.5.8). Relative error below 1e-9.
 * Throws `RangeError` unless the degrees of freedom are a whole number from 1 on, or when t is not a number.
 */
export function studentTwoSidedP(t: number, freedom: number): number {
  if (!(Number.isInteger(freedom) && freedom >= 1))
    throw new RangeError(`degrees of freedom must be a whole number from 1 on, got ${freedom}`);
  if (Number.isNaN(t)) throw new RangeError('t is not a number');
  const square = t * t;
  if (square === 0) return 1;
  // Each of the two from its own quotient: one minus the other would lose the digits of the smaller.
  const x = 1 / (1 + square / freedom);
  const rest = 1 / (1 + freedom / square);
  const [a, b] = [freedom / 2, 0.5];
  const front = Math.exp(a * Math.log(x) + b * Math.log(rest) - logBetaWithHalf(a));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction({ a, b, x })) / a
    : 1 - (front * betaFraction({ a: b, b: a, x: rest })) / b;
}

/** The continued fraction of the incomplete beta function (A&S 26.5.8), evaluated after Lentz. */
function betaFraction({ a, b, x }: { readonly a: number; readonly b: number; readonly x: number }): number {
  let numerator = 1;
  let denominator = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = denominator;
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
    let factor = 1;
    for (const coefficient of [even, odd]) {
      denominator = 1 / (1 + coefficient * denominator);
      numerator = 1 + coefficient / numerator;
      factor = numerator * denominator;
      value *= factor;
    }
    if (Math.abs(factor - 1) < PRECISION) break;
  }
  return value;
}

/** Logarithm of B(a, 1/2) for a that is half of a whole number: Γ(a) / Γ(a + 1/2) step by step from a = 1/2 or a = 1. */
function logBetaWithHalf(a: number): number {
  let at = Number.isInteger(a) ? 1 : 0.5;
  // B(1/2, 1/2) = π and B(1, 1/2) = 2; then B(a + 1, b) = B(a, b) · a / (a + b).
  let log = Math.log(at === 1 ? 2 : Math.PI);
  for (; at < a; at += 1) log += Math.log(at / (at + 0.5));
  return log;
}
