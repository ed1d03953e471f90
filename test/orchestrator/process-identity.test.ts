import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { identifyProcess, isAlive, statFields } from '../../src/orchestrator/process-identity.js';

describe('a process identity', () => {
  it('finds its process alive, and dead after its end', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const identity = identifyProcess(child.pid ?? 0);
    expect(isAlive(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('does not take another process with the same pid for it', () => {
    const identity = identifyProcess(process.pid);
    expect(isAlive(identity)).toBe(true);
    expect(isAlive({ ...identity, startTime: '1' })).toBe(false);
    expect(isAlive({ ...identity, bootId: 'another boot' })).toBe(false);
  });

  it('reads past a command name with spaces and brackets', () => {
    expect(statFields('12 (my (odd) name) S 1 2 3')).toEqual(['S', '1', '2', '3']);
  });
});
