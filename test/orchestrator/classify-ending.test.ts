import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyEnding, type EndingEvidence } from '../../src/orchestrator/classify-ending.js';

function evidence(changes: Partial<EndingEvidence>): EndingEvidence {
  return { stage: 'measure', exitCode: null, signal: null, oomKills: 0, stderrTail: '', ...changes };
}

describe('classifyEnding', () => {
  it.each([
    ['our deadline', { intent: 'timeout', signal: 'SIGKILL' }, 'timeout'],
    ['our memory limit', { intent: 'memory-limit', signal: 'SIGKILL' }, 'oom'],
    ['the user', { intent: 'cancel', signal: 'SIGTERM' }, 'cancelled'],
    ['our own closing', { intent: 'shutdown', exitCode: 0 }, 'closed'],
    ["the kernel's OOM killer", { signal: 'SIGKILL', oomKills: 1 }, 'oom'],
    ['a stranger’s kill -9', { signal: 'SIGKILL', oomKills: 0 }, 'crash'],
    [
      "V8's heap limit",
      { signal: 'SIGABRT', stderrTail: 'FATAL ERROR: Reached heap limit - JavaScript heap out of memory' },
      'oom',
    ],
    ['a failed allocation', { exitCode: 1, stderrTail: 'RangeError: Array buffer allocation failed' }, 'oom'],
    [
      'llama.cpp out of memory',
      { signal: 'SIGABRT', stderrTail: 'GGML_ASSERT(ctx->mem_buffer != NULL) failed' },
      'oom',
    ],
    ['a crash in native code', { signal: 'SIGSEGV' }, 'crash'],
    ['an uncaught error', { exitCode: 1, stderrTail: 'TypeError: x is not a function\n    at y' }, 'crash'],
    ['an exit without an end', { exitCode: 0 }, 'crash'],
    ['an exit while closing', { exitCode: 0, stage: 'closing' }, 'closed'],
  ] as const)('takes %s for what it is', (_what, changes, kind) => {
    expect(classifyEnding(evidence(changes)).kind).toBe(kind);
  });

  it('says where and how a worker crashed, with its last words', () => {
    const ending = classifyEnding(
      evidence({ stage: 'loading', exitCode: 1, stderrTail: 'noise\nError: no such tensor\n    at f\n' }),
    );
    expect(ending.message).toBe('The worker crashed while loading the model (exit code 1): Error: no such tensor.');
  });

  it('has exactly one answer for everything that can happen', () => {
    const anything = fc.record({
      stage: fc.constantFrom('starting', 'loading', 'idle', 'warmup', 'measure', 'closing'),
      exitCode: fc.option(fc.integer({ min: 0, max: 255 })),
      signal: fc.option(fc.constantFrom('SIGKILL', 'SIGTERM', 'SIGSEGV', 'SIGABRT', 'SIGBUS')),
      oomKills: fc.nat(3),
      stderrTail: fc.string(),
    });
    fc.assert(
      fc.property(
        anything,
        fc.option(fc.constantFrom('timeout', 'memory-limit', 'cancel', 'shutdown'), { nil: undefined }),
        (facts, intent) => {
          const ending = classifyEnding({ ...facts, ...(intent === undefined ? {} : { intent }) });
          expect(['closed', 'cancelled', 'timeout', 'oom', 'crash']).toContain(ending.kind);
          expect(ending.message).toMatch(/\.$/);
        },
      ),
    );
  });
});
