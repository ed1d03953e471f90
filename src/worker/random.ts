/**
 * A small seeded generator (splitmix32) for prompts: fast, and the same numbers on every machine. Not for statistics and
 * not for secrets. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014 (32-bit variant).
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 2 ** 32;
  };
}

/** A seed of its own for each (seed, stream, index), so that no two iterations share their randomness. */
export function deriveSeed(seed: number, ...path: readonly number[]): number {
  let mixed = seed >>> 0;
  for (const step of path)
    mixed = Math.floor(seededRandom((mixed ^ Math.imul(step + 1, 0x85ebca6b)) >>> 0)() * 2 ** 32);
  return mixed;
}
