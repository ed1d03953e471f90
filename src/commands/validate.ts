import path from 'node:path';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import { describeFile } from '../orchestrator/describe-file.js';
import { DESCRIBE_ENTRY } from '../process-entries.js';
import type { FileDescription, FileProblem } from '../protocol/file-description.js';
import type { CommandContext } from './command-context.js';

/** `acode benchmark validate`: what is wrong in a file with benchmarks, and where. */
export function addValidateCommand(parent: Command, context: CommandContext): void {
  parent
    .command('validate')
    .description('Check files with benchmarks of your own: what is wrong, with line and column.')
    .argument('<file...>', 'files: .ts, .mjs, .yaml, .yml or .json')
    .option('--dataset', 'the files are data sets: every record that cannot be used is named')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  acode benchmark validate benchmarks/*.bench.*\n')
    .action(async (files: readonly string[], options: { json?: boolean; dataset?: boolean }) => {
      const checked: { file: string; description: FileDescription }[] = [];
      for (const file of files) {
        const read = { path: path.resolve(file), ...(options.dataset === true ? { reading: { skipBad: false } } : {}) };
        const described = await describeFile(read, { entry: DESCRIBE_ENTRY });
        checked.push({ file, description: withNames(described) });
      }
      const lines = checked.flatMap(({ file, description }) => describeLines(file, description));
      const { stdout } = context;
      if (options.json === true) stdout.write(`${JSON.stringify({ schema: 'acode-validation/1', files: checked })}\n`);
      else stdout.write(`${lines.join('\n')}\n`);
      if (checked.some(({ description }) => description.kind === 'wrong')) context.setExitCode(EXIT.badData);
    });
}

/** A name that is built in is only known outside of the file. */
function withNames(description: FileDescription): FileDescription {
  if (description.kind === 'wrong') return description;
  const taken = description.benchmarks.filter(({ name }) => BENCHMARKS.some((builtIn) => builtIn.name === name));
  if (taken.length === 0) return description;
  const problems = taken.map(({ name }) => ({
    message: `A benchmark named "${name}" is built in.`,
    hint: 'Give this one another name.',
  }));
  return { kind: 'wrong', problems };
}

function describeLines(file: string, description: FileDescription): string[] {
  if (description.kind === 'wrong') return description.problems.flatMap((problem) => problemLines(file, problem));
  return description.benchmarks.map(({ name, cases, question }) => {
    const count = `${cases.length} case${cases.length === 1 ? '' : 's'}`;
    return `${file}: ${name}, ${count}: ${question}`;
  });
}

/** The form that editors and terminals turn into a link. */
function problemLines(file: string, { line, column, message, hint }: FileProblem): string[] {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return [`${place}: ${message}`, ...(hint === undefined ? [] : [`  ${hint}`])];
}
