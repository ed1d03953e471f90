import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../src/make-folder.js';

async function folder() {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'acode-folder-'));
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}

describe('makeFolder', () => {
  it('makes all that is missing with the mode, and leaves what is there', async () => {
    await using place = await folder();
    const deep = path.join(place.dir, 'a', 'b', 'c');
    await makeFolder(deep, { mode: 0o700 });
    await makeFolder(deep);
    expect((await stat(deep)).mode & 0o777).toBe(0o700);
    expect((await stat(path.dirname(deep))).mode & 0o777).toBe(0o700);
  });

  it('fails where a file is in the way', async () => {
    await using place = await folder();
    const file = path.join(place.dir, 'file');
    await writeFile(file, '');
    await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(path.join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.runIf(process.platform === 'linux')(
    'names the folder that takes no new one instead of trying for ever',
    async () => {
      await expect(makeFolder('/proc/self/none/below')).rejects.toThrow('/proc/self takes no new folder');
    },
  );
});
