import type { Command } from 'commander';
import { decideRunFates } from '../history/decide-run-fates.js';
import { deleteRun } from '../history/delete-run.js';
import { RETENTION_DAYS, type RetentionDecision } from '../history/retention.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { parseDuration } from './duration.js';

interface PruneOptions {
  readonly olderThan?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark prune`: deletes old runs, and shows which before. */
export function addPruneCommand(parent: Command, context: CommandContext): void {
  parent
    .command('prune')
    .description('Delete old runs; never a baseline, a tagged one or one that is going on. Shows them first.')
    .option(
      '--older-than <age>',
      `age from which runs go, such as 30d (default: the configuration's, else ${RETENTION_DAYS}d)`,
    )
    .option('--dry-run', 'show what would go (the default)')
    .option('--yes', 'delete them')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText('after', '\nExamples:\n  acode benchmark prune\n  acode benchmark prune --older-than 30d --yes\n')
    .action(async (options: PruneOptions & { readonly dryRun?: boolean }) => {
      const dataDir = dataDirOf(options, context);
      const olderThan = options.olderThan ?? context.configuration.configuration.retention ?? `${RETENTION_DAYS}d`;
      const maxAgeMs = parseDuration(olderThan, options.olderThan === undefined ? 'retention' : '--older-than');
      const decisions = await decideRunFates(dataDir, { maxAgeMs, nowMs: Date.now() });
      const going = decisions.filter(({ fate }) => fate === 'goes');
      const deleted = options.yes === true && options.dryRun !== true;
      if (deleted) for (const { runId } of going) await deleteRun(dataDir, runId);
      context.stdout.write(
        options.json === true
          ? `${JSON.stringify({ schema: 'acode-prune/1', deleted, runs: decisions.filter(({ fate }) => fate !== 'young') }, null, 2)}\n`
          : pruneText(decisions, { deleted, olderThan }),
      );
    });
}

function pruneText(
  decisions: readonly RetentionDecision[],
  { deleted, olderThan }: { readonly deleted: boolean; readonly olderThan: string },
): string {
  const going = decisions.filter(({ fate }) => fate === 'goes');
  const kept = decisions.filter(({ fate }) => fate !== 'goes' && fate !== 'young');
  const lines = [
    ...going.map(({ runId, ageDays }) => `  ${runId}  ${ageDays} days  ${deleted ? 'deleted' : 'would go'}`),
    ...kept.map(({ runId, ageDays, fate }) => `  ${runId}  ${ageDays} days  kept: ${fate}`),
  ];
  const old = going.length + kept.length;
  const fate = deleted ? 'deleted' : 'would go';
  const head = `${old} of ${decisions.length} runs ${old === 1 ? 'is' : 'are'} older than ${olderThan}: ${going.length} ${fate}, ${kept.length} kept.`;
  const next = going.length > 0 && !deleted ? ['Nothing is deleted yet; add --yes.'] : [];
  return `${[head, ...lines, ...next].join('\n')}\n`;
}
