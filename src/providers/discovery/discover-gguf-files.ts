import { readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AcodeError, codeOf, messageOf } from '../../errors.js';
import { type GgufFile, readGgufFile } from '../embedded/gguf-header.js';

/** A file that is named like a model: what its header tells, or why it cannot be used. */
export type DiscoveredGguf =
  | { readonly status: 'readable'; readonly path: string; readonly file: GgufFile }
  | { readonly status: 'unreadable'; readonly path: string; readonly reason: string };

/** How far a search goes. */
export interface GgufSearchLimits {
  /** Folders below the one that is searched; the cache of Hugging Face needs five. */
  readonly depth: number;
  /** Entries looked at in all, so that a folder of another kind does not take minutes. */
  readonly entries: number;
}

export const GGUF_SEARCH_LIMITS: GgufSearchLimits = Object.freeze({ depth: 8, entries: 100_000 });

/** Parts of a model behind the first, which is the one to be named: `…-00002-of-00003.gguf`. */
const LATER_PART = /-(?!00001)\d{5}-of-\d{5}\.gguf$/i;

/** The folders in which tools keep models, of this user and of the folder worked in. */
export function usualModelFolders(home: string = homedir(), workFolder: string = process.cwd()): string[] {
  return [
    join(workFolder, 'models'),
    join(home, 'models'),
    join(home, '.cache', 'huggingface'),
    join(home, '.cache', 'llama.cpp'),
    // Where llama.cpp keeps its downloads on macOS and on Windows.
    join(home, 'Library', 'Caches', 'llama.cpp'),
    join(home, 'AppData', 'Local', 'llama.cpp'),
    join(home, '.lmstudio', 'models'),
    join(home, '.cache', 'lm-studio', 'models'),
  ];
}

/**
 * Finds the GGUF files below folders and reads their headers. Symbolic links are followed, but no file and no folder is
 * visited twice, by whichever way it is reached. Folders that are missing or may not be read are passed over. The result
 * is in the order of the folders, sorted by path within each.
 */
export async function discoverGgufFiles(
  folders: readonly string[] = usualModelFolders(),
  limits: GgufSearchLimits = GGUF_SEARCH_LIMITS,
): Promise<DiscoveredGguf[]> {
  const search = new GgufSearch(limits);
  for (const folder of folders) await search.visit(folder, limits.depth);
  const found: DiscoveredGguf[] = [];
  for (const path of search.paths) found.push(await describe(path));
  return found;
}

class GgufSearch {
  readonly paths: string[] = [];
  /** Real paths of what was visited. */
  readonly #visited = new Set<string>();
  #entriesLeft: number;

  constructor({ entries }: GgufSearchLimits) {
    this.#entriesLeft = entries;
  }

  async visit(folder: string, depthLeft: number): Promise<void> {
    if (!(await this.#isNew(folder))) return;
    const entries = (await attempt(async () => readdir(folder, { withFileTypes: true }))) ?? [];
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (this.#entriesLeft <= 0) return;
      this.#entriesLeft -= 1;
      const path = join(folder, entry.name);
      const kind = entry.isSymbolicLink() ? await attempt(async () => stat(path)) : entry;
      if (kind?.isDirectory() === true && depthLeft > 0) await this.visit(path, depthLeft - 1);
      else if (kind?.isFile() === true && isModelName(entry.name) && (await this.#isNew(path))) this.paths.push(path);
    }
  }

  async #isNew(path: string): Promise<boolean> {
    const real = await attempt(async () => realpath(path));
    if (real === undefined || this.#visited.has(real)) return false;
    this.#visited.add(real);
    return true;
  }
}

function isModelName(name: string): boolean {
  return name.toLowerCase().endsWith('.gguf') && !LATER_PART.test(name);
}

async function describe(path: string): Promise<DiscoveredGguf> {
  try {
    return { status: 'readable', path, file: await readGgufFile(path) };
  } catch (error) {
    // Damage is an AcodeError; an error of the file system has a code.
    if (!(error instanceof AcodeError) && codeOf(error) === undefined) throw error;
    return { status: 'unreadable', path, reason: messageOf(error) };
  }
}

/** Undefined for a file or folder that is missing, may not be read, or is a link to itself. */
async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
