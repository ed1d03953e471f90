import type { RunRecord } from '../../journal/run-record.js';
import type { EnvironmentRecord } from '../../protocol/environment.js';
import type { TargetDescription } from '../../protocol/target.js';

/**
 * What a part of the fingerprint is about. `model`, `method` and `machine` decide whether two runs are alike; a `note` is
 * worth a line and makes no difference.
 */
export type FingerprintScope = 'model' | 'method' | 'machine' | 'note';

/** One part of what a measurement was made with. `value` is absent where nothing told it. */
export interface FingerprintFact {
  /** Stable, in camel case. */
  readonly id: string;
  /** The same for people. */
  readonly title: string;
  readonly scope: FingerprintScope;
  readonly value?: string;
}

/** What a fingerprint is made of; a run knows all of it, a kept summary only a part. */
export interface FingerprintSource {
  readonly environment: EnvironmentRecord;
  readonly metricDefs: number;
  readonly target: { readonly fingerprint: string; readonly description?: TargetDescription };
  readonly deterministic?: boolean;
  readonly seed?: number;
  readonly suites?: readonly string[];
  readonly acode?: string;
  /** Version by benchmark name. */
  readonly benchmarkVersions?: Readonly<Record<string, number>>;
}

/** A part of the fingerprint in which two runs differ. */
export interface FingerprintDifference {
  readonly id: string;
  readonly title: string;
  readonly scope: FingerprintScope;
  /** The baseline's value; absent where nothing told it. */
  readonly before?: string;
  readonly after?: string;
}

/** The fingerprint of one target of a run. */
export function fingerprintOfRun(record: RunRecord, targetName: string): FingerprintFact[] {
  const { meta } = record;
  const planned = meta.plan.targets.find(({ name }) => name === targetName);
  const described = record.targets.filter(({ target }) => target === targetName);
  const newest = described.toSorted((a, b) => a.generation - b.generation).at(-1);
  const cases = record.cases.filter((each) => each.planned.target === targetName);
  return fingerprintFacts({
    environment: meta.environment,
    metricDefs: meta.metricDefs,
    target: {
      fingerprint: planned?.fingerprint ?? '',
      ...(newest === undefined ? {} : { description: newest.description }),
    },
    deterministic: meta.plan.deterministic,
    seed: meta.plan.seed,
    suites: meta.plan.suites,
    acode: meta.acode,
    benchmarkVersions: Object.fromEntries(
      cases.map(({ planned: each }) => [each.benchmark, each.benchmarkVersion] as const),
    ),
  });
}

/** Every part of a fingerprint that the source can tell, in the order in which it is shown. */
export function fingerprintFacts(source: FingerprintSource): FingerprintFact[] {
  return [...modelFacts(source), ...methodFacts(source), ...machineFacts(source.environment), ...noteFacts(source)];
}

/**
 * What differs, in the order of the facts. A part that only one side tells is a difference; one that neither tells is not.
 * Versions of benchmarks that only one side ran do not count: nothing of them is compared.
 */
export function diffFingerprints(
  before: readonly FingerprintFact[],
  after: readonly FingerprintFact[],
): FingerprintDifference[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [left, right] = [before, after].map((facts) => facts.find((fact) => fact.id === id));
    const known = left ?? right;
    if (known === undefined || left?.value === right?.value) return [];
    if (id.startsWith(BENCHMARK_PREFIX) && (left === undefined || right === undefined)) return [];
    return [
      {
        id,
        title: known.title,
        scope: known.scope,
        ...(left?.value === undefined ? {} : { before: left.value }),
        ...(right?.value === undefined ? {} : { after: right.value }),
      },
    ];
  });
}

const BENCHMARK_PREFIX = 'benchmarkVersion.';

type Described = readonly [id: string, title: string, value: string | number | boolean | undefined];

function factsOf(scope: FingerprintScope, described: readonly Described[]): FingerprintFact[] {
  return described.map(([id, title, value]) => ({
    id,
    title,
    scope,
    ...(value === undefined ? {} : { value: String(value) }),
  }));
}

function modelFacts({ target: { fingerprint, description } }: FingerprintSource): FingerprintFact[] {
  return factsOf('model', [
    ['model', 'model digest', fingerprint],
    ['quantisation', 'quantisation', description?.quantisation],
    ['chatTemplate', 'chat template digest', description?.chatTemplateDigest],
    ['trainContext', 'context the model was trained for', description?.trainContextTokens],
  ]);
}

function methodFacts(source: FingerprintSource): FingerprintFact[] {
  const { description } = source.target;
  const versions = Object.entries(source.benchmarkVersions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return factsOf('method', [
    ['context', 'context length', description?.contextTokens],
    ['threads', 'threads', description?.threads],
    ['gpu', 'GPU', description?.gpu],
    ['provider', 'provider', description?.provider],
    ['backendBuild', 'backend build', description?.backendBuild],
    ['deterministic', 'deterministic', source.deterministic],
    ['metricDefs', 'metric definitions', source.metricDefs],
    ...versions.map(([name, version]): Described => [
      `${BENCHMARK_PREFIX}${name}`,
      `version of benchmark ${name}`,
      version,
    ]),
  ]);
}

function machineFacts({ cpu, memory, powerSource }: EnvironmentRecord): FingerprintFact[] {
  return factsOf('machine', [
    ['cpu', 'CPU', cpu.model],
    ['cores', 'cores', `${cpu.availableCores} of ${cpu.logicalCores}`],
    ['memory', 'memory in bytes', memory.totalBytes],
    ['powerSource', 'power source', powerSource],
  ]);
}

function noteFacts({ environment, seed, suites, acode }: FingerprintSource): FingerprintFact[] {
  return factsOf('note', [
    ['suites', 'suites', suites?.join(', ')],
    ['seed', 'seed', seed],
    ['governor', 'CPU frequency governor', environment.cpu.governor],
    ['kernel', 'system', `${environment.os.name} ${environment.os.kernel}`],
    ['container', 'container', environment.os.container],
    ['node', 'Node', environment.node],
    ['acode', 'acode', acode],
  ]);
}
