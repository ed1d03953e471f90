import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/journal/level-store.js';

async function runFolder() {
  const dir = path.join(await mkdtemp(path.join(os.tmpdir(), 'acode-store-')), '20260101-000000-aaaa');
  await mkdir(dir);
  return { dir, [Symbol.asyncDispose]: () => rm(path.dirname(dir), { recursive: true, force: true }) };
}

describe('openStore', () => {
  it('says of a damaged journal how its run is repaired', async () => {
    await using folder = await runFolder();
    const journal = path.join(folder.dir, 'journal');
    const store = await openStore(journal, { create: true });
    await store.put('m', 'x');
    await store.close();
    await writeFile(path.join(journal, 'CURRENT'), '');
    await expect(openStore(journal, { create: false })).rejects.toMatchObject({
      code: 'STORE_DAMAGED',
      exitCode: 65,
      message: `The journal ${journal} is damaged.`,
      hint: expect.stringContaining('acode benchmark run --resume 20260101-000000-aaaa;') as string,
    });
  });
});
