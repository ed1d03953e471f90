import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { writeWhole } from '../src/write-whole.js';

const BUILT = fileURLToPath(new URL('../dist/src/write-whole.js', import.meta.url));

async function folder() {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'acode-whole-'));
  return {
    dir,
    file: path.join(dir, 'out.txt'),
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
}

/**
 * Writes 5,000 characters in a process whose files end at 1 KiB: the write that crosses the limit takes what still fits, as on
 * a disk that fills up, and only another one is an error.
 */
async function writeBeyondTheLimit(file: string, pieces: number): Promise<string> {
  const program = `
    const { writeWhole } = await import(${JSON.stringify(BUILT)});
    const text = 'x'.repeat(5000 / ${pieces});
    await writeWhole(${JSON.stringify(file)}, ${pieces} === 1 ? text : Array.from({ length: ${pieces} }, () => text))
      .then(() => console.log('written'), (error) => console.log(error.code));`;
  const script = `trap '' XFSZ; ulimit -f 1; exec "$@"`;
  const child = spawn('bash', ['-c', script, 'bash', process.execPath, '--input-type=module', '-e', program]);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return said.trim();
}

describe('writeWhole', () => {
  it.skipIf(process.platform === 'win32').each([1, 10])(
    'keeps the file that was there when the disk takes only a part of %i pieces, which is an error',
    async (pieces) => {
      await using place = await folder();
      await writeFile(place.file, 'before');
      expect(await writeBeyondTheLimit(place.file, pieces)).toBe('EFBIG');
      expect(await readFile(place.file, 'utf8')).toBe('before');
      expect(await readdir(place.dir)).toEqual(['out.txt']);
    },
  );

  it('writes a text and pieces, and two writers of one file do not meet', async () => {
    await using place = await folder();
    await writeWhole(place.file, ['ä', Buffer.from('b'), 'c']);
    expect(await readFile(place.file, 'utf8')).toBe('äbc');
    const texts = ['1'.repeat(1e6), '2'.repeat(1e6)];
    await Promise.all(texts.map((text) => writeWhole(place.file, text)));
    expect(texts).toContain(await readFile(place.file, 'utf8'));
    expect(await readdir(place.dir)).toEqual(['out.txt']);
  });

  it.skipIf(process.platform === 'win32')('gives a new file its mode, and leaves that of an old one', async () => {
    await using place = await folder();
    await writeWhole(place.file, 'a', { mode: 0o600 });
    expect((await stat(place.file)).mode & 0o777).toBe(0o600);
    await chmod(place.file, 0o640);
    await writeWhole(place.file, 'b', { mode: 0o600 });
    expect((await stat(place.file)).mode & 0o777).toBe(0o640);
  });
});
