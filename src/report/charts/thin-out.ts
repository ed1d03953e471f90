/**
 * At most `limit` of the values, ascending, evenly spaced by rank and always with the least and the greatest: what a plot
 * of a hundred thousand points needs to look the same.
 */
export function thinOutValues(values: readonly number[], limit: number): number[] {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length <= limit) return [...sorted];
  return Array.from(
    { length: limit },
    (_, index) => sorted[Math.round((index * (sorted.length - 1)) / (limit - 1))] ?? 0,
  );
}

/** A point of a curve. */
export type Point = readonly [x: number, y: number];

/**
 * At most about `limit` points of a curve in order of x: of each stretch the lowest and the highest point, so that no
 * peak is lost.
 */
export function thinOutCurve(points: readonly Point[], limit: number): Point[] {
  if (points.length <= limit) return [...points];
  const stretch = Math.ceil((points.length * 2) / limit);
  const kept: Point[] = [];
  for (let start = 0; start < points.length; start += stretch) {
    const part = points.slice(start, start + stretch);
    const byHeight = part.toSorted((a, b) => a[1] - b[1]);
    const ends = [...new Set([byHeight[0], byHeight.at(-1)])].filter((point) => point !== undefined);
    kept.push(...ends.sort((a, b) => a[0] - b[0]));
  }
  return kept;
}
