import { describe, expect, it } from 'vitest';
import { checkName, meets } from '../../../src/worker/custom/prompt-checks.js';

describe('a check of an answer', () => {
  it('looks for a text', () => {
    expect(meets('It is Paris.', { contains: 'Paris' })).toBe(true);
    expect(meets('It is paris.', { contains: 'Paris' })).toBe(false);
  });

  it('compares the whole answer but for the white space around it', () => {
    expect(meets(' 5\n', { equals: 5 })).toBe(true);
    expect(meets('true', { equals: true })).toBe(true);
    expect(meets('5.', { equals: '5' })).toBe(false);
  });

  it('matches a regular expression over lines and code points', () => {
    expect(meets('a\nb', { matches: '^a.b$' })).toBe(true);
    expect(meets('🦙', { matches: '^.$' })).toBe(true);
    expect(meets('b', { matches: 'a' })).toBe(false);
  });

  it('reads JSON with or without a fence and asks for the members named', () => {
    const answer = '```json\n{"city":"Paris","at":{"lat":48,"lon":2},"tags":[1,2]}\n```';
    expect(meets(answer, { json: true })).toBe(true);
    expect(meets(answer, { json: { at: { lat: 48 } } })).toBe(true);
    expect(meets(answer, { json: { tags: [1, 2] } })).toBe(true);
    expect(meets(answer, { json: { tags: [1] } })).toBe(false);
    expect(meets(answer, { json: { city: 'Rome' } })).toBe(false);
    expect(meets('[1]', { json: [1] })).toBe(true);
    expect(meets('Paris', { json: true })).toBe(false);
  });

  it('is called by its name, or by what it asks', () => {
    expect(checkName({ name: 'is short', matches: '^.$' })).toBe('is short');
    expect(checkName({ json: { a: 1 } })).toBe('json {"a":1}');
  });
});
