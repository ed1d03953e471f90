import { describe, expect, it } from 'vitest';
import { KeptSample, storedJson } from '../../src/journal/kept-sample.js';
import { readCases } from '../../src/report/case-reading.js';
import { caseOf, record, samplesWithTtft } from './record-fixture.js';

describe('readCases', () => {
  it('tells what a case says and its values in ascending order', () => {
    const [reading] = readCases(record([caseOf({ samples: samplesWithTtft(300, 100, 200) })]));
    expect(reading?.summary).toMatchObject({ caseId: 'case-0', metrics: { ttft: { n: 3, p50: 200 } } });
    expect([...(reading?.sorted.get('ttft') ?? [])]).toEqual([100, 200, 300]);
  });

  it('leaves the samples of the record as text, so that an export behind it writes what was read', () => {
    const subject = caseOf({ samples: samplesWithTtft(100) });
    // Written as nobody would write it who has parsed it.
    const text = JSON.stringify(subject.samples.at(-1), undefined, 1);
    const kept = new KeptSample(text);
    const [reading] = readCases(record([{ ...subject, samples: [kept] }]));
    expect(reading?.summary.iterations.measured).toBe(1);
    expect(storedJson(kept)).toBe(text);
  });
});
