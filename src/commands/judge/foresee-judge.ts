import { usageError } from '../../errors.js';
import type { Plan } from '../../plan/plan.js';
import type { Target } from '../../protocol/target.js';
import { refuseSelfJudge } from './self-judge.js';

/**
 * Whether a judge will have something to judge when the run is over: what would be refused behind a night of measuring is
 * refused before it.
 * @throws AcodeError (usage) when no explanation is planned, or the judge would judge itself unasked.
 */
export function foreseeJudge(plan: Plan, judge: Target, allowSelfJudge: boolean): void {
  if (!plan.cases.some(({ benchmark }) => benchmark === 'explanation')) {
    throw usageError(
      '--judge judges explanations, and none is planned.',
      'Add -b explanation or a suite that has it, such as quality.',
    );
  }
  refuseSelfJudge(plan, judge, allowSelfJudge);
}
