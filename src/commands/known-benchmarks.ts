import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import type { LoadedConfiguration } from '../configuration/load-configuration.js';
import { describeFile } from '../orchestrator/describe-file.js';
import type { PlannableBenchmark, Suite } from '../plan/plan.js';
import { DESCRIBE_ENTRY } from '../process-entries.js';
import type { BenchmarkFile } from '../protocol/benchmark-file.js';
import type { FileDescription, FileProblem } from '../protocol/file-description.js';
import { findBenchmarkFiles } from './find-benchmark-files.js';
import { configuredDatasets, type DatasetFile } from './find-datasets.js';

/** A file of the user's that cannot be used. */
export interface BrokenFile {
  readonly file: string;
  readonly problems: readonly FileProblem[];
}

/** Every benchmark there is, and the files that hold none because something is wrong with them. */
export interface KnownBenchmarks {
  /** Built-in ones first. A broken file stands here under its own name, so that a run fails its case and no other. */
  readonly benchmarks: readonly PlannableBenchmark[];
  readonly broken: readonly BrokenFile[];
  /** Data sets of which some records are left out, as it was asked for, and what is wrong with those. */
  readonly leftOut: readonly BrokenFile[];
}

/** Only the built-in ones. */
export const BUILT_IN: KnownBenchmarks = Object.freeze({ benchmarks: BENCHMARKS, broken: [], leftOut: [] });

/** A few describing processes at a time: each takes some tenths of a second and some tens of megabytes. */
const AT_ONCE = 4;

/**
 * Looks for files of the user's, and asks a process of its own for each what it holds. `datasets` are those of the command
 * line, which come before the configuration's.
 */
export async function findKnownBenchmarks(
  from: string,
  configuration: LoadedConfiguration,
  datasets: readonly DatasetFile[] = [],
): Promise<KnownBenchmarks> {
  const named = new Set(datasets.map((each) => each.path));
  const files: readonly UserFile[] = [
    ...(await findBenchmarkFiles(from, configuration)).map((file) => ({ path: file })),
    ...datasets,
    ...configuredDatasets(configuration).filter((each) => !named.has(each.path)),
  ];
  const gathered = new Gathering();
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const some = files.slice(start, start + AT_ONCE);
    const described = await Promise.all(some.map((file) => describeFile(file, { entry: DESCRIBE_ENTRY })));
    for (const [index, file] of some.entries()) {
      const description = described[index];
      if (description?.kind === 'described') gathered.add(file, description);
      else await gathered.addBroken(file, description?.problems ?? []);
    }
  }
  return gathered;
}

/** What a selection needs: files are only looked at when it names something that is not built in. */
export async function benchmarksFor(
  selection: { readonly suiteNames: readonly string[]; readonly benchmarkNames: readonly string[] },
  suites: readonly Suite[],
  find: () => Promise<KnownBenchmarks>,
): Promise<KnownBenchmarks> {
  const chosen = suites.filter(({ name }) => selection.suiteNames.includes(name));
  const names = [
    ...selection.benchmarkNames,
    ...chosen.flatMap(({ entries }) => entries.map((each) => each.benchmark)),
  ];
  const builtIn = new Set(BENCHMARKS.map(({ name }) => name));
  return names.every((name) => builtIn.has(name)) ? BUILT_IN : find();
}

/** One sentence for a person about a broken file. */
export function brokenText({ file, problems: [first] }: BrokenFile): string {
  const place = first?.line === undefined ? file : `${file}:${first.line}:${first.column ?? 1}`;
  return `${place}: ${first?.message ?? 'The file cannot be used.'}`;
}

/** A file with benchmarks, or a data set. */
type UserFile = DatasetFile | { readonly path: string; readonly reading?: undefined };

class Gathering implements KnownBenchmarks {
  readonly benchmarks: PlannableBenchmark[] = [...BENCHMARKS];
  readonly broken: BrokenFile[] = [];
  readonly leftOut: BrokenFile[] = [];

  add(file: UserFile, { digest, benchmarks, skipped = [] }: Extract<FileDescription, { kind: 'described' }>): void {
    for (const benchmark of benchmarks) {
      const taken = this.benchmarks.find(({ name }) => name === benchmark.name);
      if (taken === undefined) this.benchmarks.push({ ...benchmark, file: fileOf(file, digest) });
      else this.broken.push({ file: file.path, problems: [takenProblem(taken, file)] });
    }
    if (skipped.length > 0) this.leftOut.push({ file: file.path, problems: skipped });
  }

  async addBroken(file: UserFile, problems: readonly FileProblem[]): Promise<void> {
    const broken = { file: file.path, problems };
    this.broken.push(broken);
    const name = path.basename(file.path).replace(/(\.bench)?\.\w+$/, '');
    // A file that cannot even be read has no digest, and nothing to plan.
    const bytes = await readFile(file.path).catch(() => undefined);
    if (bytes === undefined || this.benchmarks.some((each) => each.name === name)) return;
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    const question = `(cannot be loaded) ${brokenText(broken)}`;
    this.benchmarks.push({
      name,
      version: 1,
      question,
      primaryMetrics: [],
      cases: [{}],
      file: fileOf(file, digest),
    });
  }
}

function fileOf({ path: file, reading }: UserFile, digest: string): BenchmarkFile {
  return { path: file, digest, ...(reading === undefined ? {} : { dataset: reading }) };
}

function takenProblem({ name, file }: PlannableBenchmark, { reading }: UserFile): FileProblem {
  const where = file === undefined ? 'is built in' : `is in ${file.path} already`;
  const remedy = reading === undefined ? 'Give this one another name.' : 'The file has to be called otherwise.';
  return { message: `A benchmark named "${name}" ${where}.`, hint: remedy };
}
