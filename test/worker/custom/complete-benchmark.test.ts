import { describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../../src/protocol/sample.js';
import type { GenerationRequest } from '../../../src/providers/provider.js';
import type { IterationContext, RequestOptions } from '../../../src/worker/benchmark.js';
import { completeBenchmark } from '../../../src/worker/custom/complete-benchmark.js';
import type { CustomContext } from '../../../src/worker/custom/define-benchmark.js';

const record = { outcome: { status: 'ok' }, metrics: { e2el: 5 } } as unknown as RequestRecord;

function contextAnswering(text: string, sent: GenerationRequest[] = []): IterationContext {
  return {
    parameters: {},
    seed: 7,
    request: (request: GenerationRequest, options?: RequestOptions) => {
      sent.push(request);
      options?.onText?.(text);
      return Promise.resolve(record);
    },
  } as unknown as IterationContext;
}

const definition = (iterate: (context: CustomContext) => Promise<{ metrics: { own: number } } | undefined>) =>
  completeBenchmark({ name: 'a', question: 'A?', iterate });

describe('an iteration of a benchmark of one’s own', () => {
  it('asks greedily, cold and seeded, and keeps every request', async () => {
    const sent: GenerationRequest[] = [];
    const benchmark = definition(async (context) => {
      expect((await context.ask('hello')).text).toBe('hi');
      await context.ask([{ role: 'system', content: 's' }], { maxTokens: 3, temperature: 0.5, cache: 'warm' });
      return undefined;
    });
    const result = await benchmark.iterate(contextAnswering('hi', sent));
    expect(result.requests).toEqual([record, record]);
    expect(sent).toEqual([
      {
        prompt: { kind: 'chat', messages: [{ role: 'user', content: 'hello' }] },
        maxTokens: 256,
        exactLength: false,
        sampling: { temperature: 0, seed: 7 },
        cache: 'cold',
      },
      {
        prompt: { kind: 'chat', messages: [{ role: 'system', content: 's' }] },
        maxTokens: 3,
        exactLength: false,
        sampling: { temperature: 0.5, seed: 7 },
        cache: 'warm',
      },
    ]);
  });

  it('turns checks into a pass rate and labels, beside numbers of its own', async () => {
    const benchmark = definition(async (context) => {
      expect(context.check('first', true)).toBe(true);
      expect(context.check('second', false)).toBe(false);
      return Promise.resolve({ metrics: { own: 4 } });
    });
    const result = await benchmark.iterate(contextAnswering(''));
    expect(result.metrics).toEqual({ passRate: 0.5, passed: 0, own: 4 });
    expect(result.labels).toEqual(['passed: first', 'failed: second']);
  });

  it('without checks has no pass rate', async () => {
    const result = await definition(() => Promise.resolve(undefined)).iterate(contextAnswering(''));
    expect(result.metrics).toEqual({});
  });
});
