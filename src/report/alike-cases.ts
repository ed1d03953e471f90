import { isMeasuring, type CaseSummary } from './case-summary.js';
import { describeParameters } from './describe-parameters.js';

/** Cases that ended alike; the first of them stands for all. */
export interface AlikeCases {
  readonly subject: CaseSummary;
  readonly count: number;
}

/** Items of a graded benchmark that ended the same way for the same reason are told once; other cases each for itself. */
export function alikeCases(cases: readonly CaseSummary[]): AlikeCases[] {
  const groups = new Map<string, { subject: CaseSummary; count: number }>();
  for (const subject of cases) {
    const { caseId, benchmark, target, status, reason } = subject;
    const key = isMeasuring(subject) ? caseId : JSON.stringify([benchmark, target, status, reason?.code]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { subject, count: 1 });
    else known.count += 1;
  }
  return [...groups.values()];
}

/** Which of its benchmark's cases they are. */
export function describeAlike({ subject, count }: AlikeCases): string {
  return count === 1 ? describeParameters(subject.parameters) : `${count} items`;
}
