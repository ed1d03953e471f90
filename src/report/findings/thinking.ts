import type { CaseSummary } from '../case-summary.js';
import { describeParameters } from '../describe-parameters.js';
import { formatValue } from '../format-value.js';
import { casesOf, type TargetFinding } from './finding.js';

/** Below this an answer that comes behind the first token is the scatter of two kinds of requests. */
const THINKS_FROM = 1.5;

/** How long a model that thinks first keeps its answer waiting. */
export function thinking(cases: readonly CaseSummary[]): TargetFinding[] {
  const waits = casesOf(cases, 'first-token').flatMap((subject) => {
    const { ttft, ttfo } = subject.metrics;
    return ttft === undefined || ttfo === undefined ? [] : [{ subject, ttft: ttft.p50, ttfo: ttfo.p50 }];
  });
  const first = waits.find(({ ttft, ttfo }) => ttfo >= THINKS_FROM * ttft);
  if (first === undefined) return [];
  return [
    {
      code: 'thinking',
      sentence: `The model thinks first: its answer begins after ${formatValue(first.ttfo, 'ms')}, its first token after ${formatValue(first.ttft, 'ms')}.`,
      evidence: waits.map(
        ({ subject, ttft, ttfo }) =>
          `first-token ${describeParameters(subject.parameters)}: ttft ${formatValue(ttft, 'ms')}, ttfo ${formatValue(ttfo, 'ms')}`,
      ),
    },
  ];
}
