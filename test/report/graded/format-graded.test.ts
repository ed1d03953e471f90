import { describe, expect, it } from 'vitest';
import { gradedNotes } from '../../../src/report/graded/format-graded.js';
import { summariseGraded } from '../../../src/report/graded/graded-summary.js';
import { gradedCase, verdict } from './graded-fixture.js';

describe('the notes below a graded table', () => {
  it('say how many key facts explanations have, and what came of trying what was explained', () => {
    const tried = { predictions: 3, predictionsRight: 2, roundTrips: 1, roundTripsPassed: 1 };
    const [summary] = summariseGraded([
      gradedCase('a', [verdict('pass', { counts: { facts: 4, factsFound: 4, falseClaims: 0, ...tried } })], {
        benchmark: 'explanation',
      }),
      gradedCase('b', [verdict('wrong-answer', { counts: { facts: 3, factsFound: 1, falseClaims: 1 } })], {
        benchmark: 'explanation',
      }),
    ]);
    expect(summary === undefined ? [] : gradedNotes(summary)).toEqual([
      'explanation: 5 of 7 key facts said · 1 false claims · 2 of 3 results predicted · 1 of 1 functions written anew work.',
    ]);
  });

  it('are none where there is nothing to say', () => {
    const [summary] = summariseGraded([gradedCase('a', [verdict('pass')])]);
    expect(summary === undefined ? undefined : gradedNotes(summary)).toEqual([]);
  });
});
