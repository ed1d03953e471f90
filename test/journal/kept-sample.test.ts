import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeptSample, sampleHead, sampleJson, storedJson } from '../../src/journal/kept-sample.js';
import type { StoredSample, StoredVerdict } from '../../src/journal/records.js';
import { sample } from './journal-fixture.js';

const STORED: StoredSample = { attempt: 2, take: 1, generation: 3, sample: sample(7) };
const VERDICT: StoredVerdict = {
  generation: 3,
  gradedAt: '2026-01-01T00:00:00.000Z',
  verdict: { grader: 'numeric', graderVersion: 1, kind: 'pass', why: 'It is 4.', checks: [] },
};

describe('KeptSample', () => {
  it('tells place and time of a sample, and the sample, in its own words', () => {
    const kept = new KeptSample(JSON.stringify(STORED));
    expect(sampleHead(kept)).toMatchObject({
      attempt: 2,
      take: 1,
      generation: 3,
      iteration: 7,
      phase: 'measure',
      startedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 17,
    });
    expect(kept).toMatchObject({ attempt: 2, take: 1, generation: 3 });
    expect(sampleJson(kept)).toBe(JSON.stringify(STORED.sample));
    expect(storedJson(kept)).toBe(JSON.stringify(STORED));
    expect(kept.read()).toEqual(STORED);
    expect(kept.sample).toEqual(STORED.sample);
    // The same again, now from what was read.
    expect(sampleJson(kept)).toBe(JSON.stringify(STORED.sample));
    expect(storedJson(kept)).toBe(JSON.stringify(STORED));
  });

  it('holds verdicts behind the sample, read or not', () => {
    const kept = new KeptSample(JSON.stringify(STORED)).judged([VERDICT]);
    const whole = JSON.stringify({ ...STORED, verdicts: [VERDICT] });
    expect(storedJson(kept)).toBe(whole);
    expect(sampleJson(kept)).toBe(JSON.stringify(STORED.sample));
    expect(JSON.stringify(kept)).toBe(whole);
    expect(storedJson(kept)).toBe(whole);
  });

  it('tells place and time from the first words alone, whichever of phase and iteration comes first', () => {
    const { iteration, phase, ...rest } = STORED.sample;
    for (const written of [
      { phase, iteration, ...rest },
      { iteration, phase, ...rest },
    ]) {
      // Without its end nobody can read the text as a whole.
      const kept = new KeptSample(JSON.stringify({ ...STORED, sample: written }).slice(0, -1));
      expect(sampleHead(kept)).toMatchObject(sampleHead(STORED));
      expect(() => kept.read()).toThrow(SyntaxError);
    }
  });

  it('reads a record whose members stand in another order', () => {
    const { iteration, ...rest } = STORED.sample;
    for (const other of [
      { sample: STORED.sample, take: 1, attempt: 2, generation: 3 },
      { ...STORED, sample: { ...rest, iteration } },
    ]) {
      const kept = new KeptSample(JSON.stringify(other));
      expect(sampleHead(kept)).toEqual(sampleHead(STORED));
      expect(sampleJson(kept)).toBe(JSON.stringify(other.sample));
      expect(storedJson(kept)).toBe(JSON.stringify(other));
    }
  });

  it('gives the bytes that reading and writing would give, whatever texts and numbers a sample holds', () => {
    const samples = fc.record({
      startedAt: fc.string({ unit: 'binary' }),
      durationMs: fc.double(FINITE),
      label: fc.json(),
    });
    fc.assert(
      fc.property(
        samples,
        fc.dictionary(fc.string(), fc.double(FINITE)),
        ({ startedAt, durationMs, label }, metrics) => {
          const stored = { ...STORED, sample: { ...STORED.sample, startedAt, durationMs, metrics, labels: [label] } };
          const text = JSON.stringify(stored);
          const read = JSON.parse(text) as StoredSample;
          const kept = new KeptSample(text);
          expect(sampleHead(kept)).toMatchObject(sampleHead(read));
          expect(sampleJson(kept)).toBe(JSON.stringify(read.sample));
          expect(storedJson(kept)).toBe(JSON.stringify(read));
        },
      ),
    );
  });
});

const FINITE = { noNaN: true, noDefaultInfinity: true } as const;
