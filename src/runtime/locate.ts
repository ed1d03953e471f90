import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AcodeError, codeOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { PACKAGE_ROOT } from '../package-root.js';
import { RUNTIME_VERSION } from './platform-package.js';

/** Folders in which the runtime may be installed, best first. */
export function runtimeCandidates(settings: { readonly dataDir: string; readonly runtimeDir?: string }): string[] {
  if (settings.runtimeDir !== undefined) return [settings.runtimeDir];
  return [cloneRuntimeDir(), path.join(settings.dataDir, 'runtime')];
}

/** Where a clone's own install puts the runtime. */
export function cloneRuntimeDir(): string {
  return path.join(PACKAGE_ROOT, '.runtime');
}

/** Entry module of the binding inside a runtime folder. */
export function runtimeEntry(runtimeDir: string): string {
  return path.join(bindingDir(runtimeDir), 'dist', 'index.js');
}

/**
 * The first candidate that holds the pinned version.
 * @throws AcodeError (`RUNTIME_MISSING`) with the command that installs it.
 */
export function locateRuntime(candidates: readonly string[]): string {
  const found = candidates.map((dir) => ({ dir, version: installedVersion(dir) }));
  const usable = found.find(({ version }) => version === RUNTIME_VERSION);
  if (usable !== undefined) return usable.dir;
  const other = found.find(({ version }) => version !== undefined);
  throw new AcodeError({
    code: 'RUNTIME_MISSING',
    exitCode: EXIT.unavailable,
    message:
      other === undefined
        ? 'The embedded llama.cpp runtime is not installed.'
        : `The embedded llama.cpp runtime in ${other.dir} is version ${other.version}; this release works with ${RUNTIME_VERSION}.`,
    hint: 'Install it: acode benchmark runtime install',
  });
}

/** Version of the binding in a runtime folder, or undefined when there is none. */
export function installedVersion(runtimeDir: string): string | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path.join(bindingDir(runtimeDir), 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function bindingDir(runtimeDir: string): string {
  return path.join(runtimeDir, 'node_modules', 'node-llama-cpp');
}
