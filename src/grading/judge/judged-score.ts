import type { Interval } from '../../statistics/interval.js';
import { wilsonInterval } from '../../statistics/wilson.js';
import type { Decision } from './read-judgement.js';

/** An explanation of a run, and what the judge decided about it. */
export interface JudgedExplanation {
  readonly caseId: string;
  readonly item: string;
  readonly target: string;
  readonly iteration: number;
  /** `unanswered`: there was no explanation to ask about, which counts as a bad one. */
  readonly decision: Decision | 'unanswered';
}

/** What a judge says of one target. */
export interface JudgedScore {
  readonly target: string;
  readonly explanations: number;
  readonly good: number;
  readonly undecided: number;
  readonly unanswered: number;
  /** Good ones of all explanations, with the 95 % Wilson interval. Whoever is undecided is not good. */
  readonly share: Interval & { readonly value: number };
}

/** Sums up the judgements of each target, in the order of their first ones. */
export function judgedScores(judged: readonly JudgedExplanation[]): JudgedScore[] {
  const targets = [...new Set(judged.map(({ target }) => target))];
  return targets.map((target) => {
    const own = judged.filter((each) => each.target === target);
    const count = (decision: JudgedExplanation['decision']): number =>
      own.filter((each) => each.decision === decision).length;
    const good = count('good');
    return {
      target,
      explanations: own.length,
      good,
      undecided: count('undecided'),
      unanswered: count('unanswered'),
      share: { value: good / own.length, ...(wilsonInterval(good, own.length) ?? NOTHING_KNOWN) },
    };
  });
}

/** What is known of a share without a single explanation. */
const NOTHING_KNOWN: Interval = { low: 0, high: 1 };
