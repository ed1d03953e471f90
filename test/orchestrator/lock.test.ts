import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock, readHolder, type LockRequest } from '../../src/orchestrator/lock.js';

let dataDir: string;

beforeEach(async () => {
  dataDir = path.join(await mkdtemp(path.join(os.tmpdir(), 'acode-lock-')), 'data');
});

afterEach(() => rm(path.dirname(dataDir), { recursive: true, force: true }));

function request(changes: Partial<LockRequest> = {}): LockRequest {
  return {
    dataDir,
    runId: 'mine',
    wait: false,
    signal: new AbortController().signal,
    onLost: () => undefined,
    ...changes,
  };
}

/** A process that holds the lock until it is ended. */
async function holder(): Promise<ChildProcess> {
  const lock = new URL('../../dist/src/orchestrator/lock.js', import.meta.url).href;
  const program = `
    import { acquireLock } from ${JSON.stringify(lock)};
    await acquireLock({ dataDir: process.argv[1], runId: 'theirs', wait: false, signal: new AbortController().signal, onLost: () => {} });
    console.log('held');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('the run lock', () => {
  it('names its holder while it is held, and nobody afterwards', async () => {
    {
      await using lock = await acquireLock(request());
      expect(await readHolder(dataDir)).toEqual(lock.holder);
      expect(lock.holder).toMatchObject({ runId: 'mine', process: { pid: process.pid } });
    }
    expect(await readHolder(dataDir)).toBeUndefined();
  });

  it('is refused while another process holds it, and free at once when that one is killed', async () => {
    const other = await holder();
    await expect(acquireLock(request())).rejects.toMatchObject({
      code: 'RUN_LOCKED',
      exitCode: 75,
      message: /run theirs \(process \d+/,
    });
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(await readHolder(dataDir)).toBeUndefined();
    await using lock = await acquireLock(request());
    expect(lock.holder.runId).toBe('mine');
  });

  it('is waited for where that is asked for', async () => {
    const other = await holder();
    const waiting = acquireLock(request({ wait: true }));
    other.kill('SIGKILL');
    await using lock = await waiting;
    expect(lock.holder.runId).toBe('mine');
  });

  it('is not waited for any longer than the user wants to', async () => {
    const other = await holder();
    const abort = new AbortController();
    const waiting = acquireLock(request({ wait: true, signal: abort.signal }));
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
    other.kill('SIGKILL');
    await once(other, 'exit');
  });
});
