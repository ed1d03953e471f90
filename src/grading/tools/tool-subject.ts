import type { GraderIdentity } from '../../plan/plan.js';
import type { StoredAnswer } from '../../protocol/answer.js';
import type { FoundCall } from './find-calls.js';
import type { Strictness } from './judge-calls.js';
import type { ToolMode, ToolTask } from './tool-task.js';

/** One answer and what it is judged by. */
export interface ToolSubject {
  readonly task: ToolTask;
  readonly mode: ToolMode;
  readonly answer: StoredAnswer;
  readonly grader: GraderIdentity;
}

/**
 * Which calls count: in native mode those of the server's interface; in prompt mode those in the content, in our own form
 * when strict. A server that reads our form out of the content by itself has found what was asked for. Lenient rules take
 * calls that leaked into the content where nothing stood in its place. Reasoning never counts.
 */
export function countedCalls(found: readonly FoundCall[], mode: ToolMode, strictness: Strictness): FoundCall[] {
  const native = found.filter(({ channel }) => channel === 'native');
  const content = found.filter(({ channel }) => channel === 'content');
  if (native.length > 0) return native;
  if (strictness === 'lenient') return content;
  return mode === 'prompt' ? content.filter(({ form }) => form === 'tagged') : [];
}

/** Calls as they were compared, for people who ask why. */
export function shownCalls(found: readonly FoundCall[]): string {
  const shown = found.map(({ reading }) =>
    reading.ok ? { name: reading.name, arguments: reading.arguments } : { malformed: reading.reason },
  );
  const text = JSON.stringify(shown);
  return text.length > 2_000 ? `${text.slice(0, 1_999)}…` : text;
}

/** Channel and form of the calls, such as `native` or `content: fenced`. */
export function methodOf(found: readonly FoundCall[]): string {
  const [first] = found;
  if (first === undefined) return 'none';
  return first.channel === 'native' ? 'native' : `${first.channel}: ${first.form}`;
}

/** Numbers from which precision and recall of calling at all are formed. */
export function decisionCounts(shouldCall: boolean, didCall: boolean): Record<string, number> {
  return {
    shouldCall: Number(shouldCall),
    didCall: Number(didCall),
    calledRightly: Number(shouldCall && didCall),
  };
}
