import { readFileSync } from 'node:fs';
import { codeOf } from '../errors.js';
import type { ProcessIdentity } from '../journal/records.js';

/** A process as it can be found again: on Linux its start time and the boot guard against a reused pid. */
export function identifyProcess(pid: number): ProcessIdentity {
  const startTime = readStartTime(pid);
  const bootId = readText('/proc/sys/kernel/random/boot_id')?.trim();
  return { pid, ...(startTime === undefined ? {} : { startTime }), ...(bootId === undefined ? {} : { bootId }) };
}

/** Whether the very process of this identity is alive; a zombie is not. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (identity.startTime === undefined) return respondsToSignals(identity.pid);
  const now = identifyProcess(identity.pid);
  return now.startTime === identity.startTime && now.bootId === identity.bootId;
}

/** Fields of `/proc/PID/stat` behind the command name, which may itself hold spaces and brackets. */
export function statFields(stat: string): string[] {
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .trim()
    .split(' ');
}

/** Start time in clock ticks since boot; undefined for a zombie, a dead process, or off Linux. */
function readStartTime(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = statFields(stat);
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function respondsToSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // No such process, or no /proc at all.
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
