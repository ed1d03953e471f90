import { Command, CommanderError } from 'commander';
import { readEnvironmentSettings } from '../config.js';
import { AcodeError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { acodeVersion } from '../version.js';
import { addCancelCommand } from './cancel.js';
import type { CommandContext } from './command-context.js';
import { addExportCommand } from './export.js';
import { addListCommand } from './list.js';
import { addResultsCommand } from './results.js';
import { addRunCommand } from './run.js';
import { addRuntimeCommand } from './runtime.js';
import { addShowCommand } from './show.js';
import { addStatusCommand } from './status.js';

/**
 * Runs one command line and returns its exit code. An expected error is one sentence and its hint on stderr; a bug is
 * printed with its stack.
 */
export async function runCli(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.ok;
  const context: CommandContext = {
    settings: readEnvironmentSettings(process.env),
    stdout: process.stdout,
    stderr: process.stderr,
    setExitCode: (code) => {
      exitCode = code;
    },
  };
  try {
    await buildProgram(context).parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error);
  }
}

function buildProgram(context: CommandContext): Command {
  const program = new Command('acode')
    .description('Tools for coding agents on local language models.')
    .version(acodeVersion())
    .exitOverride()
    .showHelpAfterError('(add --help for what is possible)');
  const benchmark = program
    .command('benchmark')
    .description('Measure local language models: speed, latency, throughput, memory.')
    .addHelpText('after', EXAMPLES);
  addRunCommand(benchmark, context);
  addListCommand(benchmark, context);
  addResultsCommand(benchmark, context);
  addShowCommand(benchmark, context);
  addStatusCommand(benchmark, context);
  addCancelCommand(benchmark, context);
  addExportCommand(benchmark, context);
  addRuntimeCommand(benchmark, context);
  return program;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed its message already; help and version are successes.
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  if (error instanceof AcodeError) {
    process.stderr.write(`acode: ${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`);
    return error.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`acode: this is a bug in acode, please report it.\n${stack}\n`);
  return EXIT.bug;
}

const EXAMPLES = `
Examples:
  acode benchmark run --suite quick          a smoke run on the built-in model
  acode benchmark run --model model.gguf     every benchmark on a model of yours
  acode benchmark run --resume last          go on where the last run stopped
  acode benchmark show last                  the summary of the newest run
`;
