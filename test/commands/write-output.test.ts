import { mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writeOutput } from '../../src/commands/write-output.js';

async function folder() {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'acode-write-'));
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}

function* failing(): Generator<string> {
  yield 'x'.repeat(2 << 20);
  throw new Error('the pieces end here');
}

describe('writeOutput of pieces', () => {
  it('writes them in order and leaves nothing else', async () => {
    await using place = await folder();
    const file = path.join(place.dir, 'out.txt');
    const pieces = Array.from({ length: 5_000 }, (_, index) => `${index} ${'ä'.repeat(300)}\n`);
    await writeOutput(file, pieces, new PassThrough());
    expect(await readFile(file, 'utf8')).toBe(pieces.join(''));
    expect(await readdir(place.dir)).toEqual(['out.txt']);
  });

  it('keeps what was there when the pieces break off', async () => {
    await using place = await folder();
    const file = path.join(place.dir, 'out.txt');
    await writeFile(file, 'before');
    await expect(writeOutput(file, failing(), new PassThrough())).rejects.toThrow('the pieces end here');
    expect(await readFile(file, 'utf8')).toBe('before');
    expect(await readdir(place.dir)).toEqual(['out.txt']);
  });

  it('writes the file that a link names, and leaves the link', async () => {
    await using place = await folder();
    const [file, link, loop] = ['out.txt', 'link', 'loop'].map((name) => path.join(place.dir, name)) as [
      string,
      string,
      string,
    ];
    await symlink('link2', link);
    await symlink('out.txt', path.join(place.dir, 'link2'));
    await writeOutput(link, 'one', new PassThrough());
    await writeOutput(link, 'two', new PassThrough());
    expect(await readFile(file, 'utf8')).toBe('two');
    expect(await readlink(link)).toBe('link2');
    await symlink('loop', loop);
    await expect(writeOutput(loop, '', new PassThrough())).rejects.toMatchObject({
      exitCode: 73,
      message: `${loop} cannot be written: its links lead to themselves.`,
    });
  });

  it('waits for a slow reader of standard output', async () => {
    const stdout = new PassThrough({ highWaterMark: 10 });
    const read: string[] = [];
    const written = writeOutput('-', ['a'.repeat(2 << 20), 'b'], stdout).then(() => stdout.end());
    for await (const chunk of stdout) read.push(String(chunk));
    await written;
    expect(read.join('')).toBe(`${'a'.repeat(2 << 20)}b`);
  });
});
