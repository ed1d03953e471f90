import { describe, expect, it } from 'vitest';
import { WorkQueue } from '../../../src/providers/fake-server/work-queue.js';

describe('WorkQueue', () => {
  it('lets as many requests begin at once as there are workers, and the next when one is free', () => {
    const queue = new WorkQueue();
    expect([0, 1, 2, 3].map((arrivedMs) => queue.begin(arrivedMs, 100, 2))).toEqual([0, 1, 100, 101]);
  });

  it('gives the worker that is free first', () => {
    const queue = new WorkQueue();
    expect(queue.begin(0, 300, 2)).toBe(0);
    expect(queue.begin(0, 100, 2)).toBe(0);
    expect(queue.begin(0, 100, 2)).toBe(100);
    expect(queue.begin(0, 100, 2)).toBe(200);
  });

  it('begins at once when nothing is pending or nothing is bounded', () => {
    const queue = new WorkQueue();
    queue.begin(0, 100, 1);
    expect(queue.begin(500, 100, 1)).toBe(500);
    expect(queue.begin(501, 100, undefined)).toBe(501);
  });
});
