import { type PrefillCost, prefillCost } from '../../metrics/prefill-cost.js';
import type { CaseSummary } from '../case-summary.js';
import { formatShare, formatValue } from '../format-value.js';
import { casesOf, parameterOf, type TargetFinding } from './finding.js';

/** A curve that misses a point by more than this says nothing about prompts. */
const NO_CURVE_SHARE = 0.5;

/** What a token of the prompt costs, and what the prompt cache saves. */
export function prefillCosts(cases: readonly CaseSummary[]): TargetFinding[] {
  const sweep = casesOf(cases, 'prompt-length');
  return [...costOf(sweep), ...savingOf(sweep)];
}

function costOf(sweep: readonly CaseSummary[]): TargetFinding[] {
  const points = sweep.flatMap((subject) => {
    const promptTokens = parameterOf(subject, 'promptTokens');
    const ttft = subject.metrics['ttft'];
    return promptTokens === undefined || ttft === undefined ? [] : [{ promptTokens, ttftMs: ttft.p50 }];
  });
  const cost = prefillCost(points);
  if (cost === undefined) return [];
  return [
    {
      code: 'prefill-cost',
      sentence: costSentence(cost),
      evidence: points.map(({ promptTokens, ttftMs }) => `${promptTokens} tokens: ttft ${formatValue(ttftMs, 'ms')}`),
    },
  ];
}

function costSentence({ fixedMs, msPerToken, msPerTokenSquared, curvature, worstShare }: PrefillCost): string {
  if (worstShare > NO_CURVE_SHARE) {
    return `The time to read a prompt follows no line and no parabola over its length: the best is off by up to ${formatShare(worstShare)}. Measure it again on a quiet machine.`;
  }
  const sign = fixedMs < 0 ? '−' : '';
  const line = `${sign}${formatValue(Math.abs(fixedMs), 'ms')} + ${formatValue(msPerToken, 'ms')} · n`;
  if (msPerTokenSquared === 0) return `Reading a prompt of n tokens costs ${line}.`;
  const square = `${formatValue(msPerTokenSquared * 1e6, 'ms')} · (n / 1000)²`;
  return `Reading a prompt of n tokens costs ${line} + ${square}: a token at the long end costs ${curvature.toFixed(1)} times one at the short end.`;
}

/** Said of the longest prompt, where it matters. */
function savingOf(sweep: readonly CaseSummary[]): TargetFinding[] {
  const paired = sweep.flatMap((subject) => {
    const { ttft, ttftCached, cacheSaving } = subject.metrics;
    const promptTokens = parameterOf(subject, 'promptTokens');
    if (ttft === undefined || ttftCached === undefined || cacheSaving === undefined || promptTokens === undefined) {
      return [];
    }
    return [{ promptTokens, uncached: ttft.p50, cached: ttftCached.p50, saving: cacheSaving.p50 }];
  });
  const longest = paired.toSorted((a, b) => a.promptTokens - b.promptTokens).at(-1);
  if (longest === undefined) return [];
  const share = longest.saving / longest.uncached;
  return [
    {
      code: 'cache-saving',
      sentence:
        share < 0.1
          ? `The prompt cache saves nothing at ${longest.promptTokens} tokens.`
          : `The prompt cache saves ${formatShare(share)} of the time to the first token at ${longest.promptTokens} tokens.`,
      evidence: paired.map(
        ({ promptTokens, uncached, cached }) =>
          `${promptTokens} tokens: ${formatValue(uncached, 'ms')} uncached, ${formatValue(cached, 'ms')} cached`,
      ),
    },
  ];
}
