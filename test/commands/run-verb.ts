import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import { readEnvironmentSettings } from '../../src/config.js';
import { type LoadedConfiguration, NO_CONFIGURATION } from '../../src/configuration/load-configuration.js';
import type { CommandContext } from '../../src/commands/command-context.js';

/** What a verb printed, and the exit code it asked for. */
export interface VerbResult {
  /** Standard output and standard error as they came. */
  readonly output: string;
  readonly exitCode: number;
}

/** What a verb finds around it; an empty environment and no configuration unless told. */
export interface VerbSurroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly configuration: LoadedConfiguration;
}

type AddVerb = (parent: Command, context: CommandContext) => void;

/** Runs one verb in this process on a data folder. Errors reach the caller. */
export function runVerb(add: AddVerb, dataDir: string, argv: readonly string[]): Promise<VerbResult> {
  return verbIn({ env: {}, configuration: NO_CONFIGURATION })(add, dataDir, argv);
}

/** Runs verbs in other surroundings. */
export function verbIn({ env, configuration }: VerbSurroundings) {
  return async (add: AddVerb, dataDir: string, argv: readonly string[]): Promise<VerbResult> => {
    const stream = new PassThrough();
    const chunks: string[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    let exitCode = 0;
    const context: CommandContext = {
      settings: { ...readEnvironmentSettings(env), dataDir },
      configuration,
      stdout: stream as unknown as NodeJS.WriteStream,
      stderr: stream as unknown as NodeJS.WriteStream,
      setExitCode: (code) => {
        exitCode = code;
      },
    };
    const parent = new Command('benchmark').exitOverride();
    add(parent, context);
    await parent.parseAsync(argv, { from: 'user' });
    stream.end();
    return { output: chunks.join(''), exitCode };
  };
}
