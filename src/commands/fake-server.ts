import { once } from 'node:events';
import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { type FakeServerOptions, startFakeServer } from '../providers/fake-server/fake-server.js';
import { DEFAULT_SCHEDULE, type Schedule } from '../providers/fake-server/schedule.js';
import { parseByteSize } from './byte-size.js';
import type { CommandContext } from './command-context.js';
import { parseWholeNumber } from './whole-number.js';

interface FakeServerFlags {
  readonly port: string;
  readonly ttft: string;
  readonly itl: string;
  readonly jitter: string;
  readonly tokensPerChunk: string;
  readonly promptMsPerToken: string;
  readonly seed: string;
  readonly llamaCpp?: boolean;
  readonly parallel?: string;
  readonly leak: string;
  readonly recall?: string;
  readonly cutAt?: string;
  readonly varies?: boolean;
}

/** `acode benchmark fake-server`: a model server that knows exactly when it sends what. */
export function addFakeServerCommand(parent: Command, context: CommandContext): void {
  parent
    .command('fake-server')
    .description(
      'A server of the OpenAI protocol with a set schedule instead of a model: for trying things and checking figures.',
    )
    .option('--port <port>', 'port of 127.0.0.1; 0 is a free one', '0')
    .option('--ttft <ms>', 'time to the first token', '50')
    .option('--itl <ms>', 'time between two tokens', '10')
    .option('--jitter <share>', 'disturbance of each gap, 0 to 1', '0')
    .option('--tokens-per-chunk <count>', 'tokens sent together', '1')
    .option('--prompt-ms-per-token <ms>', 'added to the first token for each token of the prompt', '0')
    .option('--seed <number>', 'seed of the jitter', '1')
    .option('--llama-cpp', "with llama-server's own endpoints and timings")
    .option('--parallel <count>', 'answers worked on at once; further requests wait')
    .option('--leak <size>', 'memory that each answer takes for good, such as 1MiB', '0')
    .option('--recall <tokens>', 'answer "What is X?" from so many of the last tokens of the prompt')
    .option('--cut-at <tokens>', 'read only so many of the last tokens of a prompt, without a word')
    .option('--varies', 'never the same answer twice in a row')
    .addHelpText(
      'after',
      '\nExample:\n  acode benchmark fake-server --port 8099 --ttft 100 --itl 20 &\n  acode benchmark run -b streaming --model openai:fake-model@http://127.0.0.1:8099\n',
    )
    .action(async (flags: FakeServerFlags) => {
      const port = parseWholeNumber(flags.port, '--port', { min: 0, max: 65_535 });
      const server = await startFakeServer({ port, schedule: scheduleOf(flags), ...mannersOf(flags) });
      context.stdout.write(`${server.url}\n`);
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      await server.close();
    });
}

function scheduleOf(flags: FakeServerFlags): Schedule {
  return {
    ...DEFAULT_SCHEDULE,
    ttftMs: parseAmount(flags.ttft, '--ttft'),
    interTokenMs: parseAmount(flags.itl, '--itl'),
    jitter: parseAmount(flags.jitter, '--jitter'),
    promptMsPerToken: parseAmount(flags.promptMsPerToken, '--prompt-ms-per-token'),
    tokensPerChunk: parseWholeNumber(flags.tokensPerChunk, '--tokens-per-chunk', { min: 1, max: 1_000 }),
    seed: parseWholeNumber(flags.seed, '--seed', { min: 0, max: 2 ** 32 - 1 }),
  };
}

function mannersOf(flags: FakeServerFlags): FakeServerOptions {
  const count = (text: string | undefined, option: string): number | undefined =>
    text === undefined ? undefined : parseWholeNumber(text, option, { min: 1, max: 1e9 });
  const cutAt = count(flags.cutAt, '--cut-at');
  return {
    llamaCpp: flags.llamaCpp ?? false,
    parallel: count(flags.parallel, '--parallel'),
    leakBytes: parseByteSize(flags.leak, '--leak'),
    recallTokens: count(flags.recall, '--recall'),
    promptLimit: cutAt === undefined ? undefined : { tokens: cutAt, whenOver: 'cut' },
    varies: flags.varies ?? false,
  };
}

function parseAmount(text: string, option: string): number {
  const amount = Number(text);
  if (text.trim() !== '' && Number.isFinite(amount) && amount >= 0) return amount;
  throw usageError(`${option} must be a number of 0 or more, and is "${text}".`);
}
