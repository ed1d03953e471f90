import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { foreignDir, listForeign, readForeign } from '../../src/history/foreign-results.js';
import { dataFolder } from './history-fixture.js';

const RESULT = { tool: 'aiperf', model: 'm', parameters: { slots: 1 }, metrics: { reqTps: [2] }, omitted: [] };

async function kept(dataDir: string, document: unknown): Promise<void> {
  await mkdir(foreignDir(dataDir), { recursive: true });
  await writeFile(path.join(foreignDir(dataDir), 'aiperf-1.json'), JSON.stringify(document));
}

describe('results of other tools', () => {
  it('are read by their names; a name that nothing has gives none', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    expect(await listForeign(dataDir)).toEqual([]);
    await kept(dataDir, { schema: 'acode-foreign/1', results: [RESULT] });
    expect(await readForeign(dataDir, 'aiperf-1')).toEqual([RESULT]);
    expect(await readForeign(dataDir, 'aiperf-2')).toBeUndefined();
  });

  it.each([
    ['no results', { schema: 'acode-foreign/1' }],
    ['a result without metrics', { schema: 'acode-foreign/1', results: [{ ...RESULT, metrics: undefined }] }],
    ['a value that is no number', { schema: 'acode-foreign/1', results: [{ ...RESULT, metrics: { reqTps: ['2'] } }] }],
  ])('are damaged with %s', async (_, document) => {
    await using folder = await dataFolder();
    await kept(folder.dataDir, document);
    await expect(readForeign(folder.dataDir, 'aiperf-1')).rejects.toMatchObject({ exitCode: 65 });
  });
});
