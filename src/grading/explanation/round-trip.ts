import type { StoredAnswer } from '../../protocol/answer.js';
import type { Check } from '../../protocol/verdict.js';
import type { CodeLanguage } from '../code/code-item.js';
import { gradeCode } from '../code/grade-code.js';
import type { GradePorts, GradeSubject } from '../grading.js';
import { withoutReasoning } from '../reasoning.js';
import { withoutEcho } from '../text/echo.js';
import { quoted } from '../text/finding.js';
import { linesOutsideCode } from '../text/text-shape.js';
import type { PredictedCall } from './predictions.js';

/** A function that is written from its explanation alone. */
export interface RoundTripTask {
  readonly id: string;
  readonly language: CodeLanguage;
  readonly entryPoint: string;
  /** Inputs that the model never saw, with what comes back. */
  readonly hidden: readonly PredictedCall[];
  /** The function that was explained; it has to pass its own tests. */
  readonly reference: string;
}

/** What became of the function. */
export type RoundTrip =
  | { readonly kind: 'tried'; readonly check: Check; readonly sandbox?: string }
  /** Not the model's doing, such as a missing sandbox. */
  | { readonly kind: 'untried'; readonly why: string };

/**
 * The words of an explanation, without code: whoever gets code back from the code itself has explained nothing.
 */
export function wordsAlone(explained: Pick<StoredAnswer, 'text' | 'messages'>): string {
  const said = withoutEcho(withoutReasoning(explained.text).text, explained.messages);
  return linesOutsideCode(said).join('\n').trim();
}

/** Runs the written function on the hidden inputs, in the sandbox. */
export async function judgeRoundTrip(
  task: RoundTripTask,
  subject: Pick<GradeSubject, 'parameters'> & { readonly answer: StoredAnswer },
  ports: GradePorts,
): Promise<RoundTrip> {
  const { id, language, entryPoint, hidden, reference } = task;
  const item = { id, kind: 'function', language, prompt: '', entryPoint, tests: hidden, reference, wrong: [] } as const;
  const { kind, why, sandbox } = await gradeCode(
    item,
    { parameters: subject.parameters, answers: [subject.answer] },
    ports,
  );
  if (kind === 'skipped' || kind === 'invalid') return { kind: 'untried', why };
  const check = { name: 'code written from the explanation works', passed: kind === 'pass', detail: quoted(why) };
  return { kind: 'tried', check, ...(sandbox === undefined ? {} : { sandbox }) };
}
