/** Bars by height. */
export const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * Values as bars from the lowest to the highest, at most `width` of them: more are thinned to the median of neighbours.
 * Equal values are bars of middle height. Empty for no values.
 */
export function sparkline(values: readonly number[], width: number): string {
  const shown = values.length <= width ? values : bucketMedians(values, Math.max(1, width));
  const low = Math.min(...shown);
  const span = Math.max(...shown) - low;
  return shown
    .map((value) => BARS[span === 0 ? 3 : Math.min(BARS.length - 1, Math.floor(((value - low) / span) * BARS.length))])
    .join('');
}

/** Below which bar of {@link sparkline} the value at `index` of `count` stands. */
export function barOf(index: number, count: number, width: number): number {
  return count <= width ? index : Math.ceil(((index + 1) * Math.max(1, width)) / count) - 1;
}

function bucketMedians(values: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * values.length) / count);
    const to = Math.floor(((index + 1) * values.length) / count);
    const bucket = values.slice(from, to).sort((a, b) => a - b);
    return bucket[Math.floor((bucket.length - 1) / 2)] ?? 0;
  });
}
