/**
 * Agreement of two raters beyond chance: (p_o − p_e) / (1 − p_e), where p_o is the share of equal ratings and p_e what
 * equal ratings the shares of the categories would give by chance. 1 is full agreement, 0 what chance gives, below 0 less.
 * Undefined for no ratings, and where both raters always said the same one thing, since chance then explains everything.
 * Source: Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, 1960.
 */
export function cohensKappa(ratings: readonly (readonly [first: string, second: string])[]): number | undefined {
  const n = ratings.length;
  if (n === 0) return undefined;
  const observed = ratings.filter(([first, second]) => first === second).length / n;
  const categories = new Set(ratings.flat());
  let expected = 0;
  for (const category of categories) {
    const first = ratings.filter(([rating]) => rating === category).length / n;
    const second = ratings.filter(([, rating]) => rating === category).length / n;
    expected += first * second;
  }
  return expected >= 1 ? undefined : (observed - expected) / (1 - expected);
}
