import type { GraderIdentity } from '../plan/plan.js';
import type { StoredAnswer } from '../protocol/answer.js';
import type { FailureClass, RequestOutcome } from '../protocol/sample.js';
import type { Verdict, VerdictKind } from '../protocol/verdict.js';
import { withoutReasoning } from './reasoning.js';

/** A generation whose time ran out is a graded limit: asking again would only wait again. */
const LIMITS: ReadonlySet<FailureClass> = new Set<FailureClass>([
  'timeout-first-token',
  'timeout-idle',
  'timeout-total',
]);

/**
 * The verdict of an exchange that holds no whole answer: its time ran out, it was cut off at its token limit, or nothing
 * came but reasoning. Undefined when there is something to judge.
 */
export function unansweredVerdict(answer: StoredAnswer, grader: GraderIdentity): Verdict | undefined {
  const found = reasonOf(answer);
  return found === undefined ? undefined : verdictOf(found, grader);
}

interface Reason {
  readonly kind: VerdictKind;
  readonly why: string;
}

function reasonOf({ outcome, finish, maxTokens, text, toolCalls }: StoredAnswer): Reason | undefined {
  const failure = reasonOfFailure(outcome);
  if (failure !== undefined) return failure;
  if (finish === 'length') {
    return { kind: 'truncated', why: `The answer was cut off at its limit of ${maxTokens} tokens.` };
  }
  if ((toolCalls?.length ?? 0) > 0) return undefined;
  const bare = withoutReasoning(text);
  if (bare.unclosed) return { kind: 'truncated', why: 'The reasoning was never closed, and no answer follows it.' };
  if (bare.text !== '') return undefined;
  const why = bare.reasoning === undefined ? 'The answer is empty.' : 'There is reasoning and no answer behind it.';
  return { kind: 'empty', why };
}

function reasonOfFailure(outcome: RequestOutcome): Reason | undefined {
  if (outcome.status === 'ok') return undefined;
  if (LIMITS.has(outcome.class)) return { kind: 'limit', why: `The answer did not come in time: ${outcome.message}` };
  if (outcome.class === 'empty') return { kind: 'empty', why: 'The answer is empty.' };
  return { kind: 'invalid', why: `No answer came, and not by the model's doing: ${outcome.message}` };
}

function verdictOf({ kind, why }: Reason, grader: GraderIdentity): Verdict {
  return {
    kind,
    grader: grader.name,
    graderVersion: grader.version,
    why,
    checks: [{ name: 'answered', passed: false, detail: why }],
  };
}
