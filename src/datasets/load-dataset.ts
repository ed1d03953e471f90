import path from 'node:path';
import { messageOf } from '../errors.js';
import type { DatasetReading } from '../protocol/benchmark-file.js';
import type { FileProblem } from '../protocol/file-description.js';
import { BenchmarkFileError } from '../worker/custom/file-error.js';
import type { GradedBenchmark } from '../worker/graded-benchmark.js';
import { type DatasetFiles, readDatasetFiles } from './dataset-files.js';
import type { DatasetFormat } from './dataset-format.js';
import { RowProblem } from './fields.js';
import { FORMATS } from './formats.js';
import { type BadRow, readRows, type Row } from './rows.js';

/** A data set's benchmark, the digest of what it was made from, and what was left out of it. */
export interface LoadedDataset {
  readonly digest: string;
  readonly benchmark: GradedBenchmark;
  /** Records that cannot be used; only ever any when they are to be skipped. */
  readonly skipped: readonly FileProblem[];
}

/**
 * Reads a data set as it lies on disk and recognises its format by the members of its records. Nothing of it is run.
 * @throws BenchmarkFileError with every record that cannot be used, unless those are to be skipped.
 */
export async function loadDataset(file: string, { skipBad }: DatasetReading): Promise<LoadedDataset> {
  const refuse = (...problems: FileProblem[]): never => {
    throw new BenchmarkFileError(file, problems);
  };
  const attempt = async <T>(reading: () => Promise<T>): Promise<T> => {
    try {
      return await reading();
    } catch (error) {
      if (error instanceof RowProblem) return refuse({ message: error.message });
      return refuse({ message: `The file cannot be read: ${messageOf(error)}.` });
    }
  };
  const files = await attempt(() => readDatasetFiles(file));
  const { rows, bad: broken } = readRows(file, await attempt(() => files.text()));
  const format = FORMATS.find((each) => rows.some(({ value }) => each.matches(value)));
  if (format === undefined) return refuse(...problemsOf(broken), unrecognised(rows));
  const read = await attempt(() => format.read(rows, files));
  const bad = problemsOf([...broken, ...read.bad]);
  if (bad.length > 0 && (!skipBad || read.count === 0)) refuse(...withHint(bad));
  const about = { name: nameOf(file), question: questionOf(format, files, { count: read.count, left: bad.length }) };
  return { digest: files.digest, benchmark: read.benchmark(about), skipped: bad };
}

function problemsOf(bad: readonly BadRow[]): FileProblem[] {
  return [...bad].sort((a, b) => a.line - b.line).map(({ line, message }) => ({ line, message }));
}

function withHint([first, ...others]: readonly FileProblem[]): FileProblem[] {
  if (first === undefined) return [];
  return [{ ...first, hint: '--skip-bad leaves such records out and uses the rest.' }, ...others];
}

function unrecognised(rows: readonly Row[]): FileProblem {
  const members = Object.keys(rows[0]?.value ?? {}).slice(0, 12);
  const found = members.length === 0 ? 'there are no records' : `its records have ${members.join(', ')}`;
  return {
    message: `The format of the file is not known: ${found}.`,
    hint: `Known formats: ${FORMATS.map(({ title }) => title).join(', ')} (docs/datasets.md).`,
  };
}

/** The file's name without its endings, in kebab case: `HumanEval.jsonl.gz` is `humaneval`. */
function nameOf(file: string): string {
  const base = path.basename(file).replace(/(\.(jsonl|ndjson|json|csv|ya?ml|gz))+$/i, '');
  const words = base.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const name = words.join('-');
  return /^[a-z]/.test(name) ? name : `dataset${name === '' ? '' : `-${name}`}`;
}

function questionOf(
  { title }: DatasetFormat,
  files: DatasetFiles,
  { count, left }: { readonly count: number; readonly left: number },
): string {
  const items = `${title}: ${count} item${count === 1 ? '' : 's'} of ${path.basename(files.path)}`;
  return left === 0 ? items : `${items}, ${left} left out`;
}
