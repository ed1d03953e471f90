import { type ChildProcess } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SMOKE_MODEL_PATH } from '../../src/providers/embedded/smoke-model.js';
import type { RunSummary } from '../../src/report/run-summary.js';
import { type Acode, createAcode, ended, eventsOf } from '../end-to-end/acode.js';

/**
 * A real llama-server: named by ACODE_LLAMA_SERVER, else found on the path. CONTRIBUTING.md says how to build one from the
 * sources that the runtime carries.
 */
const binary = process.env.ACODE_LLAMA_SERVER ?? onPath('llama-server');

describe.skipIf(binary === undefined)('a real llama-server (skipped without one; set ACODE_LLAMA_SERVER)', () => {
  it('is started, measured by the quick suite, and ended', async () => {
    await using acode = await createAcode();
    await configure(acode);
    const { code } = await acode.run('run', '--suite', 'quick', '--model', 'served', '--output', 'quiet');
    expect(code).toBe(0);
    const summary = await shown(acode);
    expect(summary.counts).toMatchObject({ completed: 6 });
    expect(summary.targets[0]?.description?.backendBuild).toMatch(/^b\d+/);
    for (const each of summary.cases) {
      expect(each.errors.failed).toBe(0);
      expect(each.tokenSources).toEqual(['server']);
      expect(each.caseMetrics['rssPeak']?.value).toBeGreaterThan(10e6);
    }
  });

  it('reads every cold prompt anew, writes exactly the length asked for, and counts as it is told', async () => {
    await using acode = await createAcode();
    await configure(acode);
    const { stdout } = await acode.run('run', '-b', 'inference', '-n', '4', '--model', 'served', '--output', 'ndjson');
    const requests = eventsOf(stdout).flatMap((event) => (event.type === 'sample' ? event.sample.requests : []));
    expect(requests.length).toBe(7);
    for (const { counts, labels, engine } of requests) {
      expect(counts.promptTokens).toBe(512);
      expect(counts.outputTokens).toBe(128);
      expect(counts.cachedPromptTokens).toBeLessThanOrEqual(8);
      expect(labels).toEqual([]);
      expect(engine?.prefillTokens).toBeGreaterThanOrEqual(504);
      expect(engine?.decodeTokens).toBe(127);
    }
  });

  it('that is killed in the middle is started anew, and the case is completed', async () => {
    await using acode = await createAcode();
    await configure(acode);
    const child = acode.start('run', '-b', 'latency', '-n', '200', '--model', 'served', '--output', 'ndjson');
    killServerOnce(child);
    const { code, stdout } = await ended(child);
    expect(code).toBe(0);
    const ends = eventsOf(stdout).flatMap((event) => (event.type === 'case-end' ? [event.status] : []));
    expect(ends).toEqual(['retrying', 'completed']);
    expect((await shown(acode)).cases[0]?.iterations.measured).toBe(200);
  });

  it('refuses a context that is too small with a sentence, and runs the other cases', async () => {
    await using acode = await createAcode();
    await configure(acode, ['-c', '512', '-np', '1']);
    const { code } = await acode.run(
      'run',
      '-b',
      'inference',
      'latency',
      '-n',
      '2',
      '--model',
      'served',
      '--output',
      'quiet',
    );
    expect(code).toBe(4);
    const { cases } = await shown(acode);
    expect(cases.map((each) => each.status)).toEqual(['failed', 'completed']);
    expect(cases[0]?.reason?.code).toBe('CONTEXT_TOO_SMALL');
  });
});

async function configure(acode: Acode, size: readonly string[] = ['-c', '8192', '-np', '4']): Promise<void> {
  const args = ['-m', SMOKE_MODEL_PATH, '--alias', 'smoke', '--port', '{port}', '--jinja', '-t', '1', ...size];
  const served = { model: 'openai:smoke@http://127.0.0.1:{port}', command: binary, args, readyTimeout: '60s' };
  await writeFile(path.join(acode.home, 'acode.config.json'), JSON.stringify({ targets: { served } }));
}

async function shown(acode: Acode): Promise<RunSummary> {
  return JSON.parse((await acode.run('show', 'last', '--json')).stdout) as RunSummary;
}

/** Kills the server that a run started, as soon as the run measures. */
function killServerOnce(run: ChildProcess): void {
  let text = '';
  let killed = false;
  run.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (killed || !text.includes('"phase":"measure"')) return;
    killed = true;
    const children = readFileSync(`/proc/${run.pid ?? 0}/task/${run.pid ?? 0}/children`, 'utf8')
      .trim()
      .split(' ');
    const server = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('llama-server'));
    if (server !== undefined) process.kill(Number(server), 'SIGKILL');
  });
}

function onPath(name: string): string | undefined {
  const files = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      // Not in this folder.
      return false;
    }
  });
}
