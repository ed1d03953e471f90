import { describeParameters } from '../describe-parameters.js';
import { formatShare } from '../format-value.js';
import type { FailedCase, FailureCount, FailureRow } from './failure-rates.js';

/** A count of failed requests with its share, such as `2 of 12 (16.7 %)`. */
export function failureText({ failures, attempts }: FailureCount): string {
  return `${failures} of ${attempts} (${formatShare(failures / attempts)})`;
}

/** How often the requests of a case failed on both sides, and why it ended where it did. Plain text on one line. */
export function failureSentence({ before, after, ...subject }: FailureRow): string {
  const name = caseName(subject);
  const endings = [
    ...(before.ending === undefined ? [] : [`before, the case ended with: ${before.ending}`]),
    ...(after.ending === undefined ? [] : [`after, the case ended with: ${after.ending}`]),
  ];
  return [`${name}: failed requests went from ${failureText(before)} to ${failureText(after)}`, ...endings].join('; ');
}

/** What failed on one side of several, in one line without a full stop; undefined where nothing did. Plain text. */
export function failedCasesSentence(side: string, cases: readonly FailedCase[]): string | undefined {
  if (cases.length === 0) return undefined;
  const told = cases.map((each) => {
    const ending = each.ending === undefined ? '' : `, as the case ended with: ${each.ending}`;
    return `${caseName(each)} ${failureText(each)}${ending}`;
  });
  return `Requests of ${side} failed, which its numbers are without: ${told.join('; ')}`;
}

function caseName({ benchmark, parameters }: Pick<FailureRow, 'benchmark' | 'parameters'>): string {
  return [benchmark, describeParameters(parameters)].filter((part) => part !== '').join(' ');
}
