import { describe, expect, it } from 'vitest';
import { AcodeError } from '../../src/errors.js';
import { EXIT } from '../../src/exit-codes.js';
import type { FailureClass, RequestOutcome } from '../../src/protocol/sample.js';
import type { Generation } from '../../src/providers/provider.js';
import { askOnce } from '../../src/worker/ask-once.js';
import type { IterationContext } from '../../src/worker/benchmark.js';
import { request as recordOf } from '../report/record-fixture.js';

const CHAT = { messages: [{ role: 'user', content: 'Hello?' }], maxTokens: 8 } as const;

/** A context whose backend ends its requests like this, one after the other. */
function backend(...outcomes: readonly (RequestOutcome | AcodeError)[]) {
  const asked: number[] = [];
  const context = {
    parameters: {},
    seed: 7,
    signal: new AbortController().signal,
    request: (_wanted, options) => {
      const outcome = outcomes[asked.length] ?? { status: 'ok' };
      asked.push(asked.length);
      if (outcome instanceof AcodeError) return Promise.reject(outcome);
      options?.onGeneration?.({ text: 'Hi.', parts: { content: 'Hi.' } } as Generation);
      return Promise.resolve({ ...recordOf(10), outcome, finish: 'stop' });
    },
  } as Partial<IterationContext> as IterationContext;
  return { context, asked };
}

function failure(kind: FailureClass, message: string): RequestOutcome {
  return { status: 'failed', class: kind, message };
}

describe('askOnce', () => {
  it('asks again after an outage, keeps the record of every try, and answers with the last', async () => {
    const { context, asked } = backend(
      failure('truncated', 'the server closed the connection in the middle of its answer'),
    );
    const { answer, tried } = await askOnce(CHAT, context);
    expect(asked).toHaveLength(2);
    expect(tried.map(({ outcome }) => outcome.status)).toEqual(['failed', 'ok']);
    expect(answer).toMatchObject({ text: 'Hi.', messages: CHAT.messages, outcome: { status: 'ok' } });
  });

  it('takes a call that the server could not parse for an answer of the model, and never asks again', async () => {
    const outcome = failure('http-5xx', 'HTTP 500: Failed to parse tool call arguments as JSON');
    const { context, asked } = backend(outcome);
    const { answer } = await askOnce(CHAT, context);
    expect(asked).toHaveLength(1);
    expect(answer.outcome).toEqual(outcome);
  });

  it('takes a time that ran out for an answer', async () => {
    const { context, asked } = backend(failure('timeout-total', 'no end within 60 s'));
    expect((await askOnce(CHAT, context)).answer.outcome.status).toBe('failed');
    expect(asked).toHaveLength(1);
  });

  it('gives a refused request up at once, as an outage that nothing is graded for', async () => {
    const { context, asked } = backend(failure('http-4xx', 'HTTP 400: unknown field "tools"'));
    await expect(askOnce(CHAT, context)).rejects.toMatchObject({ code: 'OUTAGE' });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['a server', failure('http-4xx', 'HTTP 400: the request exceeds the available context size')],
    [
      'an engine',
      new AcodeError({ code: 'CONTEXT_TOO_SMALL', exitCode: EXIT.unavailable, message: '9 tokens do not fit.' }),
    ],
  ])('skips a chat that outgrows the context of %s', async (_whose, outcome) => {
    const { context } = backend(outcome);
    await expect(askOnce(CHAT, context)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('gives a model that thinks the room that the plan says', async () => {
    const { context } = backend();
    let asked = 0;
    const listening = {
      ...context,
      parameters: { room: 4_096 },
      request: (...args: Parameters<IterationContext['request']>) => {
        asked = args[0].maxTokens;
        return context.request(...args);
      },
    };
    expect((await askOnce(CHAT, listening)).answer.maxTokens).toBe(4_104);
    expect(asked).toBe(4_104);
  });

  it('cuts an answer that never ends, and says so', async () => {
    const { context } = backend();
    const endless = {
      ...context,
      request: (...args: Parameters<IterationContext['request']>) => {
        args[1]?.onGeneration?.({ text: 'x'.repeat(60_000) } as Generation);
        return Promise.resolve({ ...recordOf(10), outcome: { status: 'ok' as const }, finish: 'stop' as const });
      },
    };
    const { answer } = await askOnce(CHAT, endless);
    expect(answer.text).toHaveLength(50_000);
    expect(answer.finish).toBe('length');
  });
});
