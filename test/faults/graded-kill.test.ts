import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/statistics/random.js';
import { gradedKills } from '../end-to-end/graded-kills.js';
import { hasRuntime } from '../end-to-end/acode.js';

/** Of each benchmark. */
const KILLS = Number(process.env.ACODE_FAULT_GRADED_KILLS ?? 8);
const SEED = Number(process.env.ACODE_FAULT_SEED ?? Date.now() % 2 ** 31);

/** Few enough to end soon, many enough for the kills to lie in the middle of them. */
const LIMIT = 10;

describe.skipIf(process.platform !== 'linux' || !hasRuntime)(`kill -9 amid graded work (seed ${SEED})`, () => {
  it.each(['quality', 'tool-call', 'code-generation', 'explanation'])(
    `${KILLS} times in %s: nothing durable is asked or judged again, lost or changed, and it completes`,
    async (benchmark) => {
      const { problems, ...counts } = await gradedKills(benchmark, {
        kills: KILLS,
        limit: LIMIT,
        random: createRandom(SEED),
      });
      console.log(benchmark, JSON.stringify(counts));
      expect(problems).toEqual([]);
      expect(counts.kills.orchestrator).toBeGreaterThan(0);
      expect(counts.acknowledged).toBeGreaterThan(0);
    },
  );
});
