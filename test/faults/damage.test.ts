import { describe, expect, it } from 'vitest';
import { flipEveryByte } from '../orchestrator/byte-flips.js';

const STEP = Number(process.env.ACODE_FAULT_STEP ?? 97);

describe(`a flipped byte, each ${STEP}th of a finished journal`, () => {
  it('is detected or harmless', async () => {
    const report = await flipEveryByte({ step: STEP });
    console.log({ flips: report.flips, files: report.files, verdicts: report.verdicts });
    expect(report.silent).toEqual([]);
  });
});
