import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../errors.js';
import { ToolRefusal } from './tool-state.js';
import { type FileStore, LIMITS } from './workspace-files.js';

/** Files in a scratch folder of their own. */
export interface ScratchFiles extends FileStore, Disposable {
  readonly folder: string;
}

/** A link in the last place is refused by the system itself, where it knows this flag. */
const { O_NOFOLLOW } = constants;

/** A younger folder may belong to a process of another container that shares the temporary folder. */
const STALE_MS = 24 * 3_600_000;

/** Makes a private scratch folder with these files; disposing of it removes it. Folders of dead processes go as well. */
export function openScratchFiles(files: Readonly<Record<string, string>>): ScratchFiles {
  sweep();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `acode-tools-${process.pid}-`)));
  const store: ScratchFiles = {
    folder,
    paths: () => walk(folder, ''),
    read: (path) => readWithin(folder, path),
    write: (path, text) => writeWithin(folder, path, text),
    remove: (path) => rmSync(placeOf(folder, path)),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
  try {
    for (const [path, text] of Object.entries(files)) store.write(path, text);
  } catch (error) {
    store[Symbol.dispose]();
    throw error;
  }
  return store;
}

/** Plain files only: a link is neither listed nor walked into. */
function walk(folder: string, prefix: string): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return walk(folder, path);
    return entry.isFile() ? [path] : [];
  });
}

function readWithin(folder: string, path: string): string {
  const file = openSync(placeOf(folder, path), constants.O_RDONLY | O_NOFOLLOW);
  try {
    const facts = fstatSync(file);
    if (!facts.isFile() || facts.size > LIMITS.fileBytes) throw new ToolRefusal(`"${path}" cannot be read`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function writeWithin(folder: string, path: string, text: string): void {
  const place = placeOf(folder, path);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | O_NOFOLLOW;
  const file = openSync(place, flags, 0o600);
  try {
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** The place of a path, every folder above it a real one of this workspace. @throws ToolRefusal for a link on the way. */
function placeOf(folder: string, path: string): string {
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new ToolRefusal(`"${path}" could leave the workspace`);
  }
  let place = folder;
  for (const [at, segment] of segments.entries()) {
    place = join(place, segment);
    const isLast = at === segments.length - 1;
    const facts = lstatSync(place, { throwIfNoEntry: false });
    if (facts?.isSymbolicLink() === true) throw new ToolRefusal(`"${path}" leads through a link`);
    if (facts === undefined && !isLast) mkdirSync(place, { mode: 0o700 });
  }
  return place;
}

/** Removes scratch folders whose process ended without doing so. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = /^acode-tools-(\d+)-/.exec(name) ?? [];
    const folder = join(tmpdir(), name);
    if (pid === undefined || isAlive(Number(pid)) || !isStale(folder)) continue;
    rmSync(folder, { recursive: true, force: true });
  }
}

function isStale(folder: string): boolean {
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  return facts?.isDirectory() === true && Date.now() - facts.mtimeMs > STALE_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
