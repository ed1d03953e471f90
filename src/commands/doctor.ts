import type { Command } from 'commander';
import picocolors from 'picocolors';
import { BENCHMARKS } from '../../benchmarks/registry.js';
import { EXIT } from '../exit-codes.js';
import { GRADER_ENTRY } from '../process-entries.js';
import { plainLine, wrapText } from '../report/wrap-text.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import type { Diagnosis } from './doctor/diagnosis.js';
import { diagnoseGraders } from './doctor/graders.js';
import { diagnoseMachine } from './doctor/machine.js';
import { diagnoseSandboxes } from './doctor/sandboxes.js';
import { listenForInterrupts } from './interrupts.js';
import { colorOf, widthOf } from './terminal.js';

interface DoctorOptions {
  readonly graders: boolean;
  readonly allowUnsandboxed?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark doctor`: what this machine has, and whether the graders judge right. */
export function addDoctorCommand(parent: Command, context: CommandContext): void {
  parent
    .command('doctor')
    .description('Check this machine: runtime, data folder, tool chains, sandbox, and every grader on known answers.')
    .option('--no-graders', 'leave out the self-test of the graders, which takes a minute or two')
    .option('--allow-unsandboxed', 'try the code grader without a sandbox where there is none: at your risk')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText('after', '\nExample:\n  acode benchmark doctor\n')
    .action(async (options: DoctorOptions) => {
      const diagnoses = await diagnose(options, context);
      context.stdout.write(options.json === true ? jsonOf(diagnoses) : textOf(diagnoses, context.stdout));
      context.setExitCode(diagnoses.some(({ status }) => status === 'broken') ? EXIT.failedCases : EXIT.ok);
    });
}

async function diagnose(options: DoctorOptions, context: CommandContext): Promise<Diagnosis[]> {
  using interrupts = listenForInterrupts(context.stderr);
  const machine = await diagnoseMachine(context.settings, dataDirOf(options, context));
  context.stderr.write('Trying to break out of the sandboxes …\n');
  const sandboxes = await diagnoseSandboxes(process.env);
  if (!options.graders) return [...machine, ...sandboxes];
  const graders = await diagnoseGraders({
    graderEntry: GRADER_ENTRY,
    benchmarks: BENCHMARKS,
    allowUnsandboxed: options.allowUnsandboxed ?? false,
    signal: interrupts.signal,
    onBenchmark: (name) => context.stderr.write(`Trying the grader of ${name} …\n`),
  });
  return [...machine, ...sandboxes, ...graders];
}

function jsonOf(diagnoses: readonly Diagnosis[]): string {
  return `${JSON.stringify({ schema: 'acode-doctor/1', diagnoses }, null, 2)}\n`;
}

function textOf(diagnoses: readonly Diagnosis[], stdout: NodeJS.WriteStream): string {
  const colors = picocolors.createColors(colorOf(stdout));
  const marks = { fine: colors.green('✓'), missing: colors.yellow('!'), broken: colors.red('✗') };
  const width = widthOf(stdout);
  const lines = diagnoses.flatMap(({ name, status, detail, remedy }) => {
    const [first = '', ...rest] = wrapText(plainLine(`${name}: ${detail}`), { width: width - 2 });
    const advice = remedy === undefined ? [] : wrapText(plainLine(`→ ${remedy}`), { width: width - 4, indent: '  ' });
    return [`${marks[status]} ${first}`, ...rest.map((line) => `  ${line}`), ...advice.map((line) => `  ${line}`)];
  });
  return `${lines.join('\n')}\n`;
}
