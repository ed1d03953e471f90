import { codeOf } from '../errors.js';
import type { TargetDescription } from '../protocol/target.js';
import { type Endpoint, isLoopback } from './http/endpoint.js';
import { findServerPids, findSocketPids, type ServerPids, withDescendants } from './server-processes.js';

/**
 * The processes of the server at an address and everything below them: those that were named, else those that listen
 * there. Never throws; processes that cannot be looked at are a reason, which names what was looked for and where.
 */
export async function processesOf(endpoint: Endpoint, named: readonly number[] | undefined): Promise<ServerPids> {
  if (named !== undefined) return namedProcesses(named);
  if (endpoint.kind === 'unix') return findSocketPids(endpoint.socketPath);
  if (!isLoopback(endpoint.host)) return { reason: `The processes at ${endpoint.authority} are on another machine.` };
  return findServerPids(endpoint.port);
}

/** A sum that lacks one of the processes would be a wrong number, so all of them have to be there. */
async function namedProcesses(named: readonly number[]): Promise<ServerPids> {
  const gone = named.filter((pid) => !isAlive(pid));
  if (gone.length === 0) return { pids: await withDescendants(named) };
  const which =
    gone.length === 1
      ? `process ${gone[0]}, which was named, does`
      : `processes ${gone.join(', ')}, which were named, do`;
  return { reason: `The ${which} not exist.` };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process may be looked at, though not be signalled.
    return codeOf(error) === 'EPERM';
  }
}

/** The processes to look at; none where they are unknown. */
export function pidsIn(found: ServerPids): readonly number[] {
  return 'pids' in found ? found.pids : [];
}

/** How a target's description tells of them. */
export function describedProcesses(found: ServerPids): Pick<TargetDescription, 'modelPids' | 'modelPidsUnknown'> {
  return { modelPids: pidsIn(found), ...('reason' in found ? { modelPidsUnknown: found.reason } : {}) };
}
