import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Acode, createAcode, ended, eventsOf } from './acode.js';

const RUN = ['run', '-b', 'latency', '-n', '6', '--warmup', '1', '--output', 'ndjson'];

/** So far apart that not even a machine that others use almost alone could explain it, which would leave it undecided. */
const [FAST_MS, SLOW_MS] = [5, 1_500];

/** Measures a server with this time to the first token, always under the same address. */
async function measure(
  acode: Acode,
  ttftMs: number,
  { port = '0', env = {}, flags = [] }: { port?: string; env?: Record<string, string>; flags?: string[] } = {},
) {
  const server = acode.start('fake-server', '--port', port, '--ttft', String(ttftMs), '--itl', '1');
  const [line] = (await once(server.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const url = line.toString().trim();
  try {
    const run = await ended(acode.startWith(env, ...RUN, '--model', `openai:fake-model@${url}`, ...flags));
    return { ...run, port: new URL(url).port };
  } finally {
    server.kill('SIGTERM');
  }
}

describe('run --baseline', () => {
  it('finds a server that became slower: events, log, alert, GitHub and exit code', async () => {
    await using acode = await createAcode();
    const first = await measure(acode, FAST_MS);
    expect(first.code).toBe(0);
    await acode.run('baseline', 'set', 'last');
    await writeFile(path.join(acode.home, 'acode.config.yaml'), 'alerts:\n  command: [tee, told.json]\n');
    const stepSummary = path.join(acode.home, 'summary.md');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: stepSummary };
    const { code, stdout, stderr } = await measure(acode, SLOW_MS, {
      port: first.port,
      env,
      flags: ['--baseline', '--fail-on', 'regression'],
    });
    expect(code).toBe(3);

    const regressions = eventsOf(stdout).filter(({ type }) => type === 'regression');
    expect(regressions).toContainEqual(
      expect.objectContaining({
        metric: 'ttft',
        benchmark: 'latency',
        change: expect.objectContaining({ kind: 'ratio' }) as unknown,
      }),
    );
    const log = (await readFile(path.join(acode.dataDir, 'runs', regressions[0]?.runId ?? '', 'events.ndjson'), 'utf8'))
      .trim()
      .split('\n');
    expect(log.slice(-regressions.length).map((each) => JSON.parse(each) as unknown)).toEqual(
      regressions.map((event) => ({ level: 'warn', ...event })),
    );

    const told = JSON.parse(await readFile(path.join(acode.home, 'told.json'), 'utf8')) as { regressions: unknown[] };
    expect(told).toMatchObject({ schema: 'acode-alert/1', run: { runId: regressions[0]?.runId } });
    expect(told.regressions).toHaveLength(regressions.length);

    expect(stderr).toMatch(/^::error title=Benchmark regressed::latency/m);
    const summary = await readFile(stepSummary, 'utf8');
    expect(summary).toMatch(/^## ✅ Benchmark run /m);
    expect(summary).toMatch(/^## 🔴 Benchmark regressed$/m);
  }, 60_000);

  it('says at once that there is no such baseline, and measures nothing', async () => {
    await using acode = await createAcode();
    const { code, stderr } = await acode.run(...RUN, '--baseline');
    expect(code).toBe(2);
    expect(stderr).toContain('There is no baseline.');
    expect((await acode.run('results', '--json')).stdout).toContain('"runs": []');
    expect(await acode.run(...RUN, '--fail-on', 'regression')).toMatchObject({ code: 2 });
  });

  it('says at once that the baseline is unlike or of other cases, and measures nothing', async () => {
    await using acode = await createAcode();
    const quick = ['run', '-b', 'latency', '-n', '1', '--warmup', '0'];
    expect(await acode.run(...quick, '--deterministic')).toMatchObject({ code: 0 });
    await acode.run('baseline', 'set', 'last');
    const unlike = await acode.run(...quick, '--baseline');
    expect(unlike.code).toBe(2);
    expect(unlike.stderr).toMatch(/This run would not be like its baseline \S+:\n {2}deterministic: true → false\n/);
    const other = await acode.run('run', '-b', 'first-token', '-n', '1', '--deterministic', '--baseline');
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('has none of the cases that this run would measure on');
    const { stdout } = await acode.run('results', '--json');
    expect((JSON.parse(stdout) as { runs: unknown[] }).runs).toHaveLength(1);
  });
});
