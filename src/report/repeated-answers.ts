import type { CaseRecord } from '../journal/run-record.js';
import { REPEAT_LABEL, type RequestRecord } from '../protocol/sample.js';

/** How many answers were given twice, and how many of these were not the same. */
export interface RepeatedAnswers {
  readonly compared: number;
  readonly different: number;
}

/**
 * What the last repeat of a deterministic case shows: its answers beside those of iteration 0, one by one, by the digest of
 * the text. Undefined where nothing was repeated, or where no answer came both times.
 */
export function repeatedAnswers({ samples }: CaseRecord): RepeatedAnswers | undefined {
  const repeat = samples.findLast(({ sample }) => sample.labels.includes(REPEAT_LABEL));
  const first = samples.find(({ sample }) => sample.phase === 'measure' && sample.iteration === 0);
  if (repeat === undefined || first === undefined) return undefined;
  return answersBeside(first.sample.requests, repeat.sample.requests);
}

/** Answers of the same requests, in their order; a request that failed on either side is left out. */
export function answersBeside(
  before: readonly RequestRecord[],
  after: readonly RequestRecord[],
): RepeatedAnswers | undefined {
  const pairs = before.flatMap(({ outputDigest }, at) => {
    const other = after[at]?.outputDigest;
    return outputDigest === undefined || other === undefined ? [] : [outputDigest === other];
  });
  if (pairs.length === 0) return undefined;
  return { compared: pairs.length, different: pairs.filter((same) => !same).length };
}
