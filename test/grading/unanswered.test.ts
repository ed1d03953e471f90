import { expect, it } from 'vitest';
import { unansweredVerdict } from '../../src/grading/unanswered.js';
import type { StoredAnswer } from '../../src/protocol/answer.js';

const grader = { name: 'test', version: 3 };

function answer(changes: Partial<StoredAnswer>): StoredAnswer {
  return { messages: [], maxTokens: 64, text: 'An answer.', finish: 'stop', outcome: { status: 'ok' }, ...changes };
}

it('leaves a whole answer to its grader', () => {
  expect(unansweredVerdict(answer({}), grader)).toBeUndefined();
});

it('leaves an answer without text but with calls to its grader', () => {
  const calls = answer({ text: '', toolCalls: [{ name: 'f', arguments: '{}' }] });
  expect(unansweredVerdict(calls, grader)).toBeUndefined();
});

it.each([
  ['truncated', answer({ finish: 'length' })],
  ['truncated', answer({ text: '<think>so, 42' })],
  ['empty', answer({ text: ' \n' })],
  ['empty', answer({ text: '<think>42</think>' })],
  ['empty', answer({ text: '', outcome: { status: 'failed', class: 'empty', message: 'no token' } })],
  ['limit', answer({ outcome: { status: 'failed', class: 'timeout-total', message: 'after 60 s' } })],
  ['limit', answer({ outcome: { status: 'failed', class: 'timeout-first-token', message: 'after 60 s' } })],
  ['invalid', answer({ outcome: { status: 'failed', class: 'connect', message: 'refused' } })],
] as const)('says %s of an answer that is none', (kind, unanswered) => {
  expect(unansweredVerdict(unanswered, grader)).toMatchObject({ kind, grader: 'test', graderVersion: 3 });
});
