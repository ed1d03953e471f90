import picocolors from 'picocolors';
import type { RunRecord } from '../journal/run-record.js';
import { BARS } from './trend/sparkline.js';
import { extent } from './charts/scale.js';
import { describeParameters } from './describe-parameters.js';
import { formatValue } from './format-value.js';
import { headlineOf, type PrimaryMetrics } from './headline.js';
import { measuredSamples, metricValues } from './metric-values.js';
import type { RunSummary } from './run-summary.js';
import { cutText, displayWidth, plainLine } from './wrap-text.js';

/** Bins of a histogram at most; more say nothing about the shape of so few values. */
const MAX_BINS = 40;

/** Fewer values have no shape. */
const LEAST_VALUES = 5;

/**
 * How often values occur between the least and the greatest, as bars of at most `bins` columns of equal span; a blank is a
 * span without any value. Empty for fewer than two unlike values.
 */
export function histogram(values: readonly number[], bins: number): string {
  const [low, high] = extent(values);
  const span = high - low;
  if (values.length < 2 || span === 0 || bins < 1) return '';
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor(((value - low) / span) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return counts
    .map((count) => (count === 0 ? ' ' : (BARS[Math.ceil((count / most) * BARS.length) - 1] ?? '')))
    .join('');
}

/** The distribution of each case's first metric, two lines each, ending with a line end; empty where no case has enough values. */
export function formatHistograms(
  record: RunRecord,
  summary: RunSummary,
  {
    width,
    color,
    primaryMetrics,
  }: { readonly width: number; readonly color: boolean; readonly primaryMetrics: PrimaryMetrics },
): string {
  const { bold } = picocolors.createColors(color);
  const sections = summary.cases.flatMap((subject, index) => {
    const own = record.cases[index];
    const headline = headlineOf(subject, primaryMetrics);
    if (own === undefined || headline === undefined) return [];
    const values = metricValues(measuredSamples(own)).get(headline.id) ?? [];
    if (values.length < LEAST_VALUES) return [];
    const [low, high] = extent(values).map((value) => formatValue(value, headline.unit));
    const room = width - 4 - displayWidth(`${low ?? ''}${high ?? ''}`);
    const bars = histogram(values, Math.min(MAX_BINS, Math.max(8, values.length), room));
    if (bars === '') return [];
    const about = [
      describeParameters(subject.parameters),
      ...(summary.targets.length > 1 ? [subject.target] : []),
    ].filter((part) => part !== '');
    const title = plainLine(`${subject.benchmark} ${about.join(' · ')} · ${headline.id}, ${values.length} values`);
    return [`${bold(cutText(title, width))}\n${cutText(`  ${low ?? ''} ${bars} ${high ?? ''}`, width)}\n`];
  });
  return sections.join('');
}
