import { describe, expect, it } from 'vitest';
import { killSeries } from '../orchestrator/kill-series.js';

const KILLS = Number(process.env.ACODE_FAULT_KILLS ?? 200);
const SEED = Number(process.env.ACODE_FAULT_SEED ?? Date.now() % 2 ** 31);

describe.skipIf(process.platform !== 'linux')(`kill -9, ${KILLS} times at random moments (seed ${SEED})`, () => {
  it('loses no acknowledged sample, measures none twice, leaves no process, and every run completes', async () => {
    const report = await killSeries({ kills: KILLS, seed: SEED });
    const { goneMs, problems, ...counts } = report;
    console.log({ ...counts, goneMsMax: Math.round(Math.max(...goneMs)) });
    expect(problems).toEqual([]);
    expect(report.runsCompleted).toBeGreaterThan(0);
  });
});
