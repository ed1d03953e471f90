import { messageOf } from '../../errors.js';
import { METRICS, metricDefinition } from '../../metrics/registry.js';
import type { FileProblem } from '../../protocol/file-description.js';
import type { Benchmark } from '../benchmark.js';
import { completeBenchmark } from './complete-benchmark.js';
import { type BenchmarkDefinition, DEFINED_AT, defineBenchmark } from './define-benchmark.js';
import { definitionProblems } from './definition-problems.js';
import { BenchmarkFileError } from './file-error.js';

/** What `import … from 'acode-benchmark'` gives inside such a file, whether the package is installed there or not. */
const PACKAGE = { defineBenchmark, METRICS, metricDefinition };

/**
 * Runs a module and returns the benchmarks it exports, by default or by name. TypeScript needs no build step.
 * @throws BenchmarkFileError when the module throws, exports no benchmark, or a wrong one.
 */
export async function loadModule(file: string, text: string): Promise<Benchmark[]> {
  const definitions = definitionsOf(await importModule(file));
  if (definitions.length === 0) {
    const message = 'The file exports no benchmark.';
    throw new BenchmarkFileError(file, [{ message, hint: 'Write export default defineBenchmark({ … }).' }]);
  }
  const problems = [
    ...definitions.flatMap((definition) => problemsOf(file, text, definition)),
    ...repeatedNames(definitions),
  ];
  if (problems.length > 0) throw new BenchmarkFileError(file, problems);
  return definitions.map((definition) => completeBenchmark(definition));
}

async function importModule(file: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    // Nothing is left behind in the user's folder.
    fsCache: false,
    interopDefault: false,
    virtualModules: { 'acode-benchmark': PACKAGE },
  });
  try {
    return await jiti.import(file);
  } catch (error) {
    const stack = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
    const [sentence = ''] = messageOf(error)
      .replace(/^ParseError:\s*/, '')
      .split('\n');
    const message = `The file cannot be loaded: ${sentence.trim().replace(/\.$/, '')}.`;
    throw new BenchmarkFileError(file, [{ ...placeIn(stack, file), message }]);
  }
}

function definitionsOf(module: unknown): BenchmarkDefinition[] {
  if (typeof module !== 'object' || module === null) return [];
  const marked = Object.values(module).filter(
    (value: unknown): value is BenchmarkDefinition =>
      typeof value === 'object' && value !== null && DEFINED_AT in value,
  );
  return [...new Set(marked)];
}

function problemsOf(file: string, text: string, definition: BenchmarkDefinition): FileProblem[] {
  const call = placeIn(String(Reflect.get(definition, DEFINED_AT)), file);
  return definitionProblems(definition).map(({ path: [member], problem, hint, path }) => ({
    ...(memberPlace(text, call, member) ?? call),
    message: `${path.length === 0 ? 'The benchmark' : `"${path.join('.')}"`} ${problem}.`,
    ...(hint === undefined ? {} : { hint }),
  }));
}

function repeatedNames(definitions: readonly BenchmarkDefinition[]): FileProblem[] {
  const names = definitions.map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) < index);
  return [...new Set(repeated)].map((name) => ({ message: `Two benchmarks of the file are named "${name}".` }));
}

/** The first place of the file that a stack or a message names. */
function placeIn(stack: string, file: string): { line?: number; column?: number } {
  const at = stack.indexOf(`${file}:`);
  const [, line, column] = /^:(\d+):(\d+)/.exec(stack.slice(Math.max(0, at) + file.length)) ?? [];
  return at < 0 || line === undefined || column === undefined ? {} : { line: Number(line), column: Number(column) };
}

/** Where a member is written, looked for behind the call; good enough for a message. */
function memberPlace(
  text: string,
  call: { readonly line?: number },
  member: string | number | undefined,
): { line: number; column: number } | undefined {
  if (typeof member !== 'string' || call.line === undefined) return undefined;
  const lines = text.split('\n');
  for (let line = call.line; line <= lines.length; line += 1) {
    const column = (lines[line - 1] ?? '').search(new RegExp(String.raw`(?<![\w.])${member}\s*[:(,]`));
    if (column >= 0) return { line, column: column + 1 };
  }
  return undefined;
}
