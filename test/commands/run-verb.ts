import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import { readEnvironmentSettings } from '../../src/config.js';
import { NO_CONFIGURATION } from '../../src/configuration/load-configuration.js';
import type { CommandContext } from '../../src/commands/command-context.js';

/** What a verb printed, and the exit code it asked for. */
export interface VerbResult {
  readonly output: string;
  readonly exitCode: number;
}

/** Runs one verb in this process on a data folder. Errors reach the caller. */
export async function runVerb(
  add: (parent: Command, context: CommandContext) => void,
  dataDir: string,
  argv: readonly string[],
): Promise<VerbResult> {
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  let exitCode = 0;
  const context: CommandContext = {
    settings: { ...readEnvironmentSettings({}), dataDir },
    configuration: NO_CONFIGURATION,
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
}
