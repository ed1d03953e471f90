import { usageError } from '../../errors.js';
import type { Plan } from '../../plan/plan.js';
import type { Target } from '../../protocol/target.js';

/**
 * Whether the judge is one of the models it is to judge: models prefer their own words.
 * @throws AcodeError (usage) when it is, unless that is allowed.
 */
export function refuseSelfJudge({ targets }: Pick<Plan, 'targets'>, judge: Target, allowed: boolean): boolean {
  if (!targets.some(({ fingerprint }) => fingerprint === judge.fingerprint)) return false;
  if (allowed) return true;
  throw usageError(
    `${judge.name} would judge its own explanations; models prefer their own words.`,
    'Name a different model with --judge, or add --allow-self-judge: the score is then labelled.',
  );
}
