import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../src/journal/records.js';
import { formatSummary } from '../../src/report/format-table.js';
import { runToMarkdown } from '../../src/report/formats/markdown.js';
import { runReport } from '../../src/report/html/run-report.js';
import { quietnessOf, quietnessText } from '../../src/report/quietness.js';
import { caseOf, completedState, failedState, record, samplesWithTtft } from './record-fixture.js';
import { drawn, PRIMARY } from './hostile-run.js';

/** A case of so long during which others had so much of the CPU. */
function caseWith(durationMs: number, otherCpuShare: number, promptTokens = 100): ReturnType<typeof caseOf> {
  const state = completedState(3);
  const usage = 'usage' in state ? state.usage : undefined;
  const disturbed = { ...state, durationMs, usage: { ...usage, cpuMs: 1, otherCpuShare } } as CaseState;
  return caseOf({
    samples: samplesWithTtft(100, 200, 300),
    state: disturbed,
    parameters: { promptTokens, outputTokens: 17 },
  });
}

describe('quietnessOf', () => {
  it('grades by the CPU time that others took, each case by its length', () => {
    expect(quietnessOf(record([caseWith(1_000, 0.02)]))?.grade).toBe('quiet');
    // (9 × 0.02 + 1 × 0.5) / 10 = 0.068
    const mixed = quietnessOf(record([caseWith(9_000, 0.02), caseWith(1_000, 0.5, 200)]));
    expect(mixed?.otherCpuShare).toBeCloseTo(0.068);
    expect(mixed).toMatchObject({
      grade: 'restless',
      busiest: { name: 'latency 200 → 17 tokens', otherCpuShare: 0.5 },
    });
    expect(quietnessOf(record([caseWith(1_000, 0.02), caseWith(1_000, 0.5, 200)]))?.grade).toBe('noisy');
  });

  it('says nothing where nothing completed or the time of the model is not known', () => {
    expect(quietnessOf(record([caseOf({ state: failedState('gone') })]))).toBeUndefined();
    expect(quietnessOf(record([caseOf({ samples: samplesWithTtft(100, 200, 300) })]))).toBeUndefined();
  });
});

describe('how quiet the machine was', () => {
  it('is told on the terminal, in Markdown and on the page', async () => {
    const run = await drawn(record([caseWith(1_000, 0.4)]));
    const said = 'The machine was noisy: other programs took 40 % of the CPU while cases ran.';
    const primaryMetrics = PRIMARY;
    expect(formatSummary(run.summary, { width: 200, color: false, primaryMetrics })).toContain(`${said}\n`);
    expect(runToMarkdown(run.summary, primaryMetrics)).toContain(`<sub>${said}<br>`);
    expect(runReport(run, { primaryMetrics })).toContain(`<p class="soft">${said}</p>`);
  });
});

describe('quietnessText', () => {
  it('names the case during which others were busy, and only where they were', () => {
    const of = (...shares: readonly number[]): string => {
      const quietness = quietnessOf(record(shares.map((share, index) => caseWith(1_000, share, 100 + index))));
      return quietness === undefined ? '' : quietnessText(quietness);
    };
    expect(of(0.01, 0.02)).toBe('The machine was quiet: other programs took 2 % of the CPU while cases ran.');
    expect(of(0.01, 0.15)).toBe(
      'The machine was restless: other programs took 8 % of the CPU while cases ran, 15 % during latency 101 → 17 tokens.',
    );
    expect(of(0.4)).toBe('The machine was noisy: other programs took 40 % of the CPU while cases ran.');
  });
});
