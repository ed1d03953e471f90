import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRetention, defaultMaxAgeMs } from '../../src/history/retention.js';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const RULES = { nowMs: NOW, maxAgeMs: defaultMaxAgeMs(), baselines: new Set(['base']), runningId: 'running' };

function run(runId: string, ageDays: number, tags: readonly string[] = []) {
  return { runId, startedMs: NOW - ageDays * DAY, tags };
}

describe('decideRetention', () => {
  it('lets runs go that are older than 90 days, and never a baseline, a tagged or a running one', () => {
    const runs = [run('old', 91), run('exact', 90), run('base', 400), run('tagged', 400, ['x']), run('running', 91)];
    expect(decideRetention(runs, RULES)).toEqual([
      { runId: 'old', ageDays: 91, fate: 'goes' },
      { runId: 'exact', ageDays: 90, fate: 'young' },
      { runId: 'base', ageDays: 400, fate: 'baseline' },
      { runId: 'tagged', ageDays: 400, fate: 'tagged' },
      { runId: 'running', ageDays: 91, fate: 'running' },
    ]);
  });

  it('never lets a young or a protected run go', () => {
    const runs = fc.array(
      fc.record({
        runId: fc.constantFrom('base', 'running', 'a', 'b'),
        startedMs: fc.integer({ min: 0, max: NOW }),
        tags: fc.array(fc.string()),
      }),
    );
    fc.assert(
      fc.property(runs, (each) => {
        for (const [index, { fate, runId }] of decideRetention(each, RULES).entries()) {
          const { startedMs, tags } = each[index] ?? { startedMs: NOW, tags: [] };
          const free = runId !== 'base' && runId !== 'running' && tags.length === 0;
          expect(fate === 'goes').toBe(free && NOW - startedMs > 90 * DAY);
        }
      }),
    );
  });
});
