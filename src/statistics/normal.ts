/** Where the series gives way to the continued fraction: both are exact to the last digits around it. */
const SERIES_LIMIT = 2.5;

/** Enough levels of the continued fraction for double precision at `SERIES_LIMIT`, where it converges slowest. */
const FRACTION_DEPTH = 150;

/** P(Z ≤ x) of the standard normal distribution, relative error below 1e-12 in both tails. */
export function normalCdf(x: number): number {
  return normalUpperTail(-x);
}

/**
 * P(Z > x) of the standard normal distribution, without the cancellation of 1 − P(Z ≤ x).
 * Sources: the series about 0 from Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical Software 11(4)
 * (2004); the tail by Laplace's continued fraction, Abramowitz & Stegun 26.2.14.
 */
export function normalUpperTail(x: number): number {
  if (x < -SERIES_LIMIT) return 1 - normalUpperTail(-x);
  return x > SERIES_LIMIT ? density(x) / inverseMillsRatio(x) : 0.5 - density(x) * centralSeries(x);
}

/** x + x³/3 + x⁵/(3·5) + …, which times the density is P(0 < Z ≤ x). */
function centralSeries(x: number): number {
  let term = x;
  let total = x;
  for (let odd = 3; Math.abs(term) > Number.EPSILON * Math.abs(total); odd += 2) {
    term *= (x * x) / odd;
    total += term;
  }
  return total;
}

/** Density over upper tail: x + 1/(x + 2/(x + 3/(x + …))). */
function inverseMillsRatio(x: number): number {
  let ratio = x;
  for (let level = FRACTION_DEPTH; level > 0; level -= 1) ratio = x + level / ratio;
  return ratio;
}

function density(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** Numerator and denominator by ascending powers; the digits of AS 241 as far as a double keeps them. */
interface Rational {
  readonly over: readonly number[];
  readonly under: readonly number[];
}

/** PPND16 of AS 241 for |p − 1/2| ≤ 0.425, in 0.180625 − (p − 1/2)². */
const CENTRE: Rational = {
  over: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  under: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};

/** PPND16 of AS 241 for tails down to e⁻²⁵, in √(−ln tail) − 1.6. */
const NEAR_TAIL: Rational = {
  over: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  under: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};

/** PPND16 of AS 241 for the tails beyond, in √(−ln tail) − 5. */
const FAR_TAIL: Rational = {
  over: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  under: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};

/**
 * The x with P(Z ≤ x) = p; infinite for p = 0 and p = 1. Relative error about 1e-16.
 * Source: Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37 (1988).
 * Throws `RangeError` for `p` outside 0..1.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must lie in 0..1, got ${p}`);
  const offset = p - 0.5;
  if (Math.abs(offset) <= 0.425) return offset * evaluate(CENTRE, 0.180625 - offset * offset);
  return Math.sign(offset) * tailQuantile(Math.min(p, 1 - p));
}

/** The positive x with P(Z > x) = tail. */
function tailQuantile(tail: number): number {
  if (tail === 0) return Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(tail));
  return r <= 5 ? evaluate(NEAR_TAIL, r - 1.6) : evaluate(FAR_TAIL, r - 5);
}

function evaluate(rational: Rational, x: number): number {
  return polynomial(rational.over, x) / polynomial(rational.under, x);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((total, coefficient) => total * x + coefficient, 0);
}
