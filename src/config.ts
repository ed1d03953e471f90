import os from 'node:os';
import path from 'node:path';

/** Log levels of the event log, quietest first. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Settings that come from the environment; the only place that reads it. Flags win over them, the file does not. */
export interface EnvironmentSettings {
  readonly dataDir: string;
  /** What decided the data folder. */
  readonly dataDirOrigin: 'environment' | 'configuration' | 'platform';
  readonly runtimeDir?: string;
  readonly logLevel?: string;
  /** Present in a job of GitHub Actions. */
  readonly github?: GithubJob;
}

/** What a job of GitHub Actions offers beside a terminal. */
export interface GithubJob {
  /** File whose Markdown is shown with the job. */
  readonly stepSummary?: string;
}

/** The configuration file that the environment names. */
export function configFileOf(env: NodeJS.ProcessEnv): string | undefined {
  return env.ACODE_CONFIG;
}

/** Reads `ACODE_*` variables, those of GitHub Actions and the platform's conventions; `configured` is the data folder of the configuration file. */
export function readEnvironmentSettings(env: NodeJS.ProcessEnv, configured?: string): EnvironmentSettings {
  const named = env.ACODE_DATA_DIR;
  const platform = path.join(userDataDir(env), 'acode', 'benchmark');
  return {
    dataDir: path.resolve(named ?? configured ?? platform),
    dataDirOrigin: named !== undefined ? 'environment' : configured !== undefined ? 'configuration' : 'platform',
    ...(env.ACODE_RUNTIME_DIR === undefined ? {} : { runtimeDir: path.resolve(env.ACODE_RUNTIME_DIR) }),
    ...(env.ACODE_LOG_LEVEL === undefined ? {} : { logLevel: env.ACODE_LOG_LEVEL }),
    ...(env.GITHUB_ACTIONS === 'true' ? { github: githubJob(env) } : {}),
  };
}

function githubJob({ GITHUB_STEP_SUMMARY: stepSummary }: NodeJS.ProcessEnv): GithubJob {
  return stepSummary === undefined || stepSummary === '' ? {} : { stepSummary };
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
