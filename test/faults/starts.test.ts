import { describe, expect, it } from 'vitest';
import { startRound } from '../orchestrator/start-rounds.js';

const ROUNDS = Number(process.env.ACODE_FAULT_ROUNDS ?? 50);
const CONTENDERS = 20;

describe.skipIf(process.platform !== 'linux')(`${CONTENDERS} starts in the same moment, ${ROUNDS} times`, () => {
  it.each(['fresh', 'stale'] as const)('let exactly one run, from a %s data folder', async (beginning) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(await startRound(CONTENDERS, beginning), `round ${round}`).toEqual([]);
    }
    console.log({ beginning, rounds: ROUNDS, contenders: CONTENDERS, exactlyOne: ROUNDS });
  });
});
