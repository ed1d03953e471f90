import { describe, expect, it } from 'vitest';
import { findKnee, wholeKnee } from '../../src/metrics/knee.js';

describe('findKnee', () => {
  it('lies where the rate per user times the users meets the highest rate', () => {
    // 100 tok/s for one and never more than 400: 400 / 100 = 4.
    const knee = findKnee([
      { slots: 1, outTps: 100 },
      { slots: 2, outTps: 200 },
      { slots: 4, outTps: 400 },
      { slots: 8, outTps: 400 },
    ]);
    expect(knee).toEqual({ slots: 4, outTps: 400, stillRising: false });
  });

  it('does not depend on the order of the loads or on a rate at one slot', () => {
    // 300 / (200 / 2) = 3.
    const knee = findKnee([
      { slots: 8, outTps: 290 },
      { slots: 2, outTps: 200 },
      { slots: 4, outTps: 300 },
    ]);
    expect(knee).toMatchObject({ slots: 3, stillRising: false });
  });

  it('says that a rate still rises', () => {
    expect(
      findKnee([
        { slots: 1, outTps: 100 },
        { slots: 2, outTps: 190 },
      ]),
    ).toMatchObject({ stillRising: true });
  });

  it('needs two loads', () => {
    expect(findKnee([{ slots: 1, outTps: 100 }])).toBeUndefined();
  });
});

describe('wholeKnee', () => {
  const knee = (slots: number): number => wholeKnee({ slots, outTps: 1, stillRising: false });

  it('is the nearest number of requests, and two at least, since a second one won something', () => {
    expect([knee(1.3), knee(2.4), knee(7.8)]).toEqual([2, 2, 8]);
  });
});
