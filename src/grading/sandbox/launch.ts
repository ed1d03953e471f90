import type { Interpreter } from './interpreters.js';
import type { RunLimits, SandboxTier } from './sandbox.js';

/** One run, as a tier needs to know it to build its command. */
export interface LaunchRequest {
  readonly kind: 'node' | 'python';
  readonly interpreter: Interpreter;
  /** The folder on this machine that holds the program's files. */
  readonly workFolder: string;
  /** An empty folder of this run that the program may write to; tiers with a file view of their own do not use it. */
  readonly scratchFolder: string;
  readonly main: string;
  readonly limits: RunLimits;
  /** The user that the program becomes when the harness is root. */
  readonly userId: number;
}

/** A command that puts a program into a sandbox. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Whether the command tells on descriptor 4 which process is the first of its namespace, and does not wait for its end. */
  readonly tellsFirst?: boolean;
}

/** A way of keeping programs apart from this machine. */
export interface Tier {
  readonly tier: SandboxTier;
  readonly label: string;
  /** What it is built from. */
  readonly means: string;
  /** What a program in it can still do, as far as the probe does not find that out. */
  readonly open: readonly string[];
  /** Whether the program's outer process is the only parent of a process namespace, which ends with it. */
  readonly ownProcesses: boolean;
  launch(request: LaunchRequest): Launch;
}

/** What the program finds in its environment: nothing of ours. */
export function cleanEnvironment(scratch: string): Record<string, string> {
  return {
    PATH: '/usr/bin:/bin',
    HOME: scratch,
    TMPDIR: scratch,
    LANG: 'C.UTF-8',
    // Under a closed file view Node ends with exit code 13 when it cannot read the system's OpenSSL configuration.
    OPENSSL_CONF: '/dev/null',
  };
}

/** What tiers leave open that have no file system of their own. */
export const FILLS_DISK = 'fill the disk with many files, until its run ends and they are removed';

/** Written on the answer channel by the last step before the interpreter, when every wall stands. */
export const ENTERED = 'entered\n';

/** Prints the mark and becomes the interpreter. */
const MARK = `printf '${ENTERED.trim()}\\n' >&3; exec "$@"`;

/** Where the program finds its two folders. */
export interface Places {
  readonly work: string;
  readonly scratch: string;
}

/**
 * The innermost command: limits, the mark, the interpreter. Whoever precedes it has given up all rights already, so that
 * the limits bind a user without privileges.
 * @param between - a further step under the limits and before the mark.
 */
export function limited(request: LaunchRequest, places: Places, between: readonly string[] = []): string[] {
  const { limits } = request;
  return [
    'prlimit',
    '--core=0',
    // The first limit tells the reason by its signal; the second cannot be caught.
    `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + 1}`,
    `--as=${limits.memoryBytes}`,
    `--fsize=${limits.fileBytes}`,
    `--nproc=${limits.processes}`,
    '--nofile=256',
    '--',
    ...between,
    ...['/bin/sh', '-c', MARK, 'sh'].concat(interpreted(request, places)),
  ];
}

/** The same with the limits that a shell can set, for systems that have no `prlimit`; a limit it cannot set is left out. */
export function limitedByShell(request: LaunchRequest, places: Places): string[] {
  const { limits } = request;
  const set = [
    'ulimit -c 0',
    `ulimit -t ${limits.cpuSeconds}`,
    `ulimit -f ${Math.ceil(limits.fileBytes / 512)}`,
    'ulimit -n 256',
    `ulimit -v ${Math.ceil(limits.memoryBytes / 1024)} 2>/dev/null || :`,
  ];
  return ['/bin/sh', '-c', [...set, MARK].join('; '), 'sh', ...interpreted(request, places)];
}

function interpreted(request: LaunchRequest, places: Places): string[] {
  return [request.interpreter.path, ...flags(request, places), request.main];
}

function flags({ kind, limits, interpreter }: LaunchRequest, { work, scratch }: Places): string[] {
  // Without -I the working folder and the environment decide what is imported; PYTHONOPTIMIZE would remove assertions.
  if (kind === 'python') return ['-I', '-S', '-B', '-X', 'utf8'];
  const major = Number(/^v(\d+)/.exec(interpreter.version)?.[1]);
  return [
    major < 22 ? '--experimental-permission' : '--permission',
    `--allow-fs-read=${work}/*`,
    `--allow-fs-read=${scratch}/*`,
    `--allow-fs-write=${scratch}/*`,
    // Writes through SQLite pass by the permission model of Node 22 and later.
    ...(major < 22 ? [] : ['--no-experimental-sqlite']),
    `--max-old-space-size=${Math.max(32, Math.floor(limits.memoryBytes / 4 / 1024 ** 2))}`,
    '--no-warnings',
  ];
}

/** Gives up every right; as root also the user. */
export function unprivileged(asRoot: boolean, userId: number): string[] {
  const user = asRoot ? [`--reuid=${userId}`, '--regid=65534', '--clear-groups'] : [];
  return ['setpriv', ...user, '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all', '--'];
}
