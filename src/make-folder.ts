import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './errors.js';

/**
 * Makes a folder with all above it that are missing; one that is there is left as it is. `mkdir` with `recursive` tries for
 * ever where a folder that exists says of a new one that there is no such file, as /proc does.
 * @throws the error of the file system, or one that names the folder which takes no new one.
 */
export async function makeFolder(folder: string, options: { readonly mode?: number } = {}): Promise<void> {
  try {
    await mkdir(folder, options);
  } catch (error) {
    if (await isFolder(folder)) return;
    if (codeOf(error) !== 'ENOENT') throw error;
    const parent = path.dirname(folder);
    if (parent === folder || (await isFolder(parent)))
      throw new Error(`${parent} takes no new folder`, { cause: error });
    await makeFolder(parent, options);
    await makeFolder(folder, options);
  }
}

async function isFolder(place: string): Promise<boolean> {
  // What cannot be looked at is told by the error of making it.
  return (await stat(place).catch(() => undefined))?.isDirectory() ?? false;
}
