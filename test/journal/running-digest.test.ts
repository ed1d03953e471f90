import { describe, expect, it } from 'vitest';
import { sampleDigest } from '../../src/journal/journal.js';
import { RunningDigest } from '../../src/journal/running-digest.js';

describe('RunningDigest', () => {
  it('fed in the order of the keys is the digest of the whole', () => {
    const digest = new RunningDigest();
    digest.add('s/00000000/00000000/m/00000000', 'a');
    digest.add('s/00000000/00000000/m/00000001', 'b');
    expect(digest.count).toBe(2);
    const values = new Map([
      ['s/00000000/00000000/m/00000001', 'b'],
      ['s/00000000/00000000/m/00000000', 'a'],
    ]);
    expect(digest.end()).toBe(sampleDigest(values));
  });
});
