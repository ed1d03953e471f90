import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';

/** An interpreter as it lies on this machine, behind shims and links. */
export interface Interpreter {
  /** The program itself. A version manager's shim takes ten times as long to start and is hidden inside a sandbox. */
  readonly path: string;
  /** Folders that it needs to read: its own file's folder or its whole prefix. */
  readonly folders: readonly string[];
  /** Such as `v20.20.2` or `3.11.7`. */
  readonly version: string;
}

/** Both interpreters; a missing one says why. */
export interface Interpreters {
  readonly node: Interpreter;
  readonly python: Interpreter | { readonly missing: string };
}

/** Says where the real Python is, whatever shim was called. */
const ASK_PYTHON =
  'import json,os,sys; print(json.dumps([os.path.realpath(sys.executable), sys.base_prefix, sys.base_exec_prefix, ' +
  "'.'.join(map(str, sys.version_info[:3]))]))";

/** Longest a shim may take to say where Python is, in milliseconds. */
const ASK_MS = 20_000;

/** Finds the interpreters: this very Node, and the Python that `python3` or else `python` on the path leads to. */
export async function findInterpreters(environment: NodeJS.ProcessEnv): Promise<Interpreters> {
  const node = await realpath(process.execPath);
  return {
    node: { path: node, folders: [dirname(node)], version: process.version },
    python: await findPython(environment),
  };
}

/** The interpreter, or an error that says it is missing. */
export function interpreterOf(interpreters: Interpreters, name: 'node' | 'python'): Interpreter {
  const found = interpreters[name];
  if (!('missing' in found)) return found;
  throw new AcodeError({
    code: 'NO_INTERPRETER',
    exitCode: EXIT.unavailable,
    message: `Programs in Python cannot be run: ${found.missing}.`,
    hint: 'Install Python 3.8 or newer so that `python3` is on the path.',
  });
}

async function findPython({ PATH, HOME }: NodeJS.ProcessEnv): Promise<Interpreters['python']> {
  let missing = 'neither python3 nor python is on the path';
  for (const name of ['python3', 'python']) {
    try {
      const { stdout } = await promisify(execFile)(name, ['-I', '-c', ASK_PYTHON], {
        timeout: ASK_MS,
        env: { PATH, HOME },
      });
      const [real, prefix, execPrefix, version] = JSON.parse(stdout) as [string, string, string, string];
      if (!version.startsWith('3.')) {
        missing = `${name} is Python ${version}`;
        continue;
      }
      const folders = new Set([await realpath(prefix), await realpath(execPrefix), dirname(real)]);
      return { path: real, folders: [...folders], version };
    } catch (error) {
      if (!isMissing(error)) missing = `${name} does not say where it is (${firstLine(error)})`;
    }
  }
  return { missing };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
