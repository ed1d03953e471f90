/** Answers to one case: how many there are and how many of them passed; integers with 0 ≤ passed ≤ answers. */
export interface AnswerCount {
  readonly answers: number;
  readonly passed: number;
}

/**
 * pass@k: the probability that at least one of `k` answers passes, estimated without bias from `answers` ≥ k of which
 * `passed` did: 1 − C(n−c, k) / C(n, k), as the product of 1 − k/i over i = n−c+1..n, which cannot overflow.
 * Source: Chen et al., "Evaluating Large Language Models Trained on Code", arXiv 2107.03374 (2021), section 2.1.
 * Undefined for fewer than k answers. Throws `RangeError` for what are not counts.
 */
export function passAtK(count: AnswerCount, k: number): number | undefined {
  requireCounts(count, k);
  const { answers, passed } = count;
  if (answers < k) return undefined;
  if (answers - passed < k) return 1;
  let noneOf = 1;
  for (let i = answers - passed + 1; i <= answers; i += 1) noneOf *= 1 - k / i;
  return 1 - noneOf;
}

/**
 * pass^k: the probability that all of `k` answers pass, estimated without bias as C(c, k) / C(n, k).
 * Source: Yao et al., "τ-bench", arXiv 2406.12045 (2024), section 3. Undefined for fewer than k answers. Throws like `passAtK`.
 */
export function passAllK(count: AnswerCount, k: number): number | undefined {
  requireCounts(count, k);
  const { answers, passed } = count;
  if (answers < k) return undefined;
  let allOf = 1;
  for (let i = 0; i < k; i += 1) allOf *= Math.max(0, passed - i) / (answers - i);
  return allOf;
}

function requireCounts({ answers, passed }: AnswerCount, k: number): void {
  const counts = [answers, passed, k].every((count) => Number.isInteger(count) && count >= 0);
  if (!counts || passed > answers || k < 1) {
    throw new RangeError(`${passed} passes of ${answers} answers, ${k} at a time, are not counts`);
  }
}
