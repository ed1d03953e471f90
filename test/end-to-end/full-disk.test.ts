import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createAcode } from './acode.js';

const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

describe.skipIf(!existsSync('/dev/full'))('standard output on a full disk', () => {
  it('is one sentence and exit code 74', async () => {
    await using acode = await createAcode();
    const full = await open('/dev/full', 'w');
    const child = spawn(process.execPath, [CLI, 'benchmark', 'results'], {
      cwd: acode.home,
      env: { PATH: process.env.PATH, HOME: acode.home, ACODE_DATA_DIR: acode.dataDir },
      stdio: ['ignore', full.fd, 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    await full.close();
    expect(said).toMatch(/^acode: Standard output cannot be written: .*no space left.*\n$/i);
    expect(code).toBe(74);
  });
});
