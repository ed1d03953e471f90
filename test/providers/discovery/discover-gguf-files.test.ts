import { copyFile, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  discoverGgufFiles,
  GGUF_SEARCH_LIMITS,
  usualModelFolders,
} from '../../../src/providers/discovery/discover-gguf-files.js';

const MODEL = join(import.meta.dirname, '../../../models/smoke/acode-smoke-q8_0.gguf');

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acode-gguf-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function put(...path: string[]): Promise<string> {
  const file = join(folder, ...path);
  await mkdir(join(file, '..'), { recursive: true });
  await copyFile(MODEL, file);
  return file;
}

async function names(folders = [folder], limits = GGUF_SEARCH_LIMITS): Promise<string[]> {
  return (await discoverGgufFiles(folders, limits)).map(({ path }) => relative(folder, path));
}

describe('discoverGgufFiles', () => {
  it('reads the header of each file', async () => {
    const path = await put('a', 'model.gguf');
    expect(await discoverGgufFiles([folder])).toMatchObject([
      { status: 'readable', path, file: { path, quantisation: 'Q8_0', architecture: expect.any(String) } },
    ]);
  });

  it('says why a file cannot be used', async () => {
    await writeFile(join(folder, 'text.gguf'), 'no model');
    const cut = await put('cut.gguf');
    await truncate(cut, 5_000);
    expect(await discoverGgufFiles([folder])).toMatchObject([
      { status: 'unreadable', path: cut, reason: expect.stringContaining('truncated') },
      { status: 'unreadable', reason: expect.stringContaining('not a GGUF model file') },
    ]);
  });

  it('finds files in the order of folders and names, whatever the case of the ending', async () => {
    await put('b', 'two.GGUF');
    await put('b', 'one.gguf');
    await put('a', 'three.gguf');
    await writeFile(join(folder, 'a', 'readme.md'), '');
    expect(await names([join(folder, 'b'), folder])).toEqual(['b/one.gguf', 'b/two.GGUF', 'a/three.gguf']);
  });

  it('gives the first part of a model in parts only', async () => {
    await put('big-00001-of-00002.gguf');
    await put('big-00002-of-00002.gguf');
    expect(await names()).toEqual(['big-00001-of-00002.gguf']);
  });

  it('follows links as in the cache of Hugging Face, and gives a file once', async () => {
    const blob = await put('hub', 'models--x', 'blobs', '0123');
    for (const revision of ['r1', 'r2']) {
      const snapshot = join(folder, 'hub', 'models--x', 'snapshots', revision);
      await mkdir(snapshot, { recursive: true });
      await symlink(relative(snapshot, blob), join(snapshot, 'model.gguf'));
    }
    expect(await names()).toEqual(['hub/models--x/snapshots/r1/model.gguf']);
  });

  it('ends where links go round in a circle or nowhere', async () => {
    await put('a', 'model.gguf');
    await symlink(folder, join(folder, 'a', 'up'));
    await symlink('self', join(folder, 'self'));
    await symlink('gone.gguf', join(folder, 'dangling.gguf'));
    expect(await names()).toEqual(['a/model.gguf']);
  });

  it('goes no deeper and looks at no more than it may', async () => {
    await put('1', '2', 'deep.gguf');
    await put('top.gguf');
    expect(await names([folder], { depth: 1, entries: 100 })).toEqual(['top.gguf']);
    expect(await names([folder], { depth: 8, entries: 3 })).toEqual(['1/2/deep.gguf']);
  });

  it('passes over folders that are not there', async () => {
    expect(await discoverGgufFiles([join(folder, 'none')])).toEqual([]);
  });
});

describe('usualModelFolders', () => {
  it('are those of the user’s tools and of the folder worked in', () => {
    const folders = usualModelFolders('/home/x', '/work');
    expect(folders).toEqual(
      expect.arrayContaining([
        join('/work', 'models'),
        join('/home/x', 'models'),
        join('/home/x', '.cache', 'huggingface'),
        join('/home/x', '.cache', 'llama.cpp'),
        join('/home/x', '.lmstudio', 'models'),
        join('/home/x', '.cache', 'lm-studio', 'models'),
      ]),
    );
  });
});
