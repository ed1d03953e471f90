import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../../src/package-root.js';
import type { ColdStartOrder, EmbeddedColdStart } from '../../../src/providers/embedded/cold-start.js';
import { SMOKE_MODEL_PATH } from '../../../src/providers/embedded/smoke-model.js';
import type { GenerationRequest } from '../../../src/providers/provider.js';
import { cloneRuntimeDir, installedVersion } from '../../../src/runtime/locate.js';

const runtimeDir = cloneRuntimeDir();
const installed = installedVersion(runtimeDir) !== undefined;

const request: GenerationRequest = {
  prompt: { kind: 'text', text: 'The journal writes records after the last flush.' },
  maxTokens: 4,
  exactLength: true,
  sampling: { temperature: 0, seed: 1 },
  cache: 'cold',
};

/** The compiled file: the process that it starts is a compiled file too. */
async function startCold(
  changes: Partial<ColdStartOrder> = {},
  signal = new AbortController().signal,
): Promise<EmbeddedColdStart> {
  const file = path.join(PACKAGE_ROOT, 'dist', 'src', 'providers', 'embedded', 'cold-start.js');
  const { coldStart } = (await import(pathToFileURL(file).href)) as {
    coldStart: (order: ColdStartOrder, signal: AbortSignal) => Promise<EmbeddedColdStart>;
  };
  const spec = { kind: 'embedded', modelPath: SMOKE_MODEL_PATH, gpu: false, threads: 1 } as const;
  return coldStart({ spec, runtimeDir, contextTokens: 128, requests: [request, request], ...changes }, signal);
}

describe.skipIf(!installed)('a cold start of the embedded engine', () => {
  it('takes its parts one after the other and answers every request on the clock of this process', async () => {
    const start = await startCold();
    const endMs = performance.now();
    const partsMs = start.processMs + start.importMs + start.modelLoadMs + start.contextMs;
    const [first, second] = start.generations;
    expect(first?.outputTokens).toBe(4);
    expect(first?.text).toBe(second?.text);
    expect(start.processMs).toBeGreaterThan(0);
    // Clocks of two processes agree to microseconds; a tenth of a millisecond is generous.
    expect(first?.stamps.sendMs).toBeGreaterThan(start.spawnMs + partsMs - 0.1);
    expect(second?.stamps.endMs).toBeLessThan(endMs + 0.1);
    expect(start.warmCaches).toEqual(['file-cache']);
  });

  it('says why a process could not load the model', async () => {
    const spec = { kind: 'embedded', modelPath: '/nowhere/model.gguf', gpu: false } as const;
    await expect(startCold({ spec })).rejects.toMatchObject({ code: 'COLD_START_FAILED' });
  });

  it('ends its process when it is aborted', async () => {
    const controller = new AbortController();
    const start = startCold({}, controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(start).rejects.toMatchObject({ code: 'COLD_START_FAILED' });
  });
});
