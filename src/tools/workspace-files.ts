import { ToolRefusal } from './tool-state.js';
import { filePath } from './workspace-path.js';

/** Where the files of a workspace lie. Paths are in their only form (`workspacePath`); no implementation trusts that. */
export interface FileStore {
  /** Paths of all files. */
  paths(): readonly string[];
  /** The text of a file that is there. */
  read(path: string): string;
  write(path: string, text: string): void;
  remove(path: string): void;
}

/** What a workspace may hold. */
export const LIMITS = Object.freeze({ fileBytes: 64 * 1024, files: 200, totalBytes: 1024 * 1024 });

/** Files in memory, over a record that is not changed. */
export function memoryFiles(files: Readonly<Record<string, string>>): FileStore {
  const held = new Map(Object.entries(files));
  return {
    paths: () => [...held.keys()],
    read: (path) => held.get(path) ?? '',
    write: (path, text) => void held.set(path, text),
    remove: (path) => void held.delete(path),
  };
}

/**
 * The files of a workspace as tools see them: every path is checked, every size bounded, and a store that folds case or
 * follows links is never asked for anything that was not put there under exactly that name.
 */
export class WorkspaceFiles {
  readonly #store: FileStore;

  constructor(store: FileStore) {
    this.#store = store;
  }

  /** Every path, in the order of their characters. */
  paths(): string[] {
    return [...this.#store.paths()].sort();
  }

  has(path: string): boolean {
    return this.#store.paths().includes(path);
  }

  /** @throws ToolRefusal */
  read(given: string): string {
    return this.#store.read(this.#existing(given));
  }

  /** Writes a file, new or not. @throws ToolRefusal */
  write(given: string, content: string): void {
    const path = filePath(given);
    // Half a surrogate pair cannot be stored in a file, and must not be kept in memory either.
    const text = Buffer.from(content).toString();
    const paths = this.#store.paths();
    this.#refuseBulk(path, text, paths);
    if (!paths.includes(path)) refuseClash(path, paths);
    this.#store.write(path, text);
  }

  /** @throws ToolRefusal */
  remove(given: string): void {
    this.#store.remove(this.#existing(given));
  }

  #existing(given: string): string {
    const path = filePath(given);
    if (!this.has(path)) throw new ToolRefusal(`there is no file "${path}"`);
    return path;
  }

  #refuseBulk(path: string, text: string, paths: readonly string[]): void {
    const bytes = Buffer.byteLength(text);
    if (bytes > LIMITS.fileBytes) throw new ToolRefusal(`a file may have ${LIMITS.fileBytes} bytes, not ${bytes}`);
    const others = paths.filter((other) => other !== path);
    if (others.length >= LIMITS.files) throw new ToolRefusal(`the workspace may hold ${LIMITS.files} files`);
    const held = others.reduce((sum, other) => sum + Buffer.byteLength(this.#store.read(other)), 0);
    if (held + bytes > LIMITS.totalBytes) throw new ToolRefusal(`the workspace may hold ${LIMITS.totalBytes} bytes`);
  }
}

/** A new path must not be a folder, lie in a file, or differ from what is there only in its case. */
function refuseClash(path: string, paths: readonly string[]): void {
  const taken = new Map(paths.flatMap(withFolders).map((one) => [one.toLowerCase(), one]));
  for (const part of withFolders(path)) {
    const other = taken.get(part.toLowerCase());
    if (other === undefined) continue;
    if (other !== part) throw new ToolRefusal(`"${part}" differs from "${other}" only in its case`);
    if (part === path) throw new ToolRefusal(`"${path}" is a folder`);
    if (paths.includes(part)) throw new ToolRefusal(`"${part}" is a file, not a folder`);
  }
}

/** A path and every folder above it. */
function withFolders(path: string): string[] {
  const segments = path.split('/');
  return segments.map((_, at) => segments.slice(0, at + 1).join('/'));
}
