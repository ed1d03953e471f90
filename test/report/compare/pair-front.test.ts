import { describe, expect, it } from 'vitest';
import { compareSides } from '../../../src/report/compare/compare-runs.js';
import { frontLines, frontSentence } from '../../../src/report/compare/front-text.js';
import { pairFront, pairNames } from '../../../src/report/compare/pair-front.js';
import { evenly, primaryMetrics, sideWithTtft } from './side-fixture.js';

const fast = sideWithTtft(...evenly(98, 102, 10));
const slow = sideWithTtft(...evenly(148, 152, 10));
const other = {
  ...slow,
  target: 'other',
  fingerprint: slow.fingerprint.map((fact) => (fact.id === 'model' ? { ...fact, value: 'sha256:9' } : fact)),
};

describe('pairFront', () => {
  it('says which of two unlike models to choose', () => {
    const pair = compareSides(fast, other, { primaryMetrics });
    const front = pairFront(pair, 0.05);
    // 100 / 150 of the speed with the same memory.
    expect(front?.standings[1]).toMatchObject({
      speed: expect.closeTo(2 / 3, 9) as number,
      onFront: false,
      dominatedBy: [0],
    });
    expect(front === undefined ? '' : frontSentence(front, pairNames(pair))).toBe('By speed and memory: model.');
  });

  it('says nothing about two runs of one model, between which there is nothing to choose', () => {
    expect(pairFront(compareSides(fast, slow, { primaryMetrics }), 0.05)).toBeUndefined();
  });

  it.each([40, 80, 200])('fits a terminal of %i columns', (width) => {
    const pair = compareSides(fast, other, { primaryMetrics });
    const front = pairFront(pair, 0.05);
    if (front === undefined) throw new Error('the models differ');
    for (const line of frontLines(front, pairNames(pair), { width, color: false }))
      expect(line.length).toBeLessThanOrEqual(width);
  });
});
