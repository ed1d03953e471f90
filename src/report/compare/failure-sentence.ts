import { describeCase } from '../describe-parameters.js';
import { formatPart } from '../format-value.js';
import type { FailedCase, FailureCount, FailureRow } from './failure-rates.js';

/** A count of failed requests with its share, such as `2 of 12 (16.7 %)`. */
export function failureText({ failures, attempts }: FailureCount): string {
  return formatPart(failures, attempts);
}

/** How often the requests of a case failed on both sides, and why it ended where it did. Plain text on one line. */
export function failureSentence({ before, after, ...subject }: FailureRow): string {
  const name = describeCase(subject);
  const endings = [
    ...(before.ending === undefined ? [] : [`before, the case ended with: ${before.ending}`]),
    ...(after.ending === undefined ? [] : [`after, the case ended with: ${after.ending}`]),
  ];
  return [`${name}: failed requests went from ${failureText(before)} to ${failureText(after)}`, ...endings].join('; ');
}

/** What failed on each of several sides, by their names: a sentence for every side on which something did. Plain text. */
export function failedCasesSentences(sides: readonly (readonly FailedCase[])[], names: readonly string[]): string[] {
  return sides.flatMap((cases, index) => {
    if (cases.length === 0) return [];
    const told = cases.map((each) => {
      const ending = each.ending === undefined ? '' : `, as the case ended with: ${each.ending}`;
      return `${describeCase(each)} ${failureText(each)}${ending}`;
    });
    return [`Requests of ${names[index] ?? ''} failed, which its numbers are without: ${told.join('; ')}.`];
  });
}
