import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { codeOf } from '../errors.js';
import { withParent } from '../with-parent.js';

/** How a worker's command is wrapped so that the kernel guards it. */
export interface Supervision {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Wraps a command: `setpriv` lets the kernel kill the worker in the moment its parent dies, even inside a native call;
 * `prlimit` bounds its private memory. Both replace themselves by the command. Where a tool is missing (other systems),
 * the worker's watchdog thread and the sampling of its memory do the same a little later.
 */
export function superviseCommand(command: Supervision, options: { readonly memoryLimitBytes?: number }): Supervision {
  const words = [command.file, ...command.args];
  const prlimit = options.memoryLimitBytes === undefined ? undefined : findTool('prlimit');
  if (prlimit !== undefined) words.unshift(prlimit, `--data=${options.memoryLimitBytes}`, '--');
  const setpriv = findTool('setpriv');
  if (setpriv !== undefined) words.unshift(...withParent(setpriv));
  const [file = command.file, ...args] = words;
  return { file, args };
}

function findTool(name: string): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    // Not in this folder.
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}
