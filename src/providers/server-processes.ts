import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { promisify } from 'node:util';
import { codeOf } from '../errors.js';

/** The processes of a server, or why they cannot be told, in one sentence. */
export type ServerPids = { readonly pids: readonly number[] } | { readonly reason: string };

/** Listing processes takes tens of milliseconds; whoever takes longer hangs. */
const TOOL_TIMEOUT_MS = 10_000;

/** State of a listening socket in `/proc/net/tcp` (`TCP_LISTEN` in the kernel's tcp_states.h). */
const LISTENING = '0A';

/** Flag of a listening socket in `/proc/net/unix` (`__SO_ACCEPTCON` in the kernel's net.h). */
const ACCEPTS_CONNECTIONS = '00010000';

const run = promisify(execFile);

/**
 * Finds the processes that listen on a TCP port of this machine, and all their descendants: servers run models in
 * children. Never throws; what a system does not tell is a reason.
 */
export async function findServerPids(port: number): Promise<ServerPids> {
  const found = await listenersOn(port);
  if ('reason' in found) return found;
  return { pids: await withDescendants(found.pids) };
}

/** The same for the unix socket at a path, which only Linux tells. Never throws. */
export async function findSocketPids(socketPath: string): Promise<ServerPids> {
  if (process.platform !== 'linux') return { reason: 'Only Linux tells which process listens on a unix socket.' };
  const table = attempt(() => readFileSync('/proc/net/unix', 'utf8'));
  const inodes = new Set(listeningSocketInodes(table ?? '', socketPath));
  const owners = linuxPids().filter((pid) => holdsSocket(pid, inodes));
  if (owners.length === 0) return { reason: `No process that this user may see listens on ${socketPath}.` };
  return { pids: await withDescendants(owners) };
}

/** The processes and everything below them, ascending; processes that have ended are left out where that shows. */
export async function withDescendants(pids: readonly number[]): Promise<readonly number[]> {
  if (process.platform === 'linux') return treesOf(pids, linuxParents());
  const { pidtree } = await import('pidtree');
  const trees = await Promise.all(pids.map(async (pid) => descendantsByTool(pid, pidtree)));
  return ascending(new Set([...pids, ...trees.flat()]));
}

/** Inodes of the sockets that listen on `port`, from the text of `/proc/net/tcp` or `tcp6` (proc_net_tcp(5)). */
export function listeningInodes(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((row) => {
    const [, local = '', , state, , , , , , inode] = row.trim().split(/\s+/);
    return state === LISTENING && local.endsWith(`:${hexPort}`) && inode !== undefined ? [inode] : [];
  });
}

/** Inodes of the unix sockets that accept connections at a path, from the text of `/proc/net/unix` (proc_net_unix(5)). */
export function listeningSocketInodes(table: string, socketPath: string): string[] {
  return table.split('\n').flatMap((row) => {
    const [, , , flags, , , inode, ...path] = row.trim().split(/\s+/);
    const listens = flags === ACCEPTS_CONNECTIONS && path.join(' ') === socketPath;
    return listens && inode !== undefined ? [inode] : [];
  });
}

/**
 * Pids that listen on `port`, from the output of Windows' `netstat -ano`. A listener is known by its foreign port 0: the
 * name of the state is translated.
 */
export function netstatListeners(output: string, port: number): number[] {
  const pids = output.split(/\r?\n/).flatMap((row) => {
    const [protocol, local = '', foreign = '', , pid] = row.trim().split(/\s+/);
    const listens = protocol === 'TCP' && local.endsWith(`:${port}`) && foreign.endsWith(':0');
    return listens && pid !== undefined ? [Number(pid)] : [];
  });
  return ascending(new Set(pids));
}

/** Pids from output with one on each line, as `lsof -t` prints them. */
export function pidLines(output: string): number[] {
  return ascending(new Set([...output.matchAll(/^\d+$/gm)].map(([pid]) => Number(pid))));
}

/** The processes of `parents` (child to parent) that are among `pids` or descend from them, ascending. */
export function treesOf(pids: readonly number[], parents: ReadonlyMap<number, number>): number[] {
  const roots = new Set(pids);
  const isBelow = (pid: number): boolean => {
    let at: number | undefined = pid;
    // Parents are not read in one moment, so a reused pid could close a circle; no path is longer than the map.
    for (let step = 0; step <= parents.size && at !== undefined; step += 1) {
      if (roots.has(at)) return true;
      at = parents.get(at);
    }
    return false;
  };
  return ascending([...parents.keys()].filter(isBelow));
}

async function listenersOn(port: number): Promise<ServerPids> {
  switch (process.platform) {
    case 'linux':
      return linuxListeners(port);
    case 'darwin':
    case 'freebsd':
      return byTool(port, 'lsof', { args: ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], read: pidLines });
    case 'win32':
      return byTool(port, 'netstat', { args: ['-ano'], read: (output) => netstatListeners(output, port) });
    default:
      return { reason: `On ${process.platform} the process behind a port cannot be found.` };
  }
}

function linuxListeners(port: number): ServerPids {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => attempt(() => readFileSync(path, 'utf8')));
  if (tables.every((table) => table === undefined)) return { reason: 'The table /proc/net/tcp cannot be read.' };
  const inodes = new Set(tables.flatMap((table) => listeningInodes(table ?? '', port)));
  if (inodes.size === 0) return nobodyListens(port);
  const owners = linuxPids().filter((pid) => holdsSocket(pid, inodes));
  if (owners.length === 0) {
    return { reason: `The process that listens on port ${port} belongs to another user or container.` };
  }
  if (owners.every((pid) => attempt(() => readFileSync(`/proc/${pid}/comm`, 'utf8'))?.trim() === 'docker-proxy')) {
    return { reason: `Port ${port} leads into a container; its processes are not visible from here.` };
  }
  return { pids: owners };
}

function holdsSocket(pid: number, inodes: ReadonlySet<string>): boolean {
  const descriptors = attempt(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
  return descriptors.some((descriptor) => {
    const link = attempt(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`)) ?? '';
    return inodes.has(/^socket:\[(?<inode>\d+)\]$/.exec(link)?.groups?.['inode'] ?? '');
  });
}

function linuxPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Parent of each process; field 4 of proc_pid_stat(5), counted behind the name, which may hold anything. */
function linuxParents(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const pid of linuxPids()) {
    const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
    const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent !== undefined) parents.set(pid, Number(parent));
  }
  return parents;
}

async function byTool(
  port: number,
  tool: string,
  options: { readonly args: readonly string[]; readonly read: (output: string) => number[] },
): Promise<ServerPids> {
  try {
    const { stdout } = await run(tool, options.args, { timeout: TOOL_TIMEOUT_MS, windowsHide: true });
    const pids = options.read(stdout);
    return pids.length === 0 ? nobodyListens(port) : { pids };
  } catch (error) {
    // lsof ends with 1 when it finds nothing.
    if (exitCodeOf(error) === 1) return nobodyListens(port);
    return { reason: `"${tool}", which finds the process behind a port, cannot be run: ${reasonOf(error)}.` };
  }
}

async function descendantsByTool(pid: number, pidtree: (pid: number) => Promise<number[]>): Promise<number[]> {
  // A process that is gone already has none.
  return pidtree(pid).catch(() => []);
}

function nobodyListens(port: number): ServerPids {
  return { reason: `No process that this user may see listens on port ${port}.` };
}

function exitCodeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.message.split('\n', 1).join('') : String(error));
}

function ascending(pids: Iterable<number>): number[] {
  return [...pids].toSorted((a, b) => a - b);
}

/** A process may end while it is looked at, and another user's may not be looked at. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
