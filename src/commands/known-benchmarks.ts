import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import type { LoadedConfiguration } from '../configuration/load-configuration.js';
import { describeFile } from '../orchestrator/describe-file.js';
import type { PlannableBenchmark, Suite } from '../plan/plan.js';
import { DESCRIBE_ENTRY } from '../process-entries.js';
import type { BenchmarkDescription, FileProblem } from '../protocol/file-description.js';
import { findBenchmarkFiles } from './find-benchmark-files.js';

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
}

/** Only the built-in ones. */
export const BUILT_IN: KnownBenchmarks = Object.freeze({ benchmarks: BENCHMARKS, broken: [] });

/** A few describing processes at a time: each takes some tenths of a second and some tens of megabytes. */
const AT_ONCE = 4;

/** Looks for files of the user's, and asks a process of its own for each what it holds. */
export async function findKnownBenchmarks(from: string, configuration: LoadedConfiguration): Promise<KnownBenchmarks> {
  const files = await findBenchmarkFiles(from, configuration);
  const gathered = new Gathering();
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const some = files.slice(start, start + AT_ONCE);
    const described = await Promise.all(some.map((file) => describeFile(file, { entry: DESCRIBE_ENTRY })));
    for (const [index, description] of described.entries()) {
      const file = some[index] ?? '';
      if (description.kind === 'wrong') await gathered.addBroken({ file, problems: description.problems });
      else gathered.add(file, description.digest, description.benchmarks);
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

class Gathering implements KnownBenchmarks {
  readonly benchmarks: PlannableBenchmark[] = [...BENCHMARKS];
  readonly broken: BrokenFile[] = [];

  add(file: string, digest: string, described: readonly BenchmarkDescription[]): void {
    for (const benchmark of described) {
      const taken = this.benchmarks.find(({ name }) => name === benchmark.name);
      if (taken === undefined) this.benchmarks.push({ ...benchmark, file: { path: file, digest } });
      else this.broken.push({ file, problems: [takenProblem(taken)] });
    }
  }

  async addBroken(broken: BrokenFile): Promise<void> {
    this.broken.push(broken);
    const name = path.basename(broken.file).replace(/(\.bench)?\.\w+$/, '');
    // A file that cannot even be read has no digest, and nothing to plan.
    const bytes = await readFile(broken.file).catch(() => undefined);
    if (bytes === undefined || this.benchmarks.some((each) => each.name === name)) return;
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    const question = `(cannot be loaded) ${brokenText(broken)}`;
    const file = { path: broken.file, digest };
    this.benchmarks.push({ name, version: 1, question, primaryMetrics: [], cases: [{}], file });
  }
}

function takenProblem({ name, file }: PlannableBenchmark): FileProblem {
  const where = file === undefined ? 'is built in' : `is in ${file.path} already`;
  return { message: `A benchmark named "${name}" ${where}.`, hint: 'Give this one another name.' };
}
