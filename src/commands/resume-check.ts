import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import { datasetDigest } from '../datasets/dataset-files.js';
import { AcodeError, codeOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import type { RunRecord } from '../journal/run-record.js';
import { METRIC_DEFS } from '../metrics/registry.js';
import type { CustomBenchmark } from '../plan/plan.js';
import type { BenchmarkFile } from '../protocol/benchmark-file.js';
import type { Target } from '../protocol/target.js';
import { identify } from './resolve-target.js';

/**
 * Whether a run can go on as it was planned: the same model files, benchmark versions and metric formulas.
 * @throws AcodeError (`RESUME_CHANGED`, exit 65) that says what changed.
 */
export async function verifyResumable(record: RunRecord): Promise<void> {
  await refuseChanged(record, 'go on');
}

/** The same for whatever else a run cannot do then. */
export async function refuseChanged(record: RunRecord, what: string): Promise<void> {
  const changes = [
    ...benchmarkChanges(record),
    ...(await fileChanges(record.meta.plan.customBenchmarks ?? [])),
    ...formulaChanges(record),
    ...(await targetChanges(record.meta.plan.targets)),
  ];
  if (changes.length === 0) return;
  throw new AcodeError({
    code: 'RESUME_CHANGED',
    exitCode: EXIT.badData,
    message: `Run ${record.meta.runId} cannot ${what}, because ${changes.join('; ')}.`,
    hint: 'Its results are kept. Start a new run for the changed plan.',
  });
}

function benchmarkChanges(record: RunRecord): string[] {
  const builtIn = record.cases.filter((each) => each.planned.fileDigest === undefined);
  const planned = new Map(builtIn.map((each) => [each.planned.benchmark, each.planned.benchmarkVersion]));
  return [...planned].flatMap(([name, version]) => {
    const now = BENCHMARKS.find((benchmark) => benchmark.name === name)?.version;
    if (now === version) return [];
    return [
      now === undefined
        ? `benchmark ${name} does not exist any more`
        : `benchmark ${name} is version ${now} and was ${version}`,
    ];
  });
}

/** The file of a benchmark that is not built in is compared by its bytes; it is not run for that. */
async function fileChanges(benchmarks: readonly CustomBenchmark[]): Promise<string[]> {
  const changes: string[] = [];
  for (const { name, file } of benchmarks) {
    const digest = await digestOf(file).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (digest === undefined) changes.push(`the file of benchmark ${name} is gone: ${file.path}`);
    else if (digest !== file.digest) {
      changes.push(`the file of benchmark ${name} has changed: ${file.path}`);
    }
  }
  return changes;
}

async function digestOf({ path, dataset }: BenchmarkFile): Promise<string> {
  if (dataset !== undefined) return datasetDigest(path);
  return `sha256:${createHash('sha256')
    .update(await readFile(path))
    .digest('hex')}`;
}

function formulaChanges(record: RunRecord): string[] {
  const { metricDefs } = record.meta;
  return metricDefs === METRIC_DEFS ? [] : [`the metric formulas are version ${METRIC_DEFS} and were ${metricDefs}`];
}

async function targetChanges(targets: readonly Target[]): Promise<string[]> {
  const changes: string[] = [];
  for (const target of targets) {
    const now = await identify(target.spec).catch((error: unknown) => {
      if (error instanceof AcodeError) return error;
      throw error;
    });
    if (now instanceof AcodeError) changes.push(`its model is gone: ${now.message.replace(/\.$/, '')}`);
    else if (now !== target.fingerprint) {
      changes.push(`the model ${target.name} has changed (${short(target.fingerprint)} → ${short(now)})`);
    }
  }
  return changes;
}

function short(fingerprint: string): string {
  return fingerprint.length > 40 ? `…${fingerprint.slice(-12)}` : fingerprint;
}
