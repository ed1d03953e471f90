import { closest, distance } from 'fastest-levenshtein';

/** "Did you mean …?" for a mistyped name, or undefined when nothing known is near it. */
export function didYouMean(typed: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = known.map((name) => name.toLowerCase());
  const nearest = closest(typed.toLowerCase(), lower);
  const tolerated = Math.max(2, Math.floor(typed.length / 3));
  if (distance(typed.toLowerCase(), nearest) > tolerated) return undefined;
  return `Did you mean "${known[lower.indexOf(nearest)]}"?`;
}
