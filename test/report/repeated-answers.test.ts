import { describe, expect, it } from 'vitest';
import type { Sample } from '../../src/protocol/sample.js';
import { sidesOfRun } from '../../src/report/compare/comparison-side.js';
import { equalAnswers, equalAnswersSentence } from '../../src/report/compare/equal-answers.js';
import { repeatedAnswers } from '../../src/report/repeated-answers.js';
import { summariseRun } from '../../src/report/run-summary.js';
import { caseOf, record, request, sample } from './record-fixture.js';

/** An iteration with these answers; undefined is a request without one. */
function answering(iteration: number, ...answers: readonly (string | undefined)[]): Sample {
  const requests = answers.map((outputDigest) => ({
    ...request(20),
    ...(outputDigest === undefined ? {} : { outputDigest }),
  }));
  return sample(iteration, requests);
}

function repeatOf(...answers: readonly (string | undefined)[]): Sample {
  return { ...answering(1, ...answers), phase: 'warmup', labels: ['repeat'] };
}

const warmup = sample(0, [{ ...request(20), outputDigest: 'other' }], 'warmup');

describe('repeatedAnswers', () => {
  it('compares the repeat with iteration 0, answer by answer', () => {
    const samples = [warmup, answering(0, 'a', 'b', undefined), answering(1, 'x', 'y', 'z'), repeatOf('a', 'c', 'd')];
    expect(repeatedAnswers(caseOf({ samples }))).toEqual({ compared: 2, different: 1 });
  });

  it('says nothing where nothing was repeated, or no answer came both times', () => {
    expect(repeatedAnswers(caseOf({ samples: [warmup, answering(0, 'a')] }))).toBeUndefined();
    expect(repeatedAnswers(caseOf({ samples: [answering(0, 'a'), repeatOf(undefined)] }))).toBeUndefined();
  });
});

describe('the summary of a deterministic run', () => {
  const summaryOf = (again: string) =>
    summariseRun(
      record([caseOf({ samples: [warmup, answering(0, 'a'), answering(1, 'b'), repeatOf(again)] })]),
      new Map(),
    );

  it('says that answers repeat', () => {
    const { findings, warnings } = summaryOf('a');
    expect(findings.find(({ code }) => code === 'repeatable')?.sentence).toBe(
      'The model is deterministic here: a prompt that was sent again got the same answer in the case.',
    );
    expect(warnings.map(({ code }) => code)).not.toContain('not-deterministic');
  });

  it('warns, with a remedy, when they do not', () => {
    const { findings, warnings, cases } = summaryOf('z');
    expect(findings.find(({ code }) => code === 'repeatable')?.sentence).toContain(
      'is not deterministic here: in 1 of 1',
    );
    expect(warnings.find(({ code }) => code === 'not-deterministic')).toMatchObject({
      message: 'The same prompt got another answer in a deterministic run: latency 100 → 17 tokens (1 of 1 answers).',
      remedy: expect.stringContaining('one slot') as string,
    });
    // The repeat is in no statistic.
    expect(cases[0]?.metrics['ttft']?.n).toBe(2);
  });
});

describe('equalAnswers', () => {
  const sideOf = (answers: readonly string[], changes: { seed?: number; deterministic?: boolean } = {}) => {
    const run = record([caseOf({ samples: answers.map((answer, iteration) => answering(iteration, answer)) })]);
    const plan = { ...run.meta.plan, deterministic: true, ...changes };
    const [side] = sidesOfRun({ ...run, meta: { ...run.meta, plan } });
    if (side === undefined) throw new Error('no side');
    return side;
  };

  it('says that two runs gave the same answers, over the iterations that both have', () => {
    const answers = equalAnswers(sideOf(['a', 'b', 'c']), sideOf(['a', 'b']));
    expect(answers).toEqual({ compared: 2, different: 0, cases: 0 });
    expect(answers && equalAnswersSentence(answers)).toBe('All 2 answers of both deterministic runs are the same.');
  });

  it('counts what differs', () => {
    const answers = equalAnswers(sideOf(['a', 'b', 'c']), sideOf(['a', 'x', 'y']));
    expect(answers).toEqual({ compared: 3, different: 2, cases: 1 });
    expect(answers && equalAnswersSentence(answers)).toContain('2 of 3 answers differ');
  });

  it('says nothing about runs whose answers need not be equal', () => {
    expect(equalAnswers(sideOf(['a']), sideOf(['a'], { seed: 7 }))).toBeUndefined();
    expect(equalAnswers(sideOf(['a'], { deterministic: false }), sideOf(['a']))).toBeUndefined();
    expect(equalAnswers(sideOf(['a']), { ...sideOf(['a']), modelFingerprint: 'other' })).toBeUndefined();
  });
});
