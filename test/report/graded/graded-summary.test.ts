import { describe, expect, it } from 'vitest';
import { summariseGraded } from '../../../src/report/graded/graded-summary.js';
import { caseOf, failedState, samplesWithTtft } from '../record-fixture.js';
import { gradedCase, verdict } from './graded-fixture.js';

const PASS = verdict('pass');
const WRONG = verdict('wrong-answer');

describe('summariseGraded', () => {
  it('gives the pass rate of single answers with the interval of Wilson', () => {
    const cases = Array.from({ length: 20 }, (_, item) => gradedCase(`i${item}`, [item < 17 ? PASS : WRONG]));
    const [summary] = summariseGraded(cases);
    expect(summary).toMatchObject({ benchmark: 'quality', items: 20, samples: 1, partial: false });
    expect(summary?.passRate?.value).toBeCloseTo(0.85, 12);
    expect(summary?.passRate?.low).toBeCloseTo(0.64, 3);
    expect(summary?.passRate?.high).toBeCloseTo(0.948, 3);
    expect(summary?.verdicts).toEqual({ pass: 17, 'wrong-answer': 3 });
  });

  it('keeps what the harness spoiled, what was skipped, and outages out of the rate, and says so', () => {
    const [summary] = summariseGraded([
      gradedCase('a', [PASS]),
      gradedCase('b', [verdict('invalid')]),
      gradedCase('c', [verdict('skipped')]),
      gradedCase('d', [], { planned: 1, state: failedState('gone') }),
      gradedCase('e', [], { planned: 1, state: { status: 'planned', take: 0 } }),
    ]);
    expect(summary?.answers).toEqual({
      planned: 5,
      passed: 1,
      failed: 0,
      invalid: 1,
      skipped: 1,
      errors: 1,
      outstanding: 1,
    });
    expect(summary?.passRate?.value).toBe(1);
    expect(summary?.partial).toBe(true);
  });

  it('counts a case that ran out of time against the model', () => {
    const state = { ...failedState('too slow'), status: 'timed-out' } as ReturnType<typeof failedState>;
    const [summary] = summariseGraded([gradedCase('a', [PASS]), gradedCase('b', [], { planned: 1, state })]);
    expect(summary?.passRate?.value).toBe(0.5);
    expect(summary?.verdicts).toEqual({ pass: 1, limit: 1 });
  });

  it('keeps targets and ways of asking apart, and measuring cases out', () => {
    const summaries = summariseGraded([
      gradedCase('a', [PASS], { mode: 'native' }),
      gradedCase('a', [WRONG], { mode: 'prompt' }),
      gradedCase('a', [WRONG], { mode: 'native', target: 'other' }),
      caseOf({ samples: samplesWithTtft(100) }),
    ]);
    expect(summaries.map(({ target, mode, passRate }) => [target, mode, passRate?.value])).toEqual([
      ['model', 'native', 1],
      ['model', 'prompt', 0],
      ['other', 'native', 0],
    ]);
  });

  it('gives pass@k and pass^k over the items, without bias', () => {
    const of = (passes: number) => Array.from({ length: 5 }, (_, index) => (index < passes ? PASS : WRONG));
    const [summary] = summariseGraded([gradedCase('a', of(2)), gradedCase('b', of(2))]);
    // C8: (5, 2, 1) → 0.4, (5, 2, 2) → 0.7; pass^2 of (5, 2) → 0.1.
    expect(summary?.passAt.map(({ k }) => k)).toEqual([1, 2, 5]);
    expect(summary?.passAt[0]?.passAtK).toBeCloseTo(0.4, 12);
    expect(summary?.passAt[1]?.passAtK).toBeCloseTo(0.7, 12);
    expect(summary?.passAt[1]?.passAllK).toBeCloseTo(0.1, 12);
  });

  it('widens the interval when the answers to one item resemble each other', () => {
    const alike = Array.from({ length: 10 }, (_, item) =>
      gradedCase(`i${item}`, item < 5 ? [PASS, PASS, PASS, PASS] : [WRONG, WRONG, WRONG, WRONG]),
    );
    const passes = [1, 1, 1, 2, 2, 2, 2, 3, 3, 3];
    const mixed = passes.map((count, item) =>
      gradedCase(
        `i${item}`,
        [0, 1, 2, 3].map((index) => (index < count ? PASS : WRONG)),
      ),
    );
    const width = (cases: typeof alike): number => {
      const rate = summariseGraded(cases)[0]?.passRate;
      return (rate?.high ?? 0) - (rate?.low ?? 0);
    };
    expect(width(alike)).toBeGreaterThan(width(mixed) * 1.5);
  });

  it('keeps what came whole apart, as a diagnostic', () => {
    const cut = verdict('truncated');
    const [summary] = summariseGraded([
      gradedCase('a', [PASS]),
      gradedCase('b', [WRONG]),
      gradedCase('c', [cut]),
      gradedCase('d', [verdict('empty')]),
    ]);
    expect(summary?.passRate?.value).toBe(0.25);
    expect(summary?.completedRate).toBe(0.5);
    expect(summary?.medianMs).toBe(300);
  });

  it('divides the tokens of passes by the time of all answers', () => {
    const [summary] = summariseGraded([gradedCase('a', [PASS]), gradedCase('b', [WRONG])]);
    // 17 tokens passed; two requests of 261 ms each: 17 / 0.522 s.
    expect(summary?.correctTps).toBeCloseTo(17 / 0.522, 9);
    expect(summary?.timeToPass).toBe(300);
    expect(summary?.medianTokens).toBe(17);
  });

  it('counts a strict pass as a lenient one, and what lenience does not help as it is', () => {
    const cases = [
      gradedCase('a', [PASS]),
      gradedCase('b', [verdict('wrong-answer', { lenient: true })]),
      gradedCase('c', [WRONG]),
      gradedCase('d', [verdict('wrong-answer', { lenient: false })]),
    ];
    expect(summariseGraded(cases)[0]?.lenientRate?.value).toBe(0.5);
    expect(summariseGraded([gradedCase('a', [PASS])])[0]?.lenientRate).toBeUndefined();
  });

  it('draws the funnel from the longest way, and sums the counts of the grader', () => {
    const [summary] = summariseGraded([
      gradedCase('a', [verdict('pass', { stages: ['emitted', 'parsed', 'arguments'], counts: { calls: 2 } })]),
      gradedCase('b', [verdict('malformed', { stages: ['emitted'], counts: { calls: 1, coerced: 1 } })]),
    ]);
    expect(summary?.funnel).toEqual([
      { stage: 'emitted', reached: 2 },
      { stage: 'parsed', reached: 1 },
      { stage: 'arguments', reached: 1 },
    ]);
    expect(summary?.counts).toEqual({ calls: 3, coerced: 1 });
  });
});
