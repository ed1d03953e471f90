import type { CaseSummary } from '../case-summary.js';
import { describeParameters } from '../describe-parameters.js';
import type { TargetFinding } from './finding.js';

/** Whether a deterministic run was one: the same prompts, sent again, got the same answers. */
export function repeatable(cases: readonly CaseSummary[]): TargetFinding[] {
  const checked = cases.flatMap((subject) =>
    subject.repeated === undefined ? [] : [{ subject, repeated: subject.repeated }],
  );
  if (checked.length === 0) return [];
  const broken = checked.filter(({ repeated }) => repeated.different > 0);
  const which = checked.length === 1 ? 'the case' : `all ${checked.length} cases`;
  return [
    {
      code: 'repeatable',
      sentence:
        broken.length === 0
          ? `The model is deterministic here: a prompt that was sent again got the same answer in ${which}.`
          : `The model is not deterministic here: in ${broken.length} of ${checked.length} cases the same prompt got another answer.`,
      evidence: checked.map(
        ({ subject, repeated: { compared, different } }) =>
          `${subject.benchmark} ${describeParameters(subject.parameters)}: ${compared - different} of ${compared} the same`,
      ),
    },
  ];
}
