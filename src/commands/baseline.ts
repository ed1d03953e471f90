import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { DEFAULT_BASELINE, readBaselines, removeBaseline, setBaseline } from '../history/baselines.js';
import { listRunIds } from '../orchestrator/run-folder.js';
import { didYouMean } from '../plan/did-you-mean.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { refuseRunning } from './refuse-running.js';
import { resolveReference } from './run-reference.js';

interface BaselineOptions {
  readonly name?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark baseline`: names of runs to compare with. */
export function addBaselineCommand(parent: Command, context: CommandContext): void {
  const baseline = parent
    .command('baseline')
    .description('Names of runs to compare with; a baseline is never pruned.')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark baseline set last\n  acode benchmark baseline set last --name release-1\n  acode benchmark compare release-1 last\n',
    );
  addSet(baseline, context);
  addList(baseline, context);
  addRemove(baseline, context);
}

function addSet(baseline: Command, context: CommandContext): void {
  baseline
    .command('set')
    .description('Make a run a baseline, in the place of an earlier one of that name.')
    .argument('<run-id>', 'a run id, an unambiguous part of one, or last')
    .option('--name <name>', 'name of the baseline', DEFAULT_BASELINE)
    .option('--data-dir <folder>', 'where results are kept')
    .action(async (typed: string, options: BaselineOptions) => {
      const dataDir = dataDirOf(options, context);
      const { runId } = await resolveReference(dataDir, typed);
      await refuseRunning(dataDir, runId);
      const name = options.name ?? DEFAULT_BASELINE;
      await setBaseline(dataDir, { name, runId, setAt: new Date().toISOString() });
      context.stdout.write(`Baseline ${name} is run ${runId}.\n`);
    });
}

function addList(baseline: Command, context: CommandContext): void {
  baseline
    .command('list')
    .description('Every baseline.')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .action(async (options: BaselineOptions) => {
      const dataDir = dataDirOf(options, context);
      const present = new Set(await listRunIds(dataDir));
      const baselines = (await readBaselines(dataDir)).map((each) => ({ ...each, kept: present.has(each.runId) }));
      const lines = baselines.map(
        ({ name, runId, setAt, kept }) =>
          `${name.padEnd(20)}  ${runId}  set ${setAt}${kept ? '' : '  its run is not there any more'}\n`,
      );
      const text = lines.length === 0 ? 'No baselines.\n' : lines.join('');
      context.stdout.write(
        options.json === true ? `${JSON.stringify({ schema: 'acode-baselines/1', baselines }, null, 2)}\n` : text,
      );
    });
}

function addRemove(baseline: Command, context: CommandContext): void {
  baseline
    .command('rm')
    .description('Forget a baseline; its run stays.')
    .argument('[name]', 'name of the baseline', DEFAULT_BASELINE)
    .option('--data-dir <folder>', 'where results are kept')
    .action(async (name: string, options: BaselineOptions) => {
      const dataDir = dataDirOf(options, context);
      if (!(await removeBaseline(dataDir, name))) {
        const known = (await readBaselines(dataDir)).map((each) => each.name);
        throw usageError(
          `There is no baseline "${name}".`,
          didYouMean(name, known) ?? 'See: acode benchmark baseline list',
        );
      }
      context.stdout.write(`Baseline ${name} is forgotten.\n`);
    });
}
