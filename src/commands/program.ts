import { Command, CommanderError } from 'commander';
import { configFileOf, readEnvironmentSettings } from '../config.js';
import { withEnvironmentDefaults } from '../configuration/environment-defaults.js';
import { type LoadedConfiguration, loadConfiguration, NO_CONFIGURATION } from '../configuration/load-configuration.js';
import { unknownVariables } from '../configuration/unknown-variables.js';
import { AcodeError, codeOf, messageOf, usageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { isFullDisk } from '../journal/level-store.js';
import { acodeVersion } from '../version.js';
import { addVerbs } from './verbs.js';
import { configuredDataDir } from './configured.js';
import type { CommandContext } from './command-context.js';

/**
 * Runs one command line and returns its exit code. An expected error is one sentence and its hint on stderr; a bug is
 * printed with its stack.
 */
export async function runCli(argv: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.ok;
  let failed: unknown;
  process.stdout.on('error', (error: unknown) => {
    failed ??= error;
  });
  // There is nobody left to tell.
  process.stderr.on('error', () => undefined);
  try {
    const { rest, named, configFlag } = takeConfigFlag(argv);
    const configuration = needsConfiguration(rest)
      ? withEnvironmentDefaults(await loadConfiguration(process.cwd(), named), process.env)
      : NO_CONFIGURATION;
    tellUnknownVariables(configuration, rest);
    const context: CommandContext = {
      settings: readEnvironmentSettings(process.env, configuredDataDir(configuration)),
      configuration,
      ...(configFlag === undefined ? {} : { configFlag }),
      stdout: process.stdout,
      stderr: process.stderr,
      setExitCode: (code) => {
        exitCode = code;
      },
    };
    const program = await buildProgram(context, rest);
    await program.parseAsync(rest, { from: 'user' });
    await settled();
  } catch (error) {
    // Who waits until the reader of a long output has taken some of it hears what failed there too.
    if (failed === undefined || error !== failed) return report(error);
  }
  return failed === undefined || isClosedPipe(failed) ? exitCode : report(outputError(failed));
}

/** What is written to a file fails a turn of the event loop later. */
async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function outputError(error: unknown): AcodeError {
  return new AcodeError({
    code: 'CANNOT_WRITE',
    exitCode: isFullDisk(error) ? EXIT.io : EXIT.cannotWrite,
    message: `Standard output cannot be written: ${messageOf(error)}. What it has is not whole.`,
    cause: error,
  });
}

/** A slip in a variable's name would go unnoticed; one that holds an API key has a name of the user's own. */
function tellUnknownVariables({ configuration }: LoadedConfiguration, argv: readonly string[]): void {
  const keys = Object.values(configuration.targets ?? {}).map(({ apiKeyEnv }) => apiKeyEnv);
  const words = argv.map((word) => word.replace(/^--api-key-env=/, ''));
  for (const sentence of unknownVariables(process.env, [...keys, ...words]))
    process.stderr.write(`acode: ${sentence}\n`);
}

/** A reader that has had enough, as `head` does. */
function isClosedPipe(error: unknown): boolean {
  return codeOf(error) === 'EPIPE';
}

/** `--config FILE` may stand anywhere, since it is for every command. */
function takeConfigFlag(argv: readonly string[]): {
  readonly rest: readonly string[];
  readonly named?: string;
  readonly configFlag?: string;
} {
  const at = argv.findIndex((word) => word === '--config' || word.startsWith('--config='));
  const word = argv[at];
  if (word === undefined) {
    const named = configFileOf(process.env);
    return { rest: argv, ...(named === undefined ? {} : { named }) };
  }
  const inline = word.startsWith('--config=') ? word.slice('--config='.length) : undefined;
  const named = inline ?? argv[at + 1];
  if (named === undefined) throw usageError('--config needs a file.');
  return { rest: argv.toSpliced(at, inline === undefined ? 2 : 1), named, configFlag: named };
}

/** Help and version work beside a broken configuration too. */
function needsConfiguration(argv: readonly string[]): boolean {
  return !argv.some((word) => ['-h', '--help', 'help', '-V', '--version'].includes(word)) && argv.length > 1;
}

async function buildProgram(context: CommandContext, argv: readonly string[]): Promise<Command> {
  const program = new Command('acode')
    .description('Tools for coding agents on local language models.')
    .version(acodeVersion())
    .exitOverride()
    .showHelpAfterError('(add --help for what is possible)');
  const benchmark = program
    .command('benchmark')
    .description('Measure local language models: speed, latency, throughput, memory.')
    .addHelpText('after', EXAMPLES);
  await addVerbs(benchmark, context, argv);
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
