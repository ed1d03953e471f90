import type { Command } from 'commander';
import { forgetRun } from '../history/run-index.js';
import { changeTags, readTags } from '../history/tags.js';
import { runFolder } from '../orchestrator/run-folder.js';
import { plainLine } from '../report/wrap-text.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { resolveRunName } from './run-reference.js';

interface TagOptions {
  readonly remove?: readonly string[];
  readonly note?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark tag`: tags and a note on a run. */
export function addTagCommand(parent: Command, context: CommandContext): void {
  parent
    .command('tag')
    .description('Tags and a note on a run; a tagged run is never pruned. Without any, shows what it has.')
    .argument('<run-id>', 'a run id, an unambiguous part of one, last, or a baseline')
    .argument('[tags...]', 'tags to add')
    .option('--remove <tags...>', 'tags to take away')
    .option('--note <text>', 'a note in the place of the present one; "" takes it away')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark tag last release-1 --note "before the new driver"\n  acode benchmark tag last --remove release-1\n',
    )
    .action(async (typed: string, tags: readonly string[], options: TagOptions) => {
      const dataDir = dataDirOf(options, context);
      const runId = await resolveRunName(dataDir, typed);
      const folder = runFolder(dataDir, runId);
      const { remove = [], note } = options;
      const asked = tags.length + remove.length > 0 || note !== undefined;
      const written = asked
        ? await changeTags(folder, { add: tags, remove, ...(note === undefined ? {} : { note }) })
        : await readTags(folder);
      if (asked) await forgetRun(dataDir, runId);
      const text = `Run ${runId}: ${written.tags.length === 0 ? 'no tags' : written.tags.join(', ')}${written.note === undefined ? '' : `\n${plainLine(written.note)}`}\n`;
      context.stdout.write(
        options.json === true ? `${JSON.stringify({ schema: 'acode-tags/1', runId, ...written }, null, 2)}\n` : text,
      );
    });
}
