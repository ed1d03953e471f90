import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBaselines, removeBaseline, setBaseline } from '../../src/history/baselines.js';
import { dataFolder } from './history-fixture.js';

const setAt = '2026-01-01T00:00:00.000Z';

describe('baselines', () => {
  it('are kept by name, the newest of a name', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await setBaseline(dataDir, { name: 'release', runId: 'r1', setAt });
    await setBaseline(dataDir, { name: 'default', runId: 'r2', setAt });
    await setBaseline(dataDir, { name: 'release', runId: 'r3', setAt });
    expect(await readBaselines(dataDir)).toEqual([
      { name: 'default', runId: 'r2', setAt },
      { name: 'release', runId: 'r3', setAt },
    ]);
    expect(await removeBaseline(dataDir, 'release')).toBe(true);
    expect(await removeBaseline(dataDir, 'release')).toBe(false);
    expect(await readdir(dataDir)).toEqual(['baselines.json']);
  });

  it('have no name that the command line reads otherwise', async () => {
    await using folder = await dataFolder();
    for (const name of ['last', 'baseline', '20260101-000000-abcd', '', 'a b', 'a:b', '../x']) {
      await expect(setBaseline(folder.dataDir, { name, runId: 'r', setAt })).rejects.toMatchObject({ code: 'USAGE' });
    }
  });

  it('are not replaced when their file is damaged or newer', async () => {
    await using folder = await dataFolder();
    for (const text of [
      '{"schema":',
      '{"schema":"acode-baselines/2","baselines":[]}',
      '{"schema":"acode-baselines/1"}',
      '{"schema":"acode-baselines/1","baselines":[{"name":"a"}]}',
      'null',
    ]) {
      await writeFile(path.join(folder.dataDir, 'baselines.json'), text);
      const setting = setBaseline(folder.dataDir, { name: 'a', runId: 'r', setAt });
      await expect(setting).rejects.toMatchObject({ code: 'DOCUMENT_DAMAGED', exitCode: 65 });
    }
  });
});
