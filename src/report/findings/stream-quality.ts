import type { CaseSummary } from '../case-summary.js';
import { formatValue } from '../format-value.js';
import { casesOf, type TargetFinding } from './finding.js';

/** A stream whose longest percent of gaps stays within so many medians is smooth. */
const SMOOTH_TIMES_MEDIAN = 4;

/** Whether the stream is smooth. */
export function streamQuality(cases: readonly CaseSummary[]): TargetFinding[] {
  return casesOf(cases, 'streaming').flatMap((subject) => {
    const { iclP50, iclP99, iclMax, jitter } = subject.metrics;
    const stalls = subject.caseMetrics['stalls']?.value;
    if (iclP50 === undefined || iclP99 === undefined || stalls === undefined) return [];
    return [
      {
        code: 'stream',
        sentence: sentenceOf(stalls, iclP99.p50 / iclP50.p50),
        evidence: [
          `gaps: median ${formatValue(iclP50.p50, 'ms')}, 99 % below ${formatValue(iclP99.p50, 'ms')}`,
          ...(iclMax === undefined ? [] : [`longest gap ${formatValue(iclMax.max, 'ms')}`]),
          ...wholeBeside(subject),
          ...(jitter === undefined ? [] : [`jitter ${formatValue(jitter.p50, 'ms')}`]),
        ],
      },
    ];
  });
}

/** The same request in one piece, where the backend answers so. */
function wholeBeside({ metrics: { wholeMs, e2el } }: CaseSummary): string[] {
  if (wholeMs === undefined || e2el === undefined) return [];
  return [`whole answer ${formatValue(wholeMs.p50, 'ms')}, streamed ${formatValue(e2el.p50, 'ms')}`];
}

function sentenceOf(stalls: number, spread: number): string {
  if (stalls > 0) return `The stream stalls: ${stalls} ${stalls === 1 ? 'pause' : 'pauses'} that a reader notices.`;
  if (spread <= SMOOTH_TIMES_MEDIAN) return 'The stream is smooth, without a stall.';
  return `The stream is uneven: 1 % of the gaps are over ${spread.toFixed(1)} times the median, though none is long enough to notice.`;
}
