import { chmod, copyFile, mkdir, mkdtemp, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeOf } from '../../errors.js';
import type { SandboxedProgram } from './sandbox.js';

/** The folders of one run; disposing of them removes all that it left. */
export interface WorkFolder extends AsyncDisposable {
  /** Holds the program's files. */
  readonly work: string;
  /** Empty. */
  readonly scratch: string;
}

/** Begins the name of every run's folder, before the id of its process. */
const PREFIX = 'acode-sandbox-';

/** A folder whose process is gone is removed when it is so old, in milliseconds: it may be another container's. */
const ABANDONED_MS = 3_600_000;

/** Removes what harnesses left that were killed in the middle of a run. */
export async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^acode-sandbox-(\d+)-/.exec(name)?.[1] ?? process.pid);
    const folder = join(tmpdir(), name);
    if (!name.startsWith(PREFIX) || isAlive(pid)) continue;
    const found = await stat(folder).catch(() => undefined);
    // Another user's folder stays: it cannot be removed.
    if (found === undefined || found.uid !== process.getuid?.() || Date.now() - found.mtimeMs < ABANDONED_MS) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * Writes a program's files into a fresh folder that only this user may enter; what lies in it may be read by the user
 * without rights that the program runs as.
 * @param open - whether that user must reach the folders by their own path, in tiers without a file view of their own.
 */
export async function makeWorkFolder(program: SandboxedProgram, open: boolean): Promise<WorkFolder> {
  // macOS profiles know files by their real paths only, and its temporary folder is a link.
  const root = await realpath(await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`)));
  const folder: WorkFolder = {
    work: join(root, 'work'),
    scratch: join(root, 'scratch'),
    [Symbol.asyncDispose]: async () => rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }),
  };
  try {
    await fill(folder, program);
    await openTo(root, open);
    return folder;
  } catch (error) {
    await folder[Symbol.asyncDispose]();
    throw error;
  }
}

async function fill(folder: WorkFolder, { files, copies = {} }: SandboxedProgram): Promise<void> {
  await mkdir(folder.work, { mode: 0o755 });
  await mkdir(folder.scratch, { mode: 0o755 });
  for (const [path, text] of Object.entries(files))
    await writeFile(await placeFor(folder.work, path), text, { mode: 0o644 });
  for (const [path, from] of Object.entries(copies)) await copyFile(from, await placeFor(folder.work, path));
}

async function placeFor(work: string, path: string): Promise<string> {
  if (!isInnerPath(path)) throw new Error(`The file name "${path}" leads out of the work folder.`);
  const place = join(work, path);
  await mkdir(dirname(place), { recursive: true, mode: 0o755 });
  return place;
}

/** Whether a path is relative, with forward slashes, and stays inside. */
export function isInnerPath(path: string): boolean {
  if (path === '' || path.length > 200 || /[\\\0]|^[A-Za-z]:/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

async function openTo(root: string, open: boolean): Promise<void> {
  if (!open) return;
  await chmod(root, 0o711);
  await chmod(join(root, 'scratch'), 0o777);
}
