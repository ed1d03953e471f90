import { measuredSamples } from '../metric-values.js';
import { answersBeside, type RepeatedAnswers } from '../repeated-answers.js';
import type { ComparisonSide } from './comparison-side.js';

/** The answers of two deterministic runs beside each other. */
export interface EqualAnswers extends RepeatedAnswers {
  /** In how many cases an answer differs. */
  readonly cases: number;
}

/**
 * Compares the answers of two deterministic runs of the same model with the same seed, request by request. Undefined where
 * they need not be equal: another model or seed, or a run that was not deterministic.
 */
export function equalAnswers(before: ComparisonSide, after: ComparisonSide): EqualAnswers | undefined {
  if (!before.deterministic || !after.deterministic) return undefined;
  if (before.seed !== after.seed || before.modelFingerprint !== after.modelFingerprint) return undefined;
  const found = [...before.cases].flatMap(([key, left]) => {
    const right = after.cases.get(key);
    if (right === undefined) return [];
    const others = new Map(measuredSamples(right).map((sample) => [sample.iteration, sample.requests]));
    const answers = measuredSamples(left).flatMap(
      ({ iteration, requests }) => answersBeside(requests, others.get(iteration) ?? []) ?? [],
    );
    return answers.length === 0 ? [] : [answers];
  });
  if (found.length === 0) return undefined;
  const sum = (answers: readonly RepeatedAnswers[], member: keyof RepeatedAnswers): number =>
    answers.reduce((total, each) => total + each[member], 0);
  return {
    compared: sum(found.flat(), 'compared'),
    different: sum(found.flat(), 'different'),
    cases: found.filter((answers) => sum(answers, 'different') > 0).length,
  };
}

/** The same for people. */
export function equalAnswersSentence({ compared, different, cases }: EqualAnswers): string {
  if (different === 0) return `All ${compared} answers of both deterministic runs are the same.`;
  const where = cases === 1 ? 'one case' : `${cases} cases`;
  return `${different} of ${compared} answers differ between the deterministic runs, in ${where}: the model's answers do not repeat.`;
}
