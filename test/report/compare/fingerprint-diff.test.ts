import { describe, expect, it } from 'vitest';
import { describeDifference, forbiddingDifferences } from '../../../src/report/compare/comparable.js';
import { diffFingerprints, fingerprintOfRun } from '../../../src/report/compare/fingerprint-diff.js';
import { caseOf, ENVIRONMENT, record, samplesWithTtft } from '../record-fixture.js';

const RUN = record([caseOf({ samples: samplesWithTtft(100) })]);
const FACTS = fingerprintOfRun(RUN, 'model');

describe('diffFingerprints', () => {
  it('finds nothing between equal runs', () => {
    expect(diffFingerprints(FACTS, fingerprintOfRun(structuredClone(RUN), 'model'))).toEqual([]);
  });

  it('names each part of the fingerprint that differs, with its scope', () => {
    const [target] = RUN.targets;
    if (target === undefined) throw new Error('the fixture has a target');
    const other = record(RUN.cases, {
      meta: {
        ...RUN.meta,
        metricDefs: 2,
        plan: { ...RUN.meta.plan, deterministic: true, seed: 7 },
        environment: {
          ...ENVIRONMENT,
          cpu: { ...ENVIRONMENT.cpu, model: 'Other CPU', availableCores: 4 },
          powerSource: 'battery',
        },
      },
      targets: [
        { ...target, description: { ...target.description, quantisation: 'Q4_0', threads: 8, backendBuild: 'b2' } },
      ],
    });
    const found = diffFingerprints(FACTS, fingerprintOfRun(other, 'model'));
    const byScope = (scope: string) => found.filter((each) => each.scope === scope).map(({ id }) => id);
    expect(byScope('model')).toEqual(['quantisation']);
    expect(byScope('method')).toEqual(['threads', 'backendBuild', 'deterministic', 'metricDefs']);
    expect(byScope('machine')).toEqual(['cpu', 'cores', 'powerSource']);
    expect(byScope('note')).toEqual(['seed']);
    expect(found.map((each) => describeDifference(each))).toContain('threads: 2 → 8');
  });

  it('counts what only one side tells, but no version of a benchmark that only one side ran', () => {
    const without = FACTS.map(({ value, ...fact }) =>
      fact.id === 'powerSource' ? fact : { ...fact, ...(value === undefined ? {} : { value }) },
    );
    expect(diffFingerprints(without, FACTS)).toEqual([
      { id: 'powerSource', title: 'power source', scope: 'machine', after: 'mains' },
    ]);
    const unversioned = FACTS.filter(({ id }) => id !== 'benchmarkVersion.latency');
    expect(diffFingerprints(FACTS, unversioned)).toEqual([]);
  });

  it('forbids unlike models unless they are the point, and never because of a note', () => {
    const differences = [
      { id: 'model', title: 'model digest', scope: 'model' },
      { id: 'cpu', title: 'CPU', scope: 'machine' },
      { id: 'seed', title: 'seed', scope: 'note' },
    ] as const;
    expect(forbiddingDifferences(differences, { unlikeModels: false }).map(({ id }) => id)).toEqual(['model', 'cpu']);
    expect(forbiddingDifferences(differences, { unlikeModels: true }).map(({ id }) => id)).toEqual(['cpu']);
  });
});
