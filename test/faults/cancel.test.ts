import { describe, expect, it } from 'vitest';
import { CANCEL_STATES, cancelIn } from '../orchestrator/cancel-states.js';

const REPEATS = Number(process.env.ACODE_FAULT_REPEATS ?? 20);

describe.skipIf(process.platform !== 'linux')(`Ctrl-C, ${REPEATS} times in each state`, () => {
  it.each(Object.entries(CANCEL_STATES))('while %s ends the run and leaves no process', async (name, state) => {
    const times: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const { tookMs, ...rest } = await cancelIn(state);
      times.push(tookMs);
      expect(rest).toMatchObject({ exitCode: 130, reason: 'cancelled', journalState: 'interrupted', survivors: [] });
    }
    const sorted = times.toSorted((a, b) => a - b).map(Math.round);
    console.log(
      `${name}: from SIGINT to exit min ${sorted[0]}, median ${sorted[sorted.length >> 1]}, max ${sorted.at(-1)} ms (target < 1000)`,
    );
  });
});
