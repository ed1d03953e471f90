import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addReportCommand } from '../../src/commands/report.js';
import { dataFolder } from '../history/history-fixture.js';
import { caseOf, record, samplesWithTtft } from '../report/record-fixture.js';
import { evenly } from '../report/compare/side-fixture.js';
import { layRecord } from './lay-record.js';
import { runVerb } from './run-verb.js';

const runWith = (from: number) => record([caseOf({ samples: samplesWithTtft(...evenly(from, from + 4, 10)) })]);

async function twoRuns(dataDir: string): Promise<void> {
  await layRecord(dataDir, '20260101-000000-fast', runWith(98));
  await layRecord(dataDir, '20260102-000000-slow', runWith(148));
}

describe('report', () => {
  it('writes a run, a comparison, a ranking and a trend', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await twoRuns(dataDir);
    const file = path.join(dataDir, 'page.html');
    const titleOf = async (...argv: string[]): Promise<string | undefined> => {
      await runVerb(addReportCommand, dataDir, ['report', ...argv, '-o', file]);
      return /<title>(.*)<\/title>/.exec(await readFile(file, 'utf8'))?.[1];
    };
    expect(await titleOf('last')).toBe('Benchmark run 20260102-000000-slow');
    expect(await titleOf('--compare', 'fast', 'slow')).toBe(
      'Benchmark 20260102-000000-slow against 20260101-000000-fast',
    );
    expect(await titleOf('--compare', 'fast', 'slow', 'fast')).toBe('3 benchmarked models compared');
    expect(await titleOf('--trend', '--metric', 'ttft')).toBe('Benchmarks over time');
  });

  it.each([
    [[], 'There is nothing to report on.'],
    [['last', '--trend'], 'A report is of one thing.'],
    [['last', '--metric', 'ttft'], '--metric belongs to --trend.'],
    [['last', '--threshold', '3%'], '--threshold belongs to --compare.'],
    [['--trend', '--model', 'nobody'], /^There are no such completed cases in /],
    [['last', '--open', '-o', '-'], '--open needs a file to show.'],
  ])('refuses %j with a sentence', async (argv, message) => {
    await using folder = await dataFolder();
    await twoRuns(folder.dataDir);
    const ran = runVerb(addReportCommand, folder.dataDir, ['report', ...argv]);
    await expect(ran).rejects.toMatchObject({
      exitCode: 2,
      message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
    });
  });
});
