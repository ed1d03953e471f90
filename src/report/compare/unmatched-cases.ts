import type { CaseParameters } from '../../protocol/messages.js';
import { caseStatus, type CaseStatus } from '../case-summary.js';
import type { ComparisonSide } from './comparison-side.js';

/** A case of one side that the other has no completed counterpart of. */
export interface UnmatchedCase {
  readonly side: 'before' | 'after';
  readonly benchmark: string;
  readonly parameters: CaseParameters;
  /** How it stands on the other side; absent where that one did not plan it. */
  readonly other?: CaseStatus;
}

/** Cases that only one side completed, those of the first side first. */
export function unmatchedCases(before: ComparisonSide, after: ComparisonSide): UnmatchedCase[] {
  return [...missing('before', { side: before, other: after }), ...missing('after', { side: after, other: before })];
}

/** In words: which side alone has it, and what became of it on the other. */
export function unmatchedText({ side, other }: UnmatchedCase): string {
  if (other === undefined) return `${side} only`;
  return `${side} only, ${other} ${side === 'before' ? 'after' : 'before'}`;
}

function missing(
  name: UnmatchedCase['side'],
  { side, other }: { readonly side: ComparisonSide; readonly other: ComparisonSide },
): UnmatchedCase[] {
  return [...side.cases]
    .filter(([key]) => !other.cases.has(key))
    .map(([key, { planned }]) => {
      const counterpart = other.incomplete.get(key);
      return {
        side: name,
        benchmark: planned.benchmark,
        parameters: planned.parameters,
        ...(counterpart === undefined ? {} : { other: caseStatus(counterpart) }),
      };
    });
}
