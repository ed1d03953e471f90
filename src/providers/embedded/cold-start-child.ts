import { performance } from 'node:perf_hooks';
import type { ColdStartAnswer, ColdStartOrder } from './cold-start.js';

/**
 * The process that a cold start consists of. Everything heavy is imported by hand, so that the first line below is the
 * first of its own code and the imports can be timed.
 */
const startedMs = performance.now();

process.once('message', (order: ColdStartOrder) => {
  void startCold(order)
    .catch((error: unknown): ColdStartAnswer => ({
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
    }))
    .then((answer) => process.send?.(answer));
});

// Without its parent nobody needs it.
process.once('disconnect', () => process.exit(0));

async function startCold({ spec, runtimeDir, contextTokens, requests }: ColdStartOrder): Promise<ColdStartAnswer> {
  const importStartMs = performance.now();
  const { monotonicOffsetMs } = await import('./shared-clock.js');
  const { loadEmbedded } = await import('./embedded-provider.js');
  const { loadRuntime } = await import('./llama-runtime.js');
  await loadRuntime(runtimeDir);
  const loadStartMs = performance.now();
  const provider = await loadEmbedded(spec, runtimeDir);
  const contextStartMs = performance.now();
  await provider.prepare({ slots: 1, contextTokens });
  const readyMs = performance.now();
  const generations = [];
  const signal = new AbortController().signal;
  for (const request of requests) generations.push(await provider.generate(request, signal));
  return {
    kind: 'done',
    offsetMs: monotonicOffsetMs(),
    startedMs,
    importMs: loadStartMs - importStartMs,
    modelLoadMs: contextStartMs - loadStartMs,
    contextMs: readyMs - contextStartMs,
    generations,
  };
}
