import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KeptSample } from '../../../src/journal/kept-sample.js';
import type { StoredSample } from '../../../src/journal/records.js';
import { samplesToCsv } from '../../../src/report/formats/csv-samples.js';
import type { RequestRecord, Sample } from '../../../src/protocol/sample.js';
import { caseOf, failedRequest, record, request, sample } from '../record-fixture.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The table of samples as a journal holds them, and of the same samples parsed before. */
function tables(samples: readonly Sample[]): { readonly cut: string; readonly parsed: string } {
  const texts = samples.map((each) => JSON.stringify({ attempt: 1, take: 0, generation: 1, sample: each }));
  const kept = texts.map((text) => new KeptSample(text));
  const parsed = texts.map((text) => JSON.parse(text) as StoredSample);
  const tableOf = (own: typeof kept | typeof parsed): string =>
    [...samplesToCsv(record([{ ...caseOf({ samples: [] }), samples: own }]))].join('');
  return { cut: tableOf(kept), parsed: tableOf(parsed) };
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Metrics that samples have in common, and sometimes one that a name of a pattern or of a table would trip over. */
const metrics = fc.oneof(
  fc.record({ ttft: finite, e2el: finite }),
  fc.record({ e2el: finite, ttft: finite }),
  fc.dictionary(
    fc.constantFrom('ttft', 'tpot', 'own', 'a/b', 'a.b', '7', '__proto__', '(', '"', 'a,b', '\u2028'),
    finite,
  ),
);

const requests: fc.Arbitrary<RequestRecord> = fc
  .record({
    base: fc.constantFrom(request(100), failedRequest()),
    metrics,
    finish: fc.constantFrom('length', 'stop'),
    labels: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(fc.string()) }),
    series: fc.record({ icl: fc.array(finite) }, { requiredKeys: [] }),
    outputDigest: fc.constantFrom('0f', 'ff', 'not a word', ''),
  })
  .map(({ base, ...changes }) => ({ ...base, ...changes }));

const samples: fc.Arbitrary<Sample> = fc
  .record({
    iteration: fc.nat(),
    phase: fc.constantFrom('measure', 'warmup'),
    startedAt: fc.oneof(fc.constant('2026-01-01T00:00:00.000Z'), fc.string()),
    durationMs: finite,
    requests: fc.array(requests, { maxLength: 2 }),
    metrics,
    labels: fc.constantFrom<string[]>([], ['repeat'], ['=1+1', 'a,"b"']),
  })
  .map((each) => each as Sample);

describe('SampleRows', () => {
  it('cuts out of texts what parsing them would give, whatever samples hold', () => {
    fc.assert(
      fc.property(fc.array(samples, { maxLength: 30 }), (some) => {
        const { cut, parsed } = tables(some);
        expect(cut).toBe(parsed);
      }),
    );
  });

  it('parses one sample of those that differ in numbers, moments and digests only', () => {
    const alike = Array.from({ length: 20 }, (_, at) => ({
      ...sample(at, [{ ...request(100 + at / 3), outputDigest: `d${at}`, series: { icl: [at, at] } }]),
      metrics: { rssAfter: at * 1e20 },
    }));
    const kept = alike.map(
      (each) => new KeptSample(JSON.stringify({ attempt: 1, take: 0, generation: 1, sample: each })),
    );
    const parse = vi.spyOn(JSON, 'parse');
    const table = [...samplesToCsv(record([{ ...caseOf({ samples: [] }), samples: kept }]))];
    expect(parse).toHaveBeenCalledTimes(1);
    expect(table).toHaveLength(1 + alike.length);
    expect(table.join('')).toBe(tables(alike).parsed);
  });

  it('goes on by parsing where no two samples have the same form, and where these are more than it remembers', () => {
    const unlike = Array.from({ length: 300 }, (_, at) => ({ ...sample(at, [request(at)]), labels: [`label-${at}`] }));
    const alike = Array.from({ length: 50 }, (_, at) => sample(at, [request(at)]));
    const some = [...unlike, ...alike, ...unlike];
    expect(tables(some).cut).toBe(tables(some).parsed);
  });
});
