/** A seeded source of pseudo-random numbers: the same seed gives the same numbers on every machine. Not for secrets. */
export interface Random {
  /** The next integer in 0..2³² − 1. */
  readonly nextUint32: () => number;
  /** The next integer in 0..bound − 1, for a bound of at most 2³². */
  readonly nextBelow: (bound: number) => number;
}

const TWO_TO_32 = 2 ** 32;

/**
 * A xoshiro128** generator (Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021), its state
 * filled by SplitMix32 from `seed`, an integer of which the low 32 bits count.
 */
export function createRandom(seed: number): Random {
  const nextUint32 = xoshiro128(splitMix32(seed));
  return {
    nextUint32,
    // Scaling favours some integers by at most bound / 2³², far below what any resampling can see.
    nextBelow: (bound) => Math.floor((nextUint32() / TWO_TO_32) * bound),
  };
}

function xoshiro128(nextSeed: () => number): () => number {
  let a = nextSeed();
  let b = nextSeed();
  let c = nextSeed();
  let d = nextSeed();
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

/** Steele, Lea & Flood's SplitMix with the 32-bit finaliser of MurmurHash3: near seeds give unrelated states. */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
