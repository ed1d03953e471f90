import { closest, distance } from 'fastest-levenshtein';

/** "Did you mean …?" for a mistyped name, or undefined when nothing known is near it. */
export function didYouMean(typed: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(typed.toLowerCase(), known);
  const tolerated = Math.max(2, Math.floor(typed.length / 3));
  return distance(typed.toLowerCase(), nearest) <= tolerated ? `Did you mean "${nearest}"?` : undefined;
}
