import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/plan/canonical-json.js';
import { caseId } from '../../src/plan/case-identity.js';

describe('caseId', () => {
  const identity = { benchmark: 'speed', benchmarkVersion: 1, target: 't', parameters: { a: 1, b: 2 } };

  it('does not depend on the order in which parameters were written', () => {
    expect(caseId({ ...identity, parameters: { b: 2, a: 1 } })).toBe(caseId(identity));
  });

  it('changes with every part of the identity', () => {
    const ids = [
      identity,
      { ...identity, benchmarkVersion: 2 },
      { ...identity, target: 'u' },
      { ...identity, parameters: { a: 1, b: 3 } },
      { ...identity, parameters: { a: 1, b: '2' } },
    ].map(caseId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('canonicalJson', () => {
  it('parses back to the same value for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
