import { describe, expect, it } from 'vitest';
import { addBaselineCommand } from '../../src/commands/baseline.js';
import { addCompareCommand } from '../../src/commands/compare.js';
import { addNoiseCommand } from '../../src/commands/noise.js';
import { addTrendCommand } from '../../src/commands/trend.js';
import { caseOf, ENVIRONMENT, record, samplesWithTtft } from '../report/record-fixture.js';
import { evenly } from '../report/compare/side-fixture.js';
import { dataFolder } from '../history/history-fixture.js';
import { layRecord } from './lay-record.js';
import { runVerb } from './run-verb.js';

const FAST = '20260101-000000-fast';
const SLOW = '20260102-000000-slow';
const OTHER = '20260103-000000-othr';

const runWith = (from: number) => record([caseOf({ samples: samplesWithTtft(...evenly(from, from + 4, 10)) })]);

async function threeRuns(dataDir: string): Promise<void> {
  await layRecord(dataDir, FAST, runWith(98));
  await layRecord(dataDir, SLOW, runWith(148));
  const { meta } = runWith(98);
  const environment = { ...ENVIRONMENT, cpu: { ...ENVIRONMENT.cpu, model: 'Other CPU' } };
  await layRecord(dataDir, OTHER, { ...runWith(98), meta: { ...meta, environment } });
}

describe('compare', () => {
  it('ends with code 3 on a regression when asked to, and prints the verdict first', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await threeRuns(dataDir);
    await runVerb(addBaselineCommand, dataDir, ['baseline', 'set', 'fast']);
    const failing = await runVerb(addCompareCommand, dataDir, [
      'compare',
      'baseline',
      'slow',
      '--fail-on',
      'regression',
    ]);
    expect(failing.exitCode).toBe(3);
    expect(failing.output).toMatch(/^REGRESSED · /);
    const calm = await runVerb(addCompareCommand, dataDir, ['compare', 'slow', 'baseline', '--fail-on', 'regression']);
    expect(calm).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^IMPROVED · /) as string });
    expect((await runVerb(addCompareCommand, dataDir, ['compare', FAST, SLOW])).exitCode).toBe(0);
  });

  it('refuses unlike runs and names what differs, unless told to compare them', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await threeRuns(dataDir);
    await expect(runVerb(addCompareCommand, dataDir, ['compare', 'fast', 'last'])).rejects.toMatchObject({
      code: 'NOT_COMPARABLE',
      message: expect.stringContaining('CPU: Example CPU 9000 → Other CPU') as string,
    });
    const { output } = await runVerb(addCompareCommand, dataDir, [
      'compare',
      'fast',
      'last',
      '--allow-different',
      '--json',
    ]);
    expect(JSON.parse(output)).toMatchObject({
      schema: 'acode-compare/1',
      verdict: 'unchanged',
      differences: [{ id: 'cpu', before: 'Example CPU 9000', after: 'Other CPU' }],
    });
  });

  it('takes thresholds for all metrics and for one', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await threeRuns(dataDir);
    const thresholds = ['--threshold', '60%', '--threshold', 'ttft=10%', '--json'];
    const { output } = await runVerb(addCompareCommand, dataDir, ['compare', 'fast', 'slow', ...thresholds]);
    const { rows } = JSON.parse(output) as { rows: readonly { metric: string; verdict: string }[] };
    // 150 / 100 is beyond 10 %, and 310 / 260 = 1.19 inside 60 %.
    expect(rows.map(({ metric, verdict }) => [metric, verdict])).toEqual([
      ['e2el', 'unchanged'],
      ['ttft', 'regressed'],
    ]);
    const wrong = runVerb(addCompareCommand, dataDir, ['compare', 'fast', 'slow', '--threshold', 'tft=1%']);
    await expect(wrong).rejects.toMatchObject({ exitCode: 2, hint: 'Did you mean "ttft"?' });
  });

  it('ranks three runs, and needs two', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await threeRuns(dataDir);
    const { output } = await runVerb(addCompareCommand, dataDir, ['compare', 'slow', 'fast', 'slow', '--json']);
    expect(JSON.parse(output)).toMatchObject({
      kind: 'ranking',
      rows: [
        { best: 1, level: [1] },
        { best: 1, level: [1] },
      ],
    });
    await expect(runVerb(addCompareCommand, dataDir, ['compare', 'fast'])).rejects.toMatchObject({ exitCode: 2 });
    await expect(runVerb(addCompareCommand, dataDir, ['compare', 'fast', 'slow:nope'])).rejects.toMatchObject({
      exitCode: 2,
      hint: 'It has model.',
    });
  });

  it('refuses to compare a run with itself, which would find it unchanged', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await threeRuns(dataDir);
    await expect(runVerb(addCompareCommand, dataDir, ['compare', 'fast', 'fast'])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('would be compared with itself'),
    });
  });

  it('helps with a slip in the name of a baseline', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await threeRuns(dataDir);
    await runVerb(addBaselineCommand, dataDir, ['baseline', 'set', 'fast', '--name', 'release-1']);
    await expect(runVerb(addCompareCommand, dataDir, ['compare', 'relase-1', 'slow'])).rejects.toMatchObject({
      exitCode: 2,
      message: 'There is no run and no baseline "relase-1".',
      hint: 'Did you mean "release-1"?',
    });
  });

  it('believes no effect below twice the measured noise floor', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await threeRuns(dataDir);
    // As if both were equal: the machine moves by 50 % on its own.
    const stored = await runVerb(addNoiseCommand, dataDir, ['noise', 'fast', 'slow']);
    expect(stored.output.replaceAll(/\s+/g, ' ')).toContain('The machine is noisy, or the runs are not equal');
    const { output } = await runVerb(addCompareCommand, dataDir, ['compare', 'fast', 'slow']);
    expect(output).toMatch(/^INCONCLUSIVE · /);
    expect(output.replaceAll(/\s+/g, ' ')).toContain('smaller than twice the noise floor of this machine');
    await expect(runVerb(addNoiseCommand, dataDir, ['noise', 'fast', 'last'])).rejects.toMatchObject({ exitCode: 2 });
    const forget = () => runVerb(addNoiseCommand, dataDir, ['noise', '--forget']);
    expect((await forget()).output).toContain('forgotten');
    expect((await forget()).output).toBe('No noise floors are stored.\n');
    expect((await runVerb(addCompareCommand, dataDir, ['compare', 'fast', 'slow'])).output).toMatch(/^REGRESSED · /);
  });
});

describe('trend', () => {
  it('follows the runs kept and marks what changed', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await threeRuns(dataDir);
    const { output } = await runVerb(addTrendCommand, dataDir, ['trend', '--metric', 'ttft']);
    expect(output).toContain('100 ms → 100 ms, 3 runs');
    expect(output).toContain('CPU: Example CPU 9000 → Other CPU');
    const json = await runVerb(addTrendCommand, dataDir, ['trend', '--metric', 'ttft', '--last', '2', '--json']);
    expect(JSON.parse(json.output)).toMatchObject({ series: [{ points: [{ runId: SLOW }, { runId: OTHER }] }] });
    await expect(runVerb(addTrendCommand, dataDir, ['trend', '--metric', 'tft'])).rejects.toMatchObject({
      exitCode: 2,
    });
  });
});
