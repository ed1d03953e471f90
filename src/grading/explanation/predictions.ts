import { isDeepStrictEqual } from 'node:util';
import type { StoredAnswer } from '../../protocol/answer.js';
import type { Check } from '../../protocol/verdict.js';
import type { CodeValue } from '../code/code-value.js';
import { withoutReasoning } from '../reasoning.js';
import { quoted } from '../text/finding.js';
import { readJson } from '../text/read-json.js';

/** A call whose result was asked for. */
export interface PredictedCall {
  readonly args: readonly CodeValue[];
  readonly returns: CodeValue;
}

/** A call as it is written in a question, such as `chunk([1,2,3], 2)`. */
export function callText(entryPoint: string, { args }: Pick<PredictedCall, 'args'>): string {
  return `${entryPoint}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
}

/** One check for each call: whether the list of results that the answer ends with has the right one in its place. */
export function predictionChecks(
  entryPoint: string,
  calls: readonly PredictedCall[],
  answer: StoredAnswer | undefined,
): Check[] {
  const said = answer === undefined || answer.outcome.status === 'failed' ? undefined : resultsIn(answer);
  return calls.map((call, at) => {
    const name = `predicts ${callText(entryPoint, call)} = ${JSON.stringify(call.returns)}`;
    if (said === undefined) return { name, passed: false, detail: 'no list of results' };
    const passed = said.length === calls.length && isDeepStrictEqual(said[at], call.returns);
    return { name, passed, detail: quoted(JSON.stringify(said[at]) ?? 'nothing') };
  });
}

function resultsIn(answer: StoredAnswer): readonly unknown[] | undefined {
  const value = readJson(withoutReasoning(answer.text).text)?.value;
  return Array.isArray(value) ? value : undefined;
}
