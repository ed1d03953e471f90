import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  findServerPids,
  findSocketPids,
  listeningInodes,
  listeningSocketInodes,
  netstatListeners,
  pidLines,
  treesOf,
  withDescendants,
} from '../../src/providers/server-processes.js';

const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
});

/** A server with a child of its own, as model servers have; it prints its port and the child's pid. */
const SERVER = `
  const { spawn } = require('node:child_process');
  const { createServer } = require('node:net');
  const runner = spawn(process.execPath, ['-e', 'process.stdin.resume(); process.stdin.on("end", () => process.exit())'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const server = createServer(() => {}).listen(0, HOST, () => {
    console.log(JSON.stringify({ port: server.address().port, runner: runner.pid }));
  });
`;

async function startServer(host: string): Promise<{ pid: number; port: number; runner: number }> {
  const child = spawn(process.execPath, ['-e', SERVER.replace('HOST', JSON.stringify(host))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { port, runner } = JSON.parse(line.toString('utf8')) as { port: number; runner: number };
  return { pid: child.pid ?? 0, port, runner };
}

describe.runIf(process.platform === 'linux')('findServerPids', () => {
  it.each(['127.0.0.1', '::', '0.0.0.0'])('finds a server that listens on %s, and its child', async (host) => {
    const { pid, port, runner } = await startServer(host);
    const found = await findServerPids(port);
    expect(found).toEqual({ pids: [pid, runner].toSorted((a, b) => a - b) });
  });

  it('says so when nobody listens, though somebody is connected', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    server.close();
    await once(server, 'close');
    expect(await findServerPids(port)).toEqual({
      reason: `No process that this user may see listens on port ${port}.`,
    });
  });

  it('leaves out processes that have ended', async () => {
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    await once(child, 'exit');
    expect(await withDescendants([process.pid, pid])).not.toContain(pid);
  });
});

describe('listeningInodes', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    // 0x2CAA = 11434; state 0A listens, 01 is a connection to the same port.
    '   0: 0100007F:2CAA 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 33333 1 0',
    '   1: 0100007F:2CAA 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 44444 1 0',
    '   2: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 55555 1 0',
    '   3: 00000000000000000000000001000000:2CAA 00000000000000000000000000000000:0000 0A 0:0 00:0 0  0  0 66666 1 0',
  ].join('\n');

  it('reads the listening rows of one port', () => {
    expect(listeningInodes(table, 11434)).toEqual(['33333', '66666']);
    expect(listeningInodes(table, 80)).toEqual([]);
  });
});

describe('netstatListeners', () => {
  it('knows listeners in any language by their foreign port', () => {
    const output = [
      '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
      '  TCP    127.0.0.1:11434        0.0.0.0:0              ABHÖREN         4711',
      '  TCP    127.0.0.1:11434        127.0.0.1:50123        HERGESTELLT     4711',
      '  TCP    [::]:11434             [::]:0                 LISTENING       4712',
      '  TCP    127.0.0.1:1143         0.0.0.0:0              LISTENING       1',
      '  UDP    0.0.0.0:11434          *:*                                    2',
    ].join('\r\n');
    expect(netstatListeners(output, 11434)).toEqual([4711, 4712]);
  });
});

describe('pidLines', () => {
  it('reads each pid once', () => {
    expect(pidLines('12\n7\n12\n')).toEqual([7, 12]);
    expect(pidLines('')).toEqual([]);
  });
});

describe('treesOf', () => {
  it('follows parents over any number of steps, and ends in a circle', () => {
    const parents = new Map([
      [1, 0],
      [2, 1],
      [3, 2],
      [4, 1],
      [5, 6],
      [6, 5],
    ]);
    expect(treesOf([2], parents)).toEqual([2, 3]);
    expect(treesOf([1], parents)).toEqual([1, 2, 3, 4]);
    expect(treesOf([99], parents)).toEqual([]);
  });
});

describe('a server on a unix socket', () => {
  it('is known by its inode where it accepts connections', () => {
    const table = [
      'Num       RefCount Protocol Flags    Type St Inode Path',
      '0000000000000000: 00000002 00000000 00010000 0001 01 111 /run/model.sock',
      '0000000000000000: 00000003 00000000 00000000 0001 03 222 /run/model.sock',
      '0000000000000000: 00000002 00000000 00010000 0001 01 333 /run/with space.sock',
    ].join('\n');
    expect(listeningSocketInodes(table, '/run/model.sock')).toEqual(['111']);
    expect(listeningSocketInodes(table, '/run/with space.sock')).toEqual(['333']);
  });

  it.runIf(process.platform === 'linux')('is found by its path, or missing with the reason', async () => {
    const socketPath = path.join(tmpdir(), `acode-${process.pid}.sock`);
    const server = createServer().listen(socketPath);
    await once(server, 'listening');
    expect(await findSocketPids(socketPath)).toMatchObject({ pids: expect.arrayContaining([process.pid]) as number[] });
    server.close();
    await rm(socketPath, { force: true });
    expect(await findSocketPids(socketPath)).toEqual({
      reason: `No process that this user may see listens on ${socketPath}.`,
    });
  });
});
