import { readFileSync } from 'node:fs';
import { codeOf } from '../errors.js';

/** How many processes the kernel has killed for memory since boot; undefined where it does not tell. */
export function countOomKills(vmstat = '/proc/vmstat'): number | undefined {
  try {
    const count = /^oom_kill (\d+)$/m.exec(readFileSync(vmstat, 'utf8'))?.[1];
    return count === undefined ? undefined : Number(count);
  } catch (error) {
    // Only Linux has it.
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
