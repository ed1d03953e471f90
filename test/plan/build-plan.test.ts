import { describe, expect, it } from 'vitest';
import { buildPlan, type PlanRequest } from '../../src/plan/build-plan.js';
import type { PlannableBenchmark, Suite } from '../../src/plan/plan.js';
import type { Target } from '../../src/protocol/target.js';

const speed: PlannableBenchmark = {
  name: 'speed',
  version: 1,
  question: 'How fast?',
  primaryMetrics: ['decodeTps'],
  cases: [{ promptTokens: 10 }, { promptTokens: 20 }],
};
const size: PlannableBenchmark = { ...speed, name: 'size', cases: [{}] };
const target = (name: string): Target => ({
  name,
  spec: { kind: 'embedded', modelPath: `/${name}.gguf`, gpu: 'auto' },
  fingerprint: `sha256:${name}`,
});
const quick: Suite = {
  name: 'quick',
  version: 1,
  description: '',
  entries: [{ benchmark: 'speed', cases: [{ promptTokens: 5 }] }, { benchmark: 'size' }],
  overrides: { iterations: 2 },
};
const request = (changes: Partial<PlanRequest>): PlanRequest => ({
  benchmarks: [speed, size],
  suites: [quick],
  suiteNames: [],
  benchmarkNames: [],
  targets: [target('a')],
  deterministic: false,
  ...changes,
});

describe('buildPlan', () => {
  it('gives service levels to cases that name none, and no other id for it', () => {
    const serviceLevels = { ttftMs: 500, tpotMs: 40 };
    const own: PlannableBenchmark = { ...speed, name: 'own', cases: [{ sloTtftMs: 100 }] };
    const names = { benchmarks: [size, own], benchmarkNames: ['size', 'own'] };
    const plan = buildPlan(request({ ...names, defaults: { serviceLevels } }));
    expect(plan.cases.map((each) => each.serviceLevels)).toEqual([serviceLevels, undefined]);
    expect(plan.cases.map(({ id }) => id)).toEqual(buildPlan(request(names)).cases.map(({ id }) => id));
  });

  it('uses the specified defaults: 3 warm-ups, 10 iterations, 5 minutes', () => {
    const plan = buildPlan(request({ benchmarkNames: ['size'] }));
    expect(plan.cases).toMatchObject([{ warmup: 3, iterations: 10, timeoutMs: 300_000 }]);
  });

  it('lets a suite lower the defaults and a flag win over both', () => {
    const bySuite = buildPlan(request({ suiteNames: ['quick'] }));
    expect(bySuite.cases.map((planned) => planned.iterations)).toEqual([2, 2]);
    const byFlag = buildPlan(request({ suiteNames: ['quick'], iterations: 7, warmup: 0 }));
    expect(byFlag.cases.map((planned) => [planned.iterations, planned.warmup])).toEqual([
      [7, 0],
      [7, 0],
    ]);
  });

  it('lets a benchmark have a deadline of its own, over which flag and suite win', () => {
    const timeoutOf = (changes: { timeoutMs?: number; suiteNames?: string[] }) =>
      buildPlan({
        benchmarks: [{ name: 'slow', version: 1, question: '?', primaryMetrics: [], cases: [{}], timeoutMs: 900_000 }],
        suites: [
          { name: 's', version: 1, description: '', entries: [{ benchmark: 'slow' }], overrides: { timeoutMs: 5 } },
        ],
        suiteNames: [],
        benchmarkNames: changes.suiteNames === undefined ? ['slow'] : [],
        targets: [{ name: 'm', spec: { kind: 'embedded', modelPath: '/m', gpu: false }, fingerprint: 'f' }],
        deterministic: false,
        defaults: { timeoutMs: 60_000 },
        ...changes,
      }).cases[0]?.timeoutMs;
    expect(timeoutOf({})).toBe(900_000);
    expect(timeoutOf({ timeoutMs: 7 })).toBe(7);
    expect(timeoutOf({ suiteNames: ['s'] })).toBe(5);
  });

  it('keeps the cases of one benchmark on one target together and numbers them in order', () => {
    const plan = buildPlan(request({ benchmarkNames: ['speed', 'size'], targets: [target('a'), target('b')] }));
    expect(plan.cases.map((c) => [c.ordinal, c.benchmark, c.target, c.parameters.promptTokens])).toEqual([
      [0, 'speed', 'a', 10],
      [1, 'speed', 'a', 20],
      [2, 'speed', 'b', 10],
      [3, 'speed', 'b', 20],
      [4, 'size', 'a', undefined],
      [5, 'size', 'b', undefined],
    ]);
  });

  it('plans a case once that is selected twice', () => {
    expect(buildPlan(request({ benchmarkNames: ['size'], suiteNames: ['quick'] })).cases).toHaveLength(4 - 2);
  });

  it('measures a model twice that is named twice, so that it is compared with itself', () => {
    const twin = { ...target('a'), name: 'a (2)' };
    const { cases } = buildPlan(request({ benchmarkNames: ['size'], targets: [target('a'), twin] }));
    expect(cases.map((planned) => planned.target)).toEqual(['a', 'a (2)']);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(2);
    const [alone] = buildPlan(request({ benchmarkNames: ['size'] })).cases;
    expect(cases[0]?.id).toBe(alone?.id);
  });

  it('gives a case the same id in every plan, and another one when the model file differs', () => {
    const [alone] = buildPlan(request({ benchmarkNames: ['size'] })).cases;
    const among = buildPlan(request({ benchmarkNames: ['speed', 'size'] })).cases.at(-1);
    expect(among?.id).toBe(alone?.id);
    const changed = { ...target('a'), fingerprint: 'sha256:other' };
    expect(buildPlan(request({ benchmarkNames: ['size'], targets: [changed] })).cases[0]?.id).not.toBe(alone?.id);
  });

  it('hashes equal requests alike and different ones differently', () => {
    const hash = (changes: Partial<PlanRequest>): string =>
      buildPlan(request({ suiteNames: ['quick'], ...changes })).hash;
    expect(hash({})).toBe(hash({}));
    expect(hash({ seed: 1 })).not.toBe(hash({}));
    expect(hash({ iterations: 3 })).not.toBe(hash({}));
  });

  it('refuses an unknown name with the nearest known one', () => {
    expect(() => buildPlan(request({ benchmarkNames: ['sped'] }))).toThrow(
      expect.objectContaining({ message: 'There is no benchmark named "sped".', hint: 'Did you mean "speed"?' }),
    );
    expect(() => buildPlan(request({ suiteNames: ['zzzzzz'] }))).toThrow(
      expect.objectContaining({ hint: 'Known: quick.' }),
    );
  });

  it('makes the digest of a file part of the case, and its place part of the plan alone', () => {
    const file = (path: string, digest: string): PlanRequest =>
      request({ benchmarks: [{ ...size, file: { path, digest } }], suites: [], benchmarkNames: ['size'] });
    const [plan, moved, changed] = [file('/a', 'sha256:1'), file('/b', 'sha256:1'), file('/a', 'sha256:2')].map(
      buildPlan,
    );
    expect(plan?.cases[0]).toMatchObject({ fileDigest: 'sha256:1' });
    expect(plan?.customBenchmarks).toEqual([
      { name: 'size', file: { path: '/a', digest: 'sha256:1' }, primaryMetrics: ['decodeTps'] },
    ]);
    expect(moved?.hash).toBe(plan?.hash);
    expect(changed?.cases[0]?.id).not.toBe(plan?.cases[0]?.id);
    expect(buildPlan(request({ benchmarkNames: ['size'] })).customBenchmarks).toBeUndefined();
  });

  it('measures until it is stable up to a limit that no suite lowers', () => {
    const stable = buildPlan(request({ suiteNames: ['quick'], untilStable: true }));
    expect(stable.cases[0]).toMatchObject({
      iterations: 100,
      untilStable: { metrics: ['decodeTps'], tolerance: 0.05 },
    });
    const limited = buildPlan(request({ suiteNames: ['quick'], untilStable: true, iterations: 12 }));
    expect(limited.cases[0]?.iterations).toBe(12);
  });
});
