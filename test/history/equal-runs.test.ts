import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { equalRuns } from '../../src/history/equal-runs.js';
import { ENVIRONMENT } from '../report/record-fixture.js';
import { dataFolder, layRun, summaryOf } from './history-fixture.js';

const idOf = (day: number): string => `202601${String(day).padStart(2, '0')}-000000-aaaa`;
const LIKE = { runId: idOf(1), target: 'model' };

describe('equalRuns', () => {
  it('are those of the same model, method and machine, oldest first, without the compared ones', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    for (const day of [1, 2, 3, 4]) await layRun(dataDir, summaryOf(idOf(day)));
    await layRun(dataDir, summaryOf(idOf(5), { targets: [{ name: 'model', fingerprint: 'another model' }] }));
    const cpu = { ...ENVIRONMENT.cpu, model: 'another CPU' };
    await layRun(dataDir, summaryOf(idOf(6), { environment: { ...ENVIRONMENT, cpu } }));
    await layRun(dataDir, summaryOf(idOf(7), { metricDefs: 2 }));
    const { summaries } = await equalRuns(dataDir, LIKE, [idOf(1), idOf(3)]);
    expect(summaries.map(({ runId }) => runId)).toEqual([idOf(2), idOf(4)]);
  });

  it('passes over what cannot be read', async () => {
    await using folder = await dataFolder();
    await layRun(folder.dataDir, summaryOf(idOf(1)));
    const broken = await layRun(folder.dataDir, summaryOf(idOf(2)));
    await equalRuns(folder.dataDir, LIKE, []);
    await writeFile(path.join(broken, 'summary.json'), '{"sche');
    expect((await equalRuns(folder.dataDir, LIKE, [idOf(1)])).summaries).toEqual([]);
  });
});
