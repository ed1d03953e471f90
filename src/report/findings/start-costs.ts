import type { CaseSummary } from '../case-summary.js';
import { formatValue } from '../format-value.js';
import { casesOf, valueOf, type TargetFinding } from './finding.js';

/** The parts of a cold start in their order, with their names for people. */
const PARTS: readonly (readonly [id: string, name: string])[] = [
  ['processMs', 'process'],
  ['importMs', 'runtime'],
  ['modelLoadMs', 'model'],
  ['contextMs', 'context'],
  ['serverReadyMs', 'server ready'],
  ['firstPrefillMs', 'first prefill'],
  ['ttft', 'first token'],
];

/** What a label such as `file-cache-warm` ends with. */
const WARM_SUFFIX = '-warm';

/** What a restart costs, and what the first request pays. */
export function startCosts(cases: readonly CaseSummary[]): TargetFinding[] {
  return [...coldStartOf(cases), ...coldPenaltyOf(cases)];
}

function coldStartOf(cases: readonly CaseSummary[]): TargetFinding[] {
  return casesOf(cases, 'cold-start').flatMap((subject) => {
    const totalMs = valueOf(subject, 'coldStartMs');
    if (totalMs === undefined) return [];
    const warm = Object.keys(subject.labels)
      .filter((label) => label.endsWith(WARM_SUFFIX))
      .map((label) => label.slice(0, -WARM_SUFFIX.length).replaceAll('-', ' '));
    const caveat = warm.length === 0 ? '' : `, with a warm ${warm.join(' and ')}`;
    return [
      {
        code: 'cold-start',
        sentence: `After a restart the first token comes in ${formatValue(totalMs, 'ms')}${caveat}.`,
        evidence: PARTS.flatMap(([id, name]) => {
          const value = valueOf(subject, id);
          return value === undefined ? [] : [`${name}: ${formatValue(value, 'ms')}`];
        }),
      },
    ];
  });
}

function coldPenaltyOf(cases: readonly CaseSummary[]): TargetFinding[] {
  return casesOf(cases, 'warm-start').flatMap((subject) => {
    const { coldPenalty, ttftCold, ttft } = subject.metrics;
    if (coldPenalty === undefined || ttftCold === undefined || ttft === undefined) return [];
    return [
      {
        code: 'cold-penalty',
        sentence:
          // An interval that holds 0 does not tell a penalty from noise.
          (coldPenalty.interval?.low ?? coldPenalty.p50) <= 0
            ? 'The first request behind a load waits no longer than the next ones, as far as can be measured.'
            : `The first request behind a load waits ${formatValue(coldPenalty.p50, 'ms')} longer than the next ones.`,
        evidence: [`ttft ${formatValue(ttftCold.p50, 'ms')} cold, ${formatValue(ttft.p50, 'ms')} warm`],
      },
    ];
  });
}
