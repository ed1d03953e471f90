import { cohensKappa } from '../../statistics/cohens-kappa.js';
import type { Decision } from './read-judgement.js';

/** Below this a judge's grades say next to nothing, and no score is shown. */
export const MIN_KAPPA = 0.4;

/** An explanation whose worth is known, and what the judge decided. */
export interface JudgedLabel {
  readonly label: 'good' | 'wrong' | 'vague';
  readonly decision: Decision;
}

/** How far a judge can be trusted. */
export interface Calibration {
  /** Labelled explanations that were judged. */
  readonly n: number;
  /** Cohen's kappa of the judge's decisions with the labels; absent where it has no meaning. */
  readonly kappa?: number;
  /** Share of decisions that agree with the labels. */
  readonly agreement: number;
  /** Share of explanations that got the same grade in both orders. */
  readonly consistency: number;
  /** Share judged good of each label. */
  readonly judgedGood: Readonly<Record<JudgedLabel['label'], number>>;
  /** Whether a score of this judge may be shown. */
  readonly trusted: boolean;
}

/** Compares a judge's decisions with labels: a good explanation is to be judged good, a wrong or vague one bad. */
export function calibrate(judged: readonly JudgedLabel[]): Calibration {
  const n = judged.length;
  const pairs = judged.map(({ label, decision }) => [label === 'good' ? 'good' : 'bad', decision] as const);
  const kappa = cohensKappa(pairs);
  const share = (count: number): number => (n === 0 ? 0 : count / n);
  return {
    n,
    ...(kappa === undefined ? {} : { kappa }),
    agreement: share(pairs.filter(([label, decision]) => label === decision).length),
    consistency: share(judged.filter(({ decision }) => decision !== 'undecided').length),
    judgedGood: {
      good: goodShare(judged, 'good'),
      wrong: goodShare(judged, 'wrong'),
      vague: goodShare(judged, 'vague'),
    },
    trusted: kappa !== undefined && kappa >= MIN_KAPPA,
  };
}

function goodShare(judged: readonly JudgedLabel[], label: JudgedLabel['label']): number {
  const labelled = judged.filter((each) => each.label === label);
  if (labelled.length === 0) return 0;
  return labelled.filter(({ decision }) => decision === 'good').length / labelled.length;
}
