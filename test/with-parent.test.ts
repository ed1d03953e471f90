import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identifyProcess, isAlive } from '../src/orchestrator/process-identity.js';

type Identity = ReturnType<typeof identifyProcess>;

const BUILT = fileURLToPath(new URL('../dist/src/with-parent.js', import.meta.url));

/** Starts a long sleep as the words say, tells its process, and waits to be killed. */
const PARENT = `
  import { spawn } from 'node:child_process';
  const { withParent } = await import(${JSON.stringify(BUILT)});
  const [command, ...args] = [...withParent(process.argv[1]), 'sleep', '600'];
  console.log(spawn(command, args, { detached: true, stdio: ['ignore', 'ignore', 'inherit'] }).pid);
  setInterval(() => {}, 1000);
`;

describe.skipIf(process.platform !== 'linux')('a command that goes with its parent', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'acode-with-parent-'))));
  afterAll(async () => rm(folder, { recursive: true }));

  it('is killed when its parent is', async () => {
    const [parent, child] = await start('setpriv');
    await expect.poll(() => commandOf(child), { timeout: 20_000 }).toBe('sleep');
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(child), { timeout: 20_000 }).toBe(false);
  });

  it('does not begin when its parent was killed before the kernel was asked', async () => {
    const slow = path.join(folder, 'setpriv');
    await writeFile(slow, '#!/bin/sh\nsleep 0.5\nexec setpriv "$@"\n');
    await chmod(slow, 0o755);
    const [parent, child] = await start(slow);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await expect.poll(() => isAlive(child), { timeout: 20_000 }).toBe(false);
  });
});

async function start(setpriv: string): Promise<[ChildProcess, Identity]> {
  const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT, setpriv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(parent.stdout ?? parent, 'data')) as [Buffer];
  return [parent, identifyProcess(Number(said))];
}

function commandOf({ pid }: Identity): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}
