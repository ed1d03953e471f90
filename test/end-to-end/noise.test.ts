import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { NoiseRecord } from '../../src/history/noise-floor.js';
import { createAcode, hasRuntime } from './acode.js';

const SMOKE_MODEL = fileURLToPath(new URL('../../models/smoke/acode-smoke-q8_0.gguf', import.meta.url));

describe.skipIf(!hasRuntime)('acode benchmark noise --repeat', () => {
  it('measures a run again, keeps the new runs and stores what they differ by', async () => {
    await using acode = await createAcode();
    await acode.run('run', '-b', 'latency', '-n', '4', '--output', 'quiet');
    const { code, stdout, stderr } = await acode.run('noise', 'last', '--repeat', '2', '--json');
    expect(code).toBe(0);
    expect(stderr).toMatch(/: 1 of 2, .*\n.*: 2 of 2, /);
    const noise = JSON.parse(stdout) as NoiseRecord;
    const runs = JSON.parse((await acode.run('results', '--json')).stdout) as { runs: { runId: string }[] };
    expect(new Set(noise.runIds)).toEqual(new Set(runs.runs.map(({ runId }) => runId)));
    expect(noise.runIds).toHaveLength(3);
    // All pairs of three runs.
    expect(noise.metrics['ttft']).toMatchObject({ comparisons: 3 });
  });

  it('refuses a model that has changed since, and stores nothing', async () => {
    await using acode = await createAcode();
    const model = path.join(acode.home, 'model.gguf');
    await copyFile(SMOKE_MODEL, model);
    await acode.run('run', '-b', 'latency', '-n', '4', '--model', model, '--output', 'quiet');
    await writeFile(model, 'something else');
    const { code, stderr } = await acode.run('noise', 'last', '--repeat', '2');
    expect(code).toBe(65);
    expect(stderr).toMatch(/cannot be measured again, because .*model/);
    expect((await acode.run('results', '--json')).stdout.match(/"runId"/g)).toHaveLength(1);
  });
});
