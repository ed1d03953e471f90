import type { Command } from 'commander';
import { DEFAULT_SUITE } from '../../benchmarks/suites.js';
import { PLAN_DEFAULTS } from '../plan/defaults.js';
import { formatDuration } from '../report/format-value.js';
import type { DefaultEntries } from '../configuration/configuration.js';
import type { LoadedConfiguration } from '../configuration/load-configuration.js';
import { CONFIGURED_VARIABLES } from '../configuration/environment-defaults.js';
import { HTTP_TIMEOUTS } from '../providers/http/http-limits.js';
import type { CommandContext } from './command-context.js';
import { configuredDefaults } from './configured.js';

/** A setting in force and what decided it. */
interface Setting {
  readonly name: string;
  readonly value: string;
  readonly origin: string;
}

/** `acode benchmark config`: what is in force, and where each value came from. */
export function addConfigCommand(parent: Command, context: CommandContext): void {
  parent
    .command('config')
    .description('What is in force, and where each value came from. Flags of a command win over all of it.')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExamples:\n  acode benchmark config\n  acode benchmark config --config ci.yaml --json\n')
    .action((options: { json?: boolean }) => {
      const settings = settingsOf(context);
      const { stdout, configuration } = context;
      if (options.json === true) {
        const document = { schema: 'acode-config/1', file: configuration.file ?? null, settings };
        stdout.write(`${JSON.stringify(document, null, 2)}\n`);
        return;
      }
      const widths = [
        Math.max(...settings.map(({ name }) => name.length)),
        Math.max(...settings.map(({ value }) => value.length)),
      ];
      stdout.write(`Configuration file: ${configuration.file ?? 'none'}\n`);
      for (const { name, value, origin } of settings) {
        stdout.write(`${name.padEnd(widths[0] ?? 0)}  ${value.padEnd(Math.min(40, widths[1] ?? 0))}  ${origin}\n`);
      }
    });
}

function settingsOf(context: CommandContext): Setting[] {
  const { settings, configuration: loaded } = context;
  const { configuration } = loaded;
  const { defaults } = configuration;
  const counts = configuredDefaults(loaded);
  const fromFile = (...at: readonly string[]): string => {
    const line = loaded.lineOf(at);
    return line === undefined ? (loaded.file ?? '') : `${loaded.file}:${line}`;
  };
  const choose = (name: keyof DefaultEntries, configured: string | number | undefined, builtIn: string): Setting => ({
    name: `defaults.${name}`,
    value: configured === undefined ? builtIn : String(configured),
    origin:
      environmentOrigin(loaded, `defaults.${name}`) ??
      (configured === undefined ? 'built in' : fromFile('defaults', name)),
  });
  return [
    { name: 'dataDir', value: settings.dataDir, origin: ORIGINS[settings.dataDirOrigin] ?? fromFile('dataDir') },
    choose('suite', defaults?.suite, DEFAULT_SUITE),
    choose('model', defaults?.model, 'the smoke model'),
    choose('iterations', counts.iterations, String(PLAN_DEFAULTS.iterations)),
    choose('warmup', counts.warmup, String(PLAN_DEFAULTS.warmup)),
    choose('timeout', defaults?.timeout, formatDuration(PLAN_DEFAULTS.timeoutMs)),
    choose('seed', counts.seed, String(PLAN_DEFAULTS.seed)),
    ...limitSettings(loaded, fromFile),
    ...Object.entries(configuration.targets ?? {}).map(([name, { model }]) => ({
      name: `targets.${name}`,
      value: model,
      origin: fromFile('targets', name),
    })),
    ...Object.keys(configuration.suites ?? {}).map((name) => ({
      name: `suites.${name}`,
      value: 'a suite',
      origin: fromFile('suites', name),
    })),
    ...listed('thresholds', configuration.thresholds, fromFile),
    ...listed('slos', configuration.slos, fromFile),
    {
      name: 'retention',
      value: configuration.retention ?? '90d',
      origin: configuration.retention === undefined ? 'built in' : fromFile('retention'),
    },
  ];
}

/** Memory and time of a run, and how long requests to servers wait. */
function limitSettings(loaded: LoadedConfiguration, fromFile: (...at: readonly string[]) => string): Setting[] {
  const { limits, defaults } = loaded.configuration;
  const setting = (at: readonly string[], value: string | undefined, builtIn: string): Setting => ({
    name: at.join('.'),
    value: value ?? builtIn,
    origin: environmentOrigin(loaded, at.join('.')) ?? (value === undefined ? 'built in' : fromFile(...at)),
  });
  const { firstTokenMs, idleMs, totalMs } = HTTP_TIMEOUTS;
  const waits = limits?.timeouts;
  const former = limits?.memory === undefined ? defaults?.memoryLimit : undefined;
  return [
    former === undefined
      ? setting(['limits', 'memory'], limits?.memory, 'none')
      : { name: 'limits.memory', value: former, origin: fromFile('defaults', 'memoryLimit') },
    setting(['limits', 'budget'], limits?.budget, 'none'),
    setting(['limits', 'timeouts', 'firstToken'], waits?.firstToken, formatDuration(firstTokenMs)),
    setting(['limits', 'timeouts', 'idle'], waits?.idle, formatDuration(idleMs)),
    setting(['limits', 'timeouts', 'total'], waits?.total, formatDuration(totalMs)),
  ];
}

/** The members of a part of the file, as they stand there. */
function listed(
  part: string,
  members: Readonly<Record<string, string>> | undefined,
  fromFile: (...at: readonly string[]) => string,
): Setting[] {
  return Object.entries(members ?? {}).map(([name, value]) => ({
    name: `${part}.${name}`,
    value,
    origin: fromFile(part, name),
  }));
}

function environmentOrigin({ fromEnvironment }: LoadedConfiguration, setting: string): string | undefined {
  return fromEnvironment?.has(setting) === true ? CONFIGURED_VARIABLES[setting] : undefined;
}

const ORIGINS: Readonly<Record<string, string>> = { environment: 'ACODE_DATA_DIR', platform: 'built in' };
