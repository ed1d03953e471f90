import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addCompareCommand } from '../../src/commands/compare.js';
import { loadConfiguration, NO_CONFIGURATION } from '../../src/configuration/load-configuration.js';
import { dataFolder } from '../history/history-fixture.js';
import { caseOf, record, samplesWithTtft } from '../report/record-fixture.js';
import { evenly } from '../report/compare/side-fixture.js';
import { layRecord } from './lay-record.js';
import { runVerb, verbIn } from './run-verb.js';

const runWith = (from: number) => record([caseOf({ samples: samplesWithTtft(...evenly(from, from + 4, 10)) })]);

async function fastAndSlow(dataDir: string): Promise<void> {
  await layRecord(dataDir, '20260101-000000-fast', runWith(98));
  await layRecord(dataDir, '20260102-000000-slow', runWith(148));
}

async function configured(dataDir: string, text: string) {
  const file = path.join(dataDir, 'acode.config.yaml');
  await writeFile(file, text);
  return loadConfiguration(dataDir, file);
}

const READ_INTO = `require('node:fs').writeFileSync('alert.json', require('node:fs').readFileSync(0))`;

describe('an alert', () => {
  it('tells a command and a file of the configuration what got worse', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await fastAndSlow(dataDir);
    const command = JSON.stringify([process.execPath, '-e', READ_INTO]);
    const configuration = await configured(dataDir, `alerts:\n  command: ${command}\n  file: log/alerts.ndjson\n`);
    const verb = verbIn({ env: {}, configuration });
    await verb(addCompareCommand, dataDir, ['compare', 'fast', 'slow', '--alert']);
    const document: unknown = JSON.parse(await readFile(path.join(dataDir, 'alert.json'), 'utf8'));
    expect(document).toMatchObject({
      schema: 'acode-alert/1',
      kind: 'regression',
      run: { runId: '20260102-000000-slow', target: 'model' },
      baseline: { runId: '20260101-000000-fast', target: 'model' },
      regressions: [
        // 310 / 260 ms and 150 / 100 ms.
        { benchmark: 'latency', metric: 'e2el', unit: 'ms', before: 260, after: 310, change: { kind: 'ratio' } },
        {
          benchmark: 'latency',
          metric: 'ttft',
          before: 100,
          after: 150,
          message: expect.stringContaining('+50 %') as string,
        },
      ],
    });
    expect(JSON.parse(await readFile(path.join(dataDir, 'log', 'alerts.ndjson'), 'utf8'))).toEqual(document);
  });

  it('is not sent unless asked for, nor when nothing got worse', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await fastAndSlow(dataDir);
    const verb = verbIn({ env: {}, configuration: await configured(dataDir, 'alerts: { file: alerts.ndjson }\n') });
    await verb(addCompareCommand, dataDir, ['compare', 'fast', 'slow']);
    await verb(addCompareCommand, dataDir, ['compare', 'slow', 'fast', '--alert']);
    await expect(readFile(path.join(dataDir, 'alerts.ndjson'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('that fails is a warning and leaves verdict and exit code alone', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await fastAndSlow(dataDir);
    const verb = verbIn({
      env: {},
      configuration: await configured(dataDir, 'alerts: { command: [nowhere-to-be-found] }\n'),
    });
    const calm = await verb(addCompareCommand, dataDir, ['compare', 'fast', 'slow', '--alert']);
    expect(calm.exitCode).toBe(0);
    expect(calm.output).toContain('warning: The alert command "nowhere-to-be-found" could not be started');
    const failing = await verb(addCompareCommand, dataDir, [
      'compare',
      'fast',
      'slow',
      '--alert',
      '--fail-on',
      'regression',
    ]);
    expect(failing.exitCode).toBe(3);
  });
});

describe('GitHub Actions', () => {
  it('gets a summary of the job and an annotation per regression', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await fastAndSlow(dataDir);
    const stepSummary = path.join(dataDir, 'summary.md');
    await writeFile(stepSummary, 'before\n');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: stepSummary };
    const verb = verbIn({ env, configuration: NO_CONFIGURATION });
    const warned = await verb(addCompareCommand, dataDir, ['compare', 'fast', 'slow']);
    expect(warned.output).toMatch(
      /^::warning title=Benchmark regressed::latency 100 → 17 tokens: ttft went .* 150 ms \(\+50 %25/m,
    );
    expect(await readFile(stepSummary, 'utf8')).toMatch(/^before\n## 🔴 Benchmark regressed\n/);
    const failed = await verb(addCompareCommand, dataDir, ['compare', 'fast', 'slow', '--fail-on', 'regression']);
    expect(failed.output.match(/^::error /gm)).toHaveLength(2);
  });

  it('is not spoken to anywhere else', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await fastAndSlow(dataDir);
    expect((await runVerb(addCompareCommand, dataDir, ['compare', 'fast', 'slow'])).output).not.toContain('::');
  });
});
