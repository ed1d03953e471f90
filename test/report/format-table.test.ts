import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/journal/run-record.js';
import { formatSummary } from '../../src/report/format-table.js';
import { readCases } from '../../src/report/case-reading.js';
import { computeIntervals } from '../../src/report/intervals.js';
import { summariseRun } from '../../src/report/run-summary.js';
import { displayWidth } from '../../src/report/wrap-text.js';
import { caseOf, failedState, record, request, sample, samplesWithTtft } from './record-fixture.js';

const primaryMetrics = (benchmark: string): readonly string[] =>
  ({ throughput: ['outTps'], 'token-generation': ['decodeTps'], memory: ['rssPeak'] })[benchmark] ?? ['e2el', 'ttft'];

async function format(run: RunRecord, width: number, color = false): Promise<string> {
  const summary = summariseRun(run, await computeIntervals(readCases(run), 42));
  return formatSummary(summary, { width, color, primaryMetrics });
}

const BIG = record([
  caseOf({ benchmark: 'latency', samples: samplesWithTtft(100, 200, 300) }),
  caseOf({
    benchmark: 'token-generation',
    parameters: { promptTokens: 32, outputTokens: 256 },
    samples: samplesWithTtft(100, 110, 900),
  }),
  caseOf({
    benchmark: 'throughput',
    parameters: { slots: 4, promptTokens: 128, outputTokens: 64 },
    samples: [sample(0, [request(12_345), request(11_111)]), sample(1, [request(13_131), request(14_141)])],
  }),
  caseOf({
    benchmark: 'memory',
    parameters: { promptTokens: 1024, outputTokens: 32 },
    samples: samplesWithTtft(100, 120),
    iterations: 10,
  }),
  caseOf({
    benchmark: 'latency',
    parameters: { depth: 'deep', promptTokens: 7 },
    state: failedState('The worker crashed (signal 11).'),
  }),
]);

describe('formatSummary', () => {
  it('shows every case with its numbers in 80 columns', async () => {
    const text = await format(BIG, 80);
    for (const head of ['Case', 'n', 'Median [95 %]', 'p95', 'tok/s', 'TTFT', 'Peak', 'err'])
      expect(text).toContain(head);
    // Median e2el of 260, 360 and 460 ms.
    expect(text).toMatch(/latency +3 +e2el 360 ms/);
    expect(text).toMatch(/token-generation +3 +decodeTps 100 tok\/s/);
    // 4 × 17 tokens in 12 505 + 14 301 ms; a rate of the case has no interval.
    expect(text).toMatch(/throughput +2 +outTps 2\.54 tok\/s/);
    expect(text).toContain('rssPeak 512 MiB');
    expect(text).toMatch(/memory +2\/10/);
  });

  it('names failed cases with their reason and every warning with its remedy', async () => {
    const text = (await format(BIG, 80)).replaceAll(/\s+/g, ' ');
    expect(text).toContain(
      '✗ latency depth deep · promptTokens 7 failed: The worker crashed (signal 11). Look at the log.',
    );
    expect(text).toContain(
      '! Fewer than 10 iterations were measured, so the intervals are wide: latency 100 → 17 tokens (3)',
    );
    expect(text).toContain('→ Measure more: --iterations 10.');
    expect(text).toContain('Example CPU 9000 · 2 of 4 cores');
  });

  it('has room for more columns on a wide terminal', async () => {
    const text = await format(BIG, 200);
    for (const head of ['sd', 'prefill tok/s', 'CPU', 'Mean', 'Load']) expect(text).toContain(head);
    expect(await format(BIG, 80)).not.toContain('prefill tok/s');
  });

  it('is plain text without colour, and the same text with it', async () => {
    const plain = await format(BIG, 80);
    const colored = await format(BIG, 80, true);
    expect(plain).not.toContain('\u001b');
    expect(colored).toContain('\u001b');
    expect(stripVTControlCharacters(colored)).toBe(plain);
  });

  it('gives equal bytes for equal records', async () => {
    expect(await format(BIG, 80)).toBe(await format(structuredClone(BIG), 80));
  });

  it('never writes a line wider than the terminal, nor a control character of a foreign text', async () => {
    const message = fc.string({ unit: 'grapheme', maxLength: 300 });
    const ttfts = fc.array(fc.double({ min: 0.01, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: 220 }), message, ttfts, async (width, text, times) => {
        const cases = [
          caseOf({
            benchmark: 'token-generation',
            parameters: { [text.slice(0, 40)]: text, slots: 3 },
            samples: samplesWithTtft(...times),
          }),
          caseOf({ benchmark: `\u001b[31m${text}\u0007`, samples: samplesWithTtft(...times) }),
          caseOf({ state: failedState(`${text} \u001b[31mred\u0007`) }),
        ];
        const run = record(cases, { damage: [text] });
        const lines = formatSummary(summariseRun(run, new Map()), { width, color: false, primaryMetrics }).split('\n');
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('')).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 150 },
    );
  });
});
