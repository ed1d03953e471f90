import { messageOf } from '../errors.js';
import type { FileDescription } from '../protocol/file-description.js';
import { BenchmarkFileError } from './custom/file-error.js';
import { loadBenchmarkFile } from './custom/load-file.js';
import { answerAndExit } from './one-answer.js';

/**
 * Says what benchmarks a file holds, on descriptor 3, and ends. A process of its own, because loading the file runs it:
 * `node dist/src/worker/describe.js FILE [dataset [skip-bad]] 3>&1`.
 */
const [file = '', ...flags] = process.argv.slice(2);

answerAndExit(await describe(file));

async function describe(named: string): Promise<FileDescription> {
  try {
    const dataset = flags.includes('dataset') ? { skipBad: flags.includes('skip-bad') } : undefined;
    const { digest, benchmarks, skipped } = await loadBenchmarkFile(named, dataset);
    const described = benchmarks.map(({ name, version, question, primaryMetrics, cases, timeoutMs, graded }) => ({
      name,
      version,
      question,
      primaryMetrics,
      cases,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(graded === undefined ? {} : { graded }),
    }));
    return { kind: 'described', digest, benchmarks: described, ...(skipped === undefined ? {} : { skipped }) };
  } catch (error) {
    if (error instanceof BenchmarkFileError) return { kind: 'wrong', problems: error.problems };
    return { kind: 'wrong', problems: [{ message: `The file cannot be described: ${messageOf(error)}.` }] };
  }
}
