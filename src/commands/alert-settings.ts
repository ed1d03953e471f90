import path from 'node:path';
import type { LoadedConfiguration } from '../configuration/load-configuration.js';
import { parseDuration } from './duration.js';

/** How a regression is told to somebody who is not looking, resolved from the configuration. */
export interface AlertSettings {
  /** Program and arguments; run without a shell. */
  readonly command?: readonly [string, ...string[]];
  /** File that gets a line of JSON per alert; absolute. */
  readonly file?: string;
  /** Working folder of the command: that of the configuration file. */
  readonly folder: string;
  readonly timeoutMs: number;
}

/** A command that posts a message takes a second; one that hangs shall not keep a night's run from its end. */
const DEFAULT_TIMEOUT = '10s';

/** The configuration's alerts; undefined where it has none. Relative files and programs are relative to the configuration. */
export function alertSettings({ file: source, configuration }: LoadedConfiguration): AlertSettings | undefined {
  const { command = [], file, timeout = DEFAULT_TIMEOUT } = configuration.alerts ?? {};
  const folder = path.dirname(source ?? '.');
  const [program, ...args] = command;
  if (program === undefined && file === undefined) return undefined;
  return {
    ...(program === undefined ? {} : { command: [isPath(program) ? path.resolve(folder, program) : program, ...args] }),
    ...(file === undefined ? {} : { file: path.resolve(folder, file) }),
    folder,
    timeoutMs: parseDuration(timeout, 'alerts.timeout'),
  };
}

/** A bare name is looked for on the path. */
function isPath(program: string): boolean {
  return program.includes('/') || program.includes(path.sep);
}
