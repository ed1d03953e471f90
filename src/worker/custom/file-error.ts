import type { FileProblem } from '../../protocol/file-description.js';
import { AcodeError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';

/** A file with benchmarks that cannot be used, with every problem that was found. */
export class BenchmarkFileError extends AcodeError {
  readonly problems: readonly FileProblem[];

  constructor(file: string, problems: readonly FileProblem[]) {
    const [first] = problems;
    const place = first?.line === undefined ? file : `${file}:${first.line}:${first.column ?? 1}`;
    super({
      code: 'BENCHMARK_FILE',
      exitCode: EXIT.usage,
      message: `${place}: ${first?.message ?? 'The file cannot be used.'}`,
      ...(first?.hint === undefined ? {} : { hint: first.hint }),
    });
    this.problems = problems;
  }
}
