import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../src/report/run-summary.js';
import { type Acode, createAcode, ended, eventsOf } from './acode.js';

const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

async function shown(acode: Acode): Promise<RunSummary> {
  return JSON.parse((await acode.run('show', 'last', '--json')).stdout) as RunSummary;
}

async function fakeServer(acode: Acode, ...flags: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = acode.start('fake-server', ...flags);
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
}

describe('a server that is running', () => {
  it('is measured by its address, and its true rate is found', async () => {
    await using acode = await createAcode();
    const { child, url } = await fakeServer(acode, '--ttft', '40', '--itl', '5');
    const { code } = await acode.run(
      'run',
      '-b',
      'inference',
      '-n',
      '3',
      '--warmup',
      '1',
      '--model',
      `openai:fake-model@${url}`,
      '--output',
      'quiet',
    );
    child.kill('SIGTERM');
    expect(code).toBe(0);
    const [inference] = (await shown(acode)).cases;
    // 127 gaps of 5 ms; a shared machine may be late, never early.
    expect(inference?.metrics['tpot']?.p50).toBeGreaterThan(4.9);
    expect(inference?.metrics['tpot']?.p50).toBeLessThan(6);
    expect(inference?.metrics['ttft']?.p50).toBeGreaterThan(39.9);
  });

  it('of which every request fails fails the case, which is measured again when asked for', async () => {
    await using acode = await createAcode();
    const broken = await fakeServer(acode, '--ttft', '1', '--fault', 'status:500', '--fault-after', '6');
    const { port } = new URL(broken.url);
    const model = `openai:fake-model@${broken.url}`;
    expect((await acode.run('run', '-b', 'latency', '-n', '3', '--model', model, '--output', 'quiet')).code).toBe(4);
    broken.child.kill('SIGTERM');
    await once(broken.child, 'exit');
    const [failed] = (await shown(acode)).cases;
    expect(failed).toMatchObject({ status: 'failed', reason: { code: 'REQUESTS_FAILED' }, errors: { attempted: 3 } });
    expect((await acode.run('export', 'last', '--format', 'junit')).stdout).toContain(
      '<failure type="REQUESTS_FAILED"',
    );
    const sound = await fakeServer(acode, '--ttft', '1', '--port', port);
    expect((await acode.run('run', '--resume', 'last', '--retry-failed', '--output', 'quiet')).code).toBe(0);
    sound.child.kill('SIGTERM');
    expect((await shown(acode)).cases[0]).toMatchObject({ status: 'completed', errors: { attempted: 3, failed: 0 } });
  });

  it('has no memory, and says why and what to do, where its processes cannot be looked at', async () => {
    await using acode = await createAcode();
    const { child, url } = await fakeServer(acode, '--ttft', '1', '--itl', '1');
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const model = `openai:fake-model@${url}`;
    const args = ['-b', 'latency', '-b', 'inference', '-n', '1', '--warmup', '0', '--model', model, '--pid', `${gone}`];
    const run = await acode.run('run', ...args, '--output', 'ndjson');
    child.kill('SIGTERM');
    const told = eventsOf(run.stdout).filter((event) => event.type === 'warning' && event.code === 'memory-unknown');
    expect(told).toHaveLength(1);
    const { warnings, cases } = await shown(acode);
    const [warning, ...further] = warnings.filter(({ code }) => code === 'memory-unknown');
    expect(warning?.message).toContain(`The process ${gone}, which was named, does not exist.`);
    expect(warning?.remedy).toContain('--pid');
    expect(further).toEqual([]);
    expect(cases.map(({ metrics }) => metrics['rssPeak'])).toEqual(cases.map(() => undefined));
    expect((await acode.run('show', 'last')).stdout.replaceAll(/\s+/g, ' ')).toContain(
      'has no figures of memory and CPU',
    );
  });

  it('gets the key it asks for, and the key is in no file, event or message', async () => {
    await using acode = await createAcode();
    const { child, url } = await fakeServer(acode);
    const canary = 'sk-canary-5f2a';
    const args = [
      'run',
      '-b',
      'latency',
      '-n',
      '2',
      '--model',
      `openai:fake-model@${url}`,
      '--api-key-env',
      'MY_KEY',
      '--output',
      'json',
    ];
    const { code, stdout, stderr } = await ended(acode.startWith({ MY_KEY: canary, OTHER_SECRET: canary }, ...args));
    child.kill('SIGTERM');
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(canary);
    const found = spawnSync('grep', ['-rla', canary, acode.dataDir], { encoding: 'utf8' });
    expect(found.stdout).toBe('');
    expect(stdout).toContain('MY_KEY');
    const missing = await acode.run(...args);
    expect(missing.stderr).toContain('The environment variable MY_KEY is not set.');
    expect(missing.code).toBe(2);
  });

  it('that has no such model, or does not run, is said in one sentence', async () => {
    await using acode = await createAcode();
    const { child, url } = await fakeServer(acode);
    const wrong = await acode.run('run', '-s', 'quick', '--model', `openai:nope@${url}`);
    expect(wrong.stderr).toContain(`has no model "nope"; it has "fake-model".`);
    expect(wrong.code).toBe(69);
    child.kill('SIGTERM');
    await once(child, 'close');
    const gone = await acode.run('run', '-s', 'quick', '--model', `openai:fake-model@${url}`);
    expect(gone.stderr).toContain(`The server at ${url} does not answer`);
    expect(gone.code).toBe(69);
  });
});

describe('a server that is slow', () => {
  it('is given up after the time that the configuration allows, request by request', async () => {
    await using acode = await createAcode();
    const { child, url } = await fakeServer(acode, '--ttft', '300');
    const slow = { model: `openai:fake-model@${url}`, timeouts: { firstToken: '100ms' } };
    const patient = { model: `openai:fake-model@${url}` };
    await writeFile(path.join(acode.home, 'acode.config.json'), JSON.stringify({ targets: { slow, patient } }));
    const args = ['run', '-b', 'latency', '-n', '2', '--warmup', '0', '--output', 'quiet', '--model'];
    expect((await acode.run(...args, 'patient')).code).toBe(0);
    expect((await acode.run(...args, 'slow')).code).not.toBe(0);
    child.kill('SIGTERM');
    expect((await shown(acode)).cases[0]?.reason?.message).toMatch(/100 ms|first token/);
  });
});

describe('a server that the configuration starts', () => {
  const serving = [CLI, 'benchmark', 'fake-server', '--port', '{port}', '--ttft', '20', '--itl', '2'];

  it('is started, measured with its memory and load time, and ended', async () => {
    await using acode = await createAcode();
    await configure(acode, serving);
    const { code } = await acode.run(
      'run',
      '-b',
      'latency',
      '-n',
      '3',
      '--warmup',
      '1',
      '--model',
      'served',
      '--output',
      'quiet',
    );
    expect(code).toBe(0);
    const { cases, targets } = await shown(acode);
    expect(cases[0]?.caseMetrics['rssPeak']?.value).toBeGreaterThan(30e6);
    expect(cases[0]?.caseMetrics['loadMs']?.value).toBeGreaterThan(20);
    const pids = targets[0]?.description?.modelPids ?? [];
    expect(pids.length).toBeGreaterThan(0);
    expect(pids.filter((pid) => isRunning(pid))).toEqual([]);
  });

  it.each([
    ['streams', serving],
    ['counts tokens', [...serving, '--llama-cpp']],
  ])('that %s is started anew when it is killed in the middle, and the case is completed', async (_what, args) => {
    await using acode = await createAcode();
    await configure(acode, args);
    const child = acode.start(
      'run',
      '-b',
      'latency',
      '-n',
      '60',
      '--warmup',
      '1',
      '--model',
      'served',
      '--output',
      'ndjson',
    );
    let killed = false;
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (killed || !text.includes('"phase":"measure"')) return;
      killed = true;
      const pid = serverPid();
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    });
    const { stdout, code } = await ended(child);
    expect(code).toBe(0);
    const ends = eventsOf(stdout).flatMap((event) => (event.type === 'case-end' ? [event.status] : []));
    // A busy machine may show a shift behind the restart; the case is then measured anew, which is one more attempt.
    expect([ends[0], ends.at(-1)]).toEqual(['retrying', 'completed']);
    expect((await shown(acode)).cases[0]?.iterations.measured).toBe(60);

    function serverPid(): number | undefined {
      const children = readFileSync(`/proc/${child.pid ?? 0}/task/${child.pid ?? 0}/children`, 'utf8')
        .trim()
        .split(' ')
        .map(Number);
      return children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('fake-server'));
    }
  });

  it('is started cold beside the running one, its start taken apart, and nothing is left of it', async () => {
    await using acode = await createAcode();
    await configure(acode, [...serving, '--llama-cpp', '--load', '100']);
    const { code } = await acode.run(
      'run',
      '-b',
      'cold-start',
      '-n',
      '2',
      '--warmup',
      '0',
      '--model',
      'served',
      '--output',
      'quiet',
    );
    expect(code).toBe(0);
    const [cold] = (await shown(acode)).cases;
    const medians = Object.fromEntries(Object.entries(cold?.metrics ?? {}).map(([id, { p50 }]) => [id, p50]));
    expect(medians).toMatchObject({
      processMs: expect.any(Number),
      modelLoadMs: expect.any(Number),
      firstPrefillMs: 20,
    });
    expect(medians['coldStartMs']).toBeGreaterThan(medians['serverReadyMs'] ?? Infinity);
    expect(cold?.labels).toEqual({ 'file-cache-warm': 2 });
  });

  it('and does not come up fails its cases with its last words', async () => {
    await using acode = await createAcode();
    await configure(acode, ['-e', 'console.error("no weights here"); process.exit(3)']);
    const { code, stdout } = await acode.run('run', '-b', 'latency', '--model', 'served');
    expect(code).toBe(69);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('ended (exit code 3): no weights here.');
  });
});

async function configure(acode: Acode, args: readonly string[]): Promise<void> {
  const target = {
    model: 'openai:fake-model@http://127.0.0.1:{port}',
    command: process.execPath,
    args,
    readyTimeout: '10s',
  };
  await writeFile(path.join(acode.home, 'acode.config.json'), JSON.stringify({ targets: { served: target } }));
}

function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // No such process.
    return false;
  }
}
