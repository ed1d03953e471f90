import { once } from 'node:events';
import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { didYouMean } from '../plan/did-you-mean.js';
import { type FakeServerOptions, startFakeServer } from '../providers/fake-server/fake-server.js';
import { TOOL_CALL_FORMS } from '../providers/fake-server/fake-tool-calls.js';
import { describeFaults, FAULT_NAMES, namedFault } from '../providers/fake-server/named-fault.js';
import { DEFAULT_SCHEDULE, type Schedule } from '../providers/fake-server/schedule.js';
import { parseByteSize } from './byte-size.js';
import type { CommandContext } from './command-context.js';
import { oneOf } from './run-options.js';
import { parseWholeNumber } from './whole-number.js';

interface FakeServerFlags {
  readonly port: string;
  readonly socket?: string;
  readonly protocol: string;
  readonly ttft: string;
  readonly itl: string;
  readonly jitter: string;
  readonly tokensPerChunk: string;
  readonly promptMsPerToken: string;
  readonly seed: string;
  readonly load: string;
  readonly fault?: string;
  readonly faultAfter: string;
  readonly toolCalls?: string;
  readonly llamaCpp?: boolean;
  readonly parallel?: string;
  readonly leak: string;
  readonly recall?: string;
  readonly cutAt?: string;
  readonly varies?: boolean;
}

const PROTOCOLS = ['openai', 'ollama'] as const;

/** `acode benchmark fake-server`: a model server that knows exactly when it sends what. */
export function addFakeServerCommand(parent: Command, context: CommandContext): void {
  parent
    .command('fake-server')
    .description('A server with a set schedule instead of a model: for trying things and checking figures.')
    .option('--port <port>', 'port of 127.0.0.1; 0 is a free one', '0')
    .option('--socket <path>', 'listen on this unix socket instead')
    .option('--protocol <name>', PROTOCOLS.join(' or '), 'openai')
    .option('--ttft <ms>', 'time to the first token', '50')
    .option('--itl <ms>', 'time between two tokens', '10')
    .option('--jitter <share>', 'disturbance of each gap, 0 to 1', '0')
    .option('--tokens-per-chunk <count>', 'tokens sent together', '1')
    .option('--prompt-ms-per-token <ms>', 'added to the first token for each token of the prompt', '0')
    .option('--seed <number>', 'seed of the jitter', '1')
    .option('--load <ms>', 'time to load the model', '0')
    .option('--fault <fault>', 'what goes wrong in every completion, such as reset:5; see below')
    .option('--fault-after <count>', 'completions that go well before; opening a target takes about six', '0')
    .option('--tool-calls <form>', `answer chats with a tool call: ${TOOL_CALL_FORMS.join(', ')}`)
    .option('--parallel <count>', 'answers worked on at once; further requests wait')
    .option('--leak <size>', 'memory that each answer takes for good, such as 1MiB', '0')
    .option('--recall <tokens>', 'answer "What is X?" from so many of the last tokens of the prompt')
    .option('--cut-at <tokens>', 'read only so many of the last tokens of a prompt, without a word')
    .option('--varies', 'never the same answer twice in a row')
    .option('--llama-cpp', "with llama-server's own endpoints and timings")
    .addHelpText(
      'after',
      `\nFaults, where it applies with the number of the event or the status:\n${describeFaults()}\n${EXAMPLE}`,
    )
    .action(async (flags: FakeServerFlags) => {
      const server = await startFakeServer(optionsOf(flags));
      context.stdout.write(`${server.url}\n`);
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      await server.close();
    });
}

const EXAMPLE =
  '\nExample:\n  acode benchmark fake-server --port 8099 --ttft 100 --itl 20 &\n  acode benchmark run -b streaming --model openai:fake-model@http://127.0.0.1:8099\n';

function optionsOf(flags: FakeServerFlags): FakeServerOptions {
  const protocol = oneOf(flags.protocol, PROTOCOLS, '--protocol');
  return {
    port: parseWholeNumber(flags.port, '--port', { min: 0, max: 65_535 }),
    ...(flags.socket === undefined ? {} : { socketPath: flags.socket }),
    schedule: scheduleOf(flags),
    loadMs: parseAmount(flags.load, '--load'),
    ollama: protocol === 'ollama',
    ...mannersOf(flags),
    faultAfter: parseWholeNumber(flags.faultAfter, '--fault-after', { min: 0, max: 1e9 }),
    ...(flags.fault === undefined ? {} : { fault: faultOf(flags.fault, protocol) }),
    ...(flags.toolCalls === undefined
      ? {}
      : { form: 'tool-calls', toolCallForm: oneOf(flags.toolCalls, TOOL_CALL_FORMS, '--tool-calls') }),
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

function faultOf(text: string, protocol: (typeof PROTOCOLS)[number]): NonNullable<FakeServerOptions['fault']> {
  const fault = namedFault(text, protocol === 'ollama' ? 'ndjson' : 'sse');
  if (fault !== undefined) return fault;
  const known = `Known: ${FAULT_NAMES.join(', ')}; reset, for one, may be written reset:5.`;
  throw usageError(`--fault does not know "${text}".`, didYouMean(text.replace(/:.*$/, ''), FAULT_NAMES) ?? known);
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

function parseAmount(text: string, option: string): number {
  const amount = Number(text);
  if (text.trim() !== '' && Number.isFinite(amount) && amount >= 0) return amount;
  throw usageError(`${option} must be a number of 0 or more, and is "${text}".`);
}
