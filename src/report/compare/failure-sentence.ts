import { describeParameters } from '../describe-parameters.js';
import { formatShare } from '../format-value.js';
import type { FailureCount, FailureRow } from './failure-rates.js';

/** A count of failed requests with its share, such as `2 of 12 (16.7 %)`. */
export function failureText({ failures, attempts }: FailureCount): string {
  return `${failures} of ${attempts} (${formatShare(failures / attempts)})`;
}

/** How often the requests of a case failed on both sides, and why it ended where it did. Plain text on one line. */
export function failureSentence({ benchmark, parameters, before, after }: FailureRow): string {
  const name = [benchmark, describeParameters(parameters)].filter((part) => part !== '').join(' ');
  const endings = [
    ...(before.ending === undefined ? [] : [`before, the case ended with: ${before.ending}`]),
    ...(after.ending === undefined ? [] : [`after, the case ended with: ${after.ending}`]),
  ];
  return [`${name}: failed requests went from ${failureText(before)} to ${failureText(after)}`, ...endings].join('; ');
}
