import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/journal/run-record.js';
import { readRun } from '../../src/journal/load-run.js';
import { runFolder } from '../../src/orchestrator/run-folder.js';
import type { RunSummary } from '../../src/report/run-summary.js';
import { type Acode, createAcode, ended, eventsOf, hasRuntime } from './acode.js';

const SMALL = ['--benchmark', 'quality', '--limit', '6'];

async function newestRun(acode: Acode): Promise<RunRecord> {
  const { stdout } = await acode.run('results', '--last', '1', '--json');
  const { runs } = JSON.parse(stdout) as { runs: { runId: string }[] };
  return readRun(runFolder(acode.dataDir, runs[0]?.runId ?? '').journalDir);
}

describe.skipIf(!hasRuntime)('graded benchmarks on the smoke model', () => {
  it('asks, judges, sums up, and says beforehand what so few items can resolve', async () => {
    await using acode = await createAcode();
    const { code, stdout, stderr } = await acode.run('run', ...SMALL);
    expect(code).toBe(0);
    expect(stderr).toMatch(/quality: 6 items; differences under about \d+ points will not be resolved/);
    expect(stdout).toMatch(/Graded +n +Pass \[95 %\]/);
    expect(stdout.split('\n').filter((line) => line.length > 80 && !/^(Results|Export|Repeat)/.test(line))).toEqual([]);
    const { graded } = JSON.parse((await acode.run('show', 'last', '--json')).stdout) as RunSummary;
    expect(graded).toHaveLength(1);
    const { answers, passRate } = graded[0] ?? {};
    expect(answers?.planned).toBe(6);
    expect((answers?.passed ?? 0) + (answers?.failed ?? 0) + (answers?.skipped ?? 0)).toBe(6);
    expect(passRate?.low).toBeLessThan(passRate?.high ?? 0);
  });

  it('tells each verdict behind its sample, and answers greedily the same twice', async () => {
    await using acode = await createAcode();
    const texts = async (): Promise<string[]> => {
      const { stdout } = await acode.run('run', ...SMALL, '--output', 'ndjson');
      const events = eventsOf(stdout).filter(({ type }) => type === 'sample' || type === 'verdict');
      expect(events.map(({ type }) => type).join(' ')).toMatch(/^(sample verdict ?)+$/);
      return events.flatMap((event) => (event.type === 'sample' ? (event.sample.answers?.[0]?.text ?? '') : []));
    };
    const first = await texts();
    expect(first.length).toBeGreaterThanOrEqual(4);
    expect(await texts()).toEqual(first);
  });

  it('asks no item twice when it is killed in the middle and resumed', { timeout: 120_000 }, async () => {
    await using acode = await createAcode();
    const child = acode.start('run', '--benchmark', 'quality', '--limit', '60', '--output', 'ndjson');
    let heard = '';
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        heard += chunk.toString();
        if ((heard.match(/"type":"verdict"/g) ?? []).length >= 12) resolve();
      });
      child.on('close', () => resolve());
    });
    child.kill('SIGKILL');
    await once(child, 'close');
    const told = eventsOf(heard.slice(0, heard.lastIndexOf('\n') + 1));
    const acknowledged = told.flatMap((event) =>
      event.type === 'verdict' ? [`${event.caseId}: ${event.verdict.kind}`] : [],
    );
    expect(acknowledged.length).toBeGreaterThanOrEqual(12);
    const resumed = await acode.run('run', '--resume', 'last', '--output', 'ndjson');
    const again = eventsOf(resumed.stdout).flatMap((event) => (event.type === 'case-start' ? [event.caseId] : []));
    const record = await newestRun(acode);
    const verdicts = new Map(
      record.cases.map(({ planned, samples }) => [planned.id, samples.flatMap(({ verdicts: given }) => given ?? [])]),
    );
    for (const line of acknowledged) {
      const [id = '', kind] = line.split(': ');
      expect(again).not.toContain(id);
      expect(verdicts.get(id)?.map(({ verdict }) => verdict.kind)).toEqual([kind]);
    }
    expect(record.cases.every(({ state }) => state.status === 'completed' || state.status === 'skipped')).toBe(true);
  });

  it('shows prompt, answer, checks and reason; judges anew without asking; survives export and import unchanged', async () => {
    await using acode = await createAcode();
    await acode.run('run', ...SMALL, '--samples', '2');
    const listed = await acode.run('inspect', 'last');
    const [, item = ''] = /quality (\S+)/.exec(listed.stdout) ?? [];
    const shown = await acode.run('inspect', 'last', item);
    expect(shown.stdout).toMatch(/--- user\n[^]+--- answer \(finish: \w+\)\n[^]*--- verdict: [\w-]+ by text \d+\n/);
    expect(shown.stdout).toContain('sample 2 of 2');
    const rescored = await acode.run('rescore', 'last');
    expect(rescored.stdout).toMatch(/\d+ answers judged, 0 changed/);
    const file = path.join(acode.home, 'run.json');
    const lines = path.join(acode.home, 'run.ndjson');
    await acode.run('export', 'last', '--format', 'json', '-o', file);
    await acode.run('export', 'last', '--format', 'ndjson', '-o', lines);
    await using other = await createAcode();
    for (const [from, format] of [
      [file, 'json'],
      [lines, 'ndjson'],
    ] as const) {
      const copy = path.join(other.home, `copy.${format}`);
      expect((await other.run('import', from)).code).toBe(0);
      await other.run('export', 'last', '--format', format, '-o', copy);
      expect(await readFile(copy, 'utf8')).toBe(await readFile(from, 'utf8'));
      await other.run('delete', 'last', '--yes');
    }
  });

  it.each([
    [['run', '--benchmark', 'quality', '--samples', '0'], /--samples must be .* 1 /],
    [
      ['run', '--benchmark', 'quality', '--temperature', 'hot'],
      /--temperature must be a number from 0 to 2, and is "hot"/,
    ],
    [['inspect', 'last', 'no-such-item'], /There is no graded case "no-such-item"/],
  ])('%j is one clear sentence', async (args, sentence) => {
    await using acode = await createAcode();
    if (args[0] === 'inspect') await acode.run('run', ...SMALL);
    const { code, stderr } = await ended(acode.start(...args));
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
  });
});
