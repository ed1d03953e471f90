import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProbeTargets, Reach } from './probe-programs.js';

/** How long a datagram may be on its way, in milliseconds. */
const DATAGRAM_MS = 50;

/** Things outside a sandbox that anybody on this machine may reach, and the evidence of who did. */
export interface Bait extends AsyncDisposable {
  readonly targets: ProbeTargets;
  /** What was reached since the last call, as seen from here and whatever the program says. */
  taken(): Promise<Set<Reach>>;
}

/** Lays out a readable file, a writable folder, and listeners for TCP, UDP and a socket with a path. */
export async function layBait(): Promise<Bait> {
  const folder = await mkdtemp(join(tmpdir(), 'acode-probe-'));
  const seen = new Set<Reach>();
  await chmod(folder, 0o777);
  const file = join(folder, 'readable');
  await writeFile(file, 'outside', { mode: 0o644 });
  const tcp = await listening(createServer(), { port: 0, host: '127.0.0.1' });
  const unixPath = join(folder, 'socket');
  const unix = await listening(createServer(), { path: unixPath });
  await chmod(unixPath, 0o777);
  const udp = createSocket('udp4').on('message', () => seen.add('udp'));
  udp.bind(0, '127.0.0.1');
  await once(udp, 'listening');
  tcp.on('connection', (socket) => seen.add('tcp') && socket.destroy());
  unix.on('connection', (socket) => seen.add('unix') && socket.destroy());
  const expected = await readdir(folder);
  return {
    targets: {
      file,
      folder,
      unixPath,
      tcpPort: (tcp.address() as AddressInfo).port,
      udpPort: udp.address().port,
      pid: process.pid,
    },
    taken: async () => {
      await delay(DATAGRAM_MS);
      if ((await readdir(folder)).some((name) => !expected.includes(name))) seen.add('write');
      const taken = new Set(seen);
      seen.clear();
      for (const name of await readdir(folder)) if (!expected.includes(name)) await rm(join(folder, name));
      return taken;
    },
    [Symbol.asyncDispose]: async () => {
      tcp.close();
      unix.close();
      udp.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listening(server: Server, where: { port: number; host: string } | { path: string }): Promise<Server> {
  server.listen(where);
  await once(server, 'listening');
  return server;
}
