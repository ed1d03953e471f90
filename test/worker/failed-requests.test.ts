import { describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../src/protocol/sample.js';
import { FailedRequests } from '../../src/worker/failed-requests.js';
import { failedRequest, request, sample } from '../report/record-fixture.js';

function told(...requests: readonly RequestRecord[]): () => void {
  const failed = new FailedRequests();
  for (const [index, each] of requests.entries()) failed.add(sample(index, [each]));
  return () => failed.requireOneSuccess();
}

const refused: RequestRecord = {
  ...failedRequest(),
  outcome: { status: 'failed', class: 'http-4xx', message: 'the prompt is too long' },
};

describe('a case whose requests fail', () => {
  it('has measured nothing when all of them do', () => {
    expect(told(failedRequest(), failedRequest())).toThrow('All 2 requests failed (2 http-5xx); the last: busy');
  });

  it('stands with one answer, without any request, and where a server refused, which tells something', () => {
    expect(told(failedRequest(), request(20))).not.toThrow();
    expect(told()).not.toThrow();
    expect(told(failedRequest(), refused)).not.toThrow();
  });
});
