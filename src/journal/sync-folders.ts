import { open } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../errors.js';

/** A new file survives a power cut only when the folders that name it are on the disk too: journal, run, runs. */
const LEVELS = 3;

/** Syncs a folder and the two above it. */
export async function syncFolders(dir: string): Promise<void> {
  let folder = dir;
  for (let level = 0; level < LEVELS; level += 1) {
    await syncFolder(folder);
    folder = path.dirname(folder);
  }
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Windows cannot open or sync folders, and needs no such sync.
    const code = codeOf(error);
    if (code !== 'EISDIR' && code !== 'EPERM' && code !== 'EACCES' && code !== 'EINVAL') throw error;
  }
}
