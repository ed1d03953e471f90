import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { parseEndpoint } from '../../src/providers/http/endpoint.js';
import { describedProcesses, pidsIn, processesOf } from '../../src/providers/processes-of.js';

/** A process id that nobody has any more. */
async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('processesOf', () => {
  const here = parseEndpoint('http://127.0.0.1:1', false);

  it('takes the processes that were named, though another port is theirs', async () => {
    const found = await processesOf(here, [process.pid]);
    expect(pidsIn(found)).toContain(process.pid);
    expect(describedProcesses(found)).not.toHaveProperty('modelPidsUnknown');
  });

  it('says which of the named processes does not exist, and measures none of them', async () => {
    const gone = await endedPid();
    const found = await processesOf(here, [process.pid, gone]);
    expect(found).toEqual({ reason: `The process ${gone}, which was named, does not exist.` });
    expect(describedProcesses(found)).toEqual({
      modelPids: [],
      modelPidsUnknown: `The process ${gone}, which was named, does not exist.`,
    });
  });

  it('looks for nothing on another machine, and says where that is', async () => {
    const there = parseEndpoint('http://192.0.2.7:8080', true);
    expect(await processesOf(there, undefined)).toEqual({
      reason: 'The processes at 192.0.2.7:8080 are on another machine.',
    });
  });

  it.runIf(process.platform === 'linux')('looks behind the port of a server on this machine', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const found = await processesOf(parseEndpoint(`http://127.0.0.1:${port}`, true), undefined);
    server.close();
    expect(pidsIn(found)).toContain(process.pid);
  });
});
