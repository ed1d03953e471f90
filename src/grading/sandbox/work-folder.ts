import { chmod, copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SandboxedProgram } from './sandbox.js';

/** The folders of one run; disposing of them removes all that it left. */
export interface WorkFolder extends AsyncDisposable {
  /** Holds the program's files. */
  readonly work: string;
  /** Empty. */
  readonly scratch: string;
}

/**
 * Writes a program's files into a fresh folder that only this user may enter; what lies in it may be read by the user
 * without rights that the program runs as.
 * @param open - whether that user must reach the folders by their own path, in tiers without a file view of their own.
 */
export async function makeWorkFolder(program: SandboxedProgram, open: boolean): Promise<WorkFolder> {
  // macOS profiles know files by their real paths only, and its temporary folder is a link.
  const root = await realpath(await mkdtemp(join(tmpdir(), 'acode-sandbox-')));
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
