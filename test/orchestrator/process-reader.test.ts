import { describe, expect, it } from 'vitest';
import { openProcessReader, statusBytes } from '../../src/orchestrator/process-reader.js';

describe('statusBytes', () => {
  const status = 'Name:\tVmSwap: 9 kB\nVmHWM:\t    2048 kB\nVmSwap:\t     512 kB\n';

  it('reads a field in bytes, and not from the name of the process', () => {
    expect(statusBytes(status, 'VmHWM')).toBe(2_048 * 1_024);
    expect(statusBytes(status, 'VmSwap')).toBe(512 * 1_024);
  });

  it('knows nothing of a field that is not there, as with kernel threads', () => {
    expect(statusBytes('Name:\tkthreadd\n', 'VmSwap')).toBeUndefined();
  });
});

describe.runIf(process.platform === 'linux')('the reader of processes', () => {
  it('sees memory, CPU time, swap and faults of a living process, and nothing of a dead one', async () => {
    const reader = openProcessReader([process.pid]);
    const look = await reader.look();
    expect(look?.rssBytes).toBeGreaterThan(10 * 2 ** 20);
    expect(look?.cpuMs).toBeGreaterThan(0);
    expect(look?.majorFaults).toBeGreaterThanOrEqual(0);
    expect(reader.swappedBytes()).toBeGreaterThanOrEqual(0);
    expect(reader.peakBytes()).toBeGreaterThan(10 * 2 ** 20);
    reader.close();
    // Beyond the kernel's largest process id.
    const dead = openProcessReader([2 ** 22 + 1]);
    expect(await dead.look()).toBeUndefined();
    expect(dead.swappedBytes()).toBeUndefined();
    dead.close();
  });
});
