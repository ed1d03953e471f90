import os from 'node:os';
import path from 'node:path';

/** Log levels of the event log, quietest first. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Settings that come from the environment; the only place that reads it. Flags win over them. */
export interface EnvironmentSettings {
  readonly dataDir: string;
  readonly runtimeDir?: string;
  readonly logLevel?: string;
}

/** Reads `ACODE_*` variables and the platform's conventions. */
export function readEnvironmentSettings(env: NodeJS.ProcessEnv): EnvironmentSettings {
  return {
    dataDir: path.resolve(env.ACODE_DATA_DIR ?? path.join(userDataDir(env), 'acode', 'benchmark')),
    ...(env.ACODE_RUNTIME_DIR === undefined ? {} : { runtimeDir: path.resolve(env.ACODE_RUNTIME_DIR) }),
    ...(env.ACODE_LOG_LEVEL === undefined ? {} : { logLevel: env.ACODE_LOG_LEVEL }),
  };
}

/** Where programs keep a user's data: XDG on Unix, `AppData\Local` on Windows, `Application Support` on macOS. */
function userDataDir(env: NodeJS.ProcessEnv): string {
  const home = os.homedir();
  switch (process.platform) {
    case 'win32':
      return env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local');
    case 'darwin':
      return path.join(home, 'Library', 'Application Support');
    default:
      return env.XDG_DATA_HOME ?? path.join(home, '.local', 'share');
  }
}
