import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createAcode, hasRuntime } from './acode.js';

const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

const canTrace = spawnSync('strace', ['-V']).status === 0;
const canIsolate = process.platform === 'linux' && spawnSync('unshare', ['-rn', 'true']).status === 0;

describe.skipIf(!hasRuntime)('local means local', () => {
  it.skipIf(!canIsolate)('a run works where there is no network at all (skipped where unshare may not)', async () => {
    await using acode = await createAcode();
    const args = ['-rn', process.execPath, CLI, 'benchmark', 'run', '-b', 'latency', '-n', '3', '--output', 'quiet'];
    const result = spawnSync('unshare', args, { env: environment(acode.home), encoding: 'utf8' });
    expect(result.stderr).toBe('');
    expect(result.status).toBe(0);
  });

  it.skipIf(!canTrace)('a run opens no connection to anywhere (skipped without strace)', async () => {
    await using acode = await createAcode();
    const log = path.join(acode.home, 'trace');
    const args = [
      '-f',
      '-qq',
      '-e',
      'trace=connect',
      '-o',
      log,
      process.execPath,
      CLI,
      'benchmark',
      'run',
      '-b',
      'latency',
      '-n',
      '2',
      '--output',
      'quiet',
    ];
    expect(spawnSync('strace', args, { env: environment(acode.home) }).status).toBe(0);
    const connects = (await readFile(log, 'utf8')).split('\n').filter((line) => /AF_INET/.test(line));
    expect(connects).toEqual([]);
  });
});

function environment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: home, ACODE_DATA_DIR: path.join(home, 'data') };
}
