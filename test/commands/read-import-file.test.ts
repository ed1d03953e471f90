import { execFile } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readImportFile } from '../../src/commands/read-import-file.js';
import { dataFolder } from '../history/history-fixture.js';

describe('readImportFile', () => {
  it('reads UTF-8 with and without a mark, UTF-16 as shells of Windows write it, and standard input', async () => {
    await using folder = await dataFolder();
    const text = '{"model":"größe"}';
    const file = path.join(folder.dataDir, 'file');
    const utf16 = Buffer.from(text, 'utf16le');
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
    ]) {
      await writeFile(file, bytes);
      expect(await readImportFile(file)).toBe(text);
    }
    expect(await readImportFile('-', Readable.from([Buffer.from(text)]))).toBe(text);
  });

  it('refuses bytes that are no text, and more text than can be held', async () => {
    await using folder = await dataFolder();
    const file = path.join(folder.dataDir, 'file');
    await writeFile(file, Buffer.from([0x7b, 0xc3, 0x28, 0x7d]));
    await expect(readImportFile(file)).rejects.toMatchObject({
      exitCode: 65,
      message: `${file} is not text: its bytes are not UTF-8.`,
    });
    // A hole of the file takes no room on the disk.
    await truncate(file, 600 * 2 ** 20);
    await expect(readImportFile(file)).rejects.toMatchObject({
      exitCode: 65,
      message: `${file} is too large: 511 MiB of text can be read at once.`,
    });
  });

  it('says in a sentence what is no file', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    const place = (name: string) => path.join(dataDir, name);
    await symlink('loop', place('loop'));
    await mkdir(place('folder'));
    const saying = (file: string) => readImportFile(file).catch((error: unknown) => String(error));
    expect(await saying(place('loop'))).toContain(`${place('loop')} cannot be read: its links lead to themselves.`);
    expect(await saying(place('folder'))).toContain('cannot be read: it is a folder.');
    expect(await saying('')).toContain('The file without a name cannot be read: there is no such file.');
  });

  it.skipIf(process.platform === 'win32')(
    'waits for nobody at the other end of a pipe, nor reads a device',
    async () => {
      await using folder = await dataFolder();
      const pipe = path.join(folder.dataDir, 'pipe');
      await promisify(execFile)('mkfifo', [pipe]);
      await expect(readImportFile(pipe)).rejects.toMatchObject({
        exitCode: 2,
        message: `${pipe} cannot be read: it is a pipe; - reads standard input.`,
      });
      await expect(readImportFile('/dev/zero')).rejects.toMatchObject({
        message: '/dev/zero cannot be read: it is no regular file.',
      });
    },
  );
});
