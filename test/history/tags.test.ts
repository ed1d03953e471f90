import { describe, expect, it } from 'vitest';
import { applyTagChange } from '../../src/history/tags.js';

describe('applyTagChange', () => {
  it('adds, takes away and keeps each tag once', () => {
    expect(applyTagChange({ tags: ['b', 'x'] }, { add: ['a', 'b'], remove: ['x'] })).toEqual({ tags: ['a', 'b'] });
  });

  it('keeps the note unless told otherwise, and an empty one takes it away', () => {
    const before = { tags: [], note: 'old' };
    expect(applyTagChange(before, { add: [], remove: [] }).note).toBe('old');
    expect(applyTagChange(before, { add: [], remove: [], note: 'new' }).note).toBe('new');
    expect(applyTagChange(before, { add: [], remove: [], note: '' })).toEqual({ tags: [] });
  });

  it('refuses what cannot be typed as one word', () => {
    for (const tag of ['', 'two words', '-dash', 'x'.repeat(65)]) {
      expect(() => applyTagChange({ tags: [] }, { add: [tag], remove: [] })).toThrow('cannot be a tag');
    }
  });
});
