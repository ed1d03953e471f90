import { Command, CommanderError } from 'commander';
import { configFileOf, readEnvironmentSettings } from '../config.js';
import { loadConfiguration, NO_CONFIGURATION } from '../configuration/load-configuration.js';
import { AcodeError, usageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { acodeVersion } from '../version.js';
import { addCancelCommand } from './cancel.js';
import { addConfigCommand } from './config.js';
import { configuredDataDir } from './configured.js';
import type { CommandContext } from './command-context.js';
import { addExplainCommand } from './explain.js';
import { addPruneCommand } from './prune.js';
import { addDeleteCommand } from './delete.js';
import { addTagCommand } from './tag.js';
import { addInitCommand } from './init.js';
import { addTryCommand } from './try.js';
import { addValidateCommand } from './validate.js';
import { addImportCommand } from './import.js';
import { addReportCommand } from './report.js';
import { addNoiseCommand } from './noise.js';
import { addTrendCommand } from './trend.js';
import { addBaselineCommand } from './baseline.js';
import { addCompareCommand } from './compare.js';
import { addExportCommand } from './export.js';
import { addFakeServerCommand } from './fake-server.js';
import { addListCommand } from './list.js';
import { addModelsCommand } from './models.js';
import { addReindexCommand, addResultsCommand } from './results.js';
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
  try {
    const { rest, named } = takeConfigFlag(argv);
    const configuration = needsConfiguration(rest) ? await loadConfiguration(process.cwd(), named) : NO_CONFIGURATION;
    const context: CommandContext = {
      settings: readEnvironmentSettings(process.env, configuredDataDir(configuration)),
      configuration,
      stdout: process.stdout,
      stderr: process.stderr,
      setExitCode: (code) => {
        exitCode = code;
      },
    };
    await buildProgram(context).parseAsync(rest, { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error);
  }
}

/** `--config FILE` may stand anywhere, since it is for every command. */
function takeConfigFlag(argv: readonly string[]): { readonly rest: readonly string[]; readonly named?: string } {
  const at = argv.findIndex((word) => word === '--config' || word.startsWith('--config='));
  const word = argv[at];
  if (word === undefined) {
    const named = configFileOf(process.env);
    return { rest: argv, ...(named === undefined ? {} : { named }) };
  }
  const inline = word.startsWith('--config=') ? word.slice('--config='.length) : undefined;
  const named = inline ?? argv[at + 1];
  if (named === undefined) throw usageError('--config needs a file.');
  return { rest: argv.toSpliced(at, inline === undefined ? 2 : 1), named };
}

/** Help and version work beside a broken configuration too. */
function needsConfiguration(argv: readonly string[]): boolean {
  return !argv.some((word) => ['-h', '--help', 'help', '-V', '--version'].includes(word)) && argv.length > 1;
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
  addInitCommand(benchmark, context);
  addValidateCommand(benchmark, context);
  addTryCommand(benchmark, context);
  addResultsCommand(benchmark, context);
  addShowCommand(benchmark, context);
  addStatusCommand(benchmark, context);
  addCancelCommand(benchmark, context);
  addExportCommand(benchmark, context);
  addImportCommand(benchmark, context);
  addReportCommand(benchmark, context);
  addCompareCommand(benchmark, context);
  addBaselineCommand(benchmark, context);
  addTrendCommand(benchmark, context);
  addNoiseCommand(benchmark, context);
  addTagCommand(benchmark, context);
  addDeleteCommand(benchmark, context);
  addPruneCommand(benchmark, context);
  addReindexCommand(benchmark, context);
  addExplainCommand(benchmark, context);
  addModelsCommand(benchmark, context);
  addConfigCommand(benchmark, context);
  addRuntimeCommand(benchmark, context);
  addFakeServerCommand(benchmark, context);
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

Every command takes --config FILE; else the nearest acode.config.{json,yaml,mjs,ts} or
.acode/config.yml upwards from here is used. See docs/configuration.md.
`;
