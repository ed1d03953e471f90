import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder that holds package.json: one level above `src/`, two above `dist/src/`. */
export const PACKAGE_ROOT = findPackageRoot(path.dirname(fileURLToPath(import.meta.url)));

function findPackageRoot(from: string): string {
  const candidate = path.dirname(from);
  if (candidate === from) throw new Error('acode is not inside a package');
  return existsSync(path.join(candidate, 'package.json')) ? candidate : findPackageRoot(candidate);
}
