import { lstatSync, readlinkSync } from 'node:fs';
import type { LaunchRequest } from './launch.js';

/** Where a program finds its files when its tier gives it a file view of its own. */
export const INSIDE = Object.freeze({ work: '/work', scratch: '/tmp' });

/** Devices that a program may open; all of them forget what is written. */
export const DEVICES: readonly string[] = ['/dev/null', '/dev/zero', '/dev/random', '/dev/urandom'];

/** Folders of the system that programs and interpreters are linked from. Nothing of a user lies there. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store'];

/** A part of this machine that is shown inside, read-only and under the same path. */
export type Shown =
  | { readonly kind: 'folder' | 'file'; readonly path: string }
  | { readonly kind: 'link'; readonly path: string; readonly to: string };

/** All that a program sees of this machine: the system's programs and libraries, and its interpreter's own folders. */
export function shownParts({ interpreter }: LaunchRequest): Shown[] {
  const shown = [...SYSTEM, '/etc/ld.so.cache'].flatMap((path) => partAt(path));
  const own = interpreter.folders.filter((folder) => !SYSTEM.some((path) => isWithin(folder, path)));
  const outermost = own.filter((folder) => !own.some((other) => other !== folder && isWithin(folder, other)));
  return [...shown, ...outermost.map((path) => ({ kind: 'folder' as const, path }))];
}

function partAt(path: string): Shown[] {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isSymbolicLink()) return [{ kind: 'link', path, to: readlinkSync(path) }];
  return [{ kind: found.isDirectory() ? 'folder' : 'file', path }];
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
