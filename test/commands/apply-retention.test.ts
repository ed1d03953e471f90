import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { applyRetention } from '../../src/commands/apply-retention.js';
import type { CommandContext } from '../../src/commands/command-context.js';
import { addPruneCommand } from '../../src/commands/prune.js';
import { queryRuns } from '../../src/history/run-index.js';
import { dataFolder, layRun, summaryOf } from '../history/history-fixture.js';
import { verbIn } from './run-verb.js';

const OLD = '20200101-000000-aaaa';
const OLDER = '20190101-000000-bbbb';

function keeping(retention: string) {
  return verbIn({ env: {}, configuration: { configuration: { retention }, lineOf: () => undefined } });
}

/** A verb that only does what follows a run. */
function afterRun(ended: string) {
  return (parent: Command, context: CommandContext): void => {
    parent.command('ended').action(() => applyRetention(context.settings.dataDir, { context, ended }));
  };
}

describe('retention of the configuration', () => {
  it('deletes what is older after a run, says what, and leaves the run that has just ended', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    for (const id of [OLD, OLDER]) await layRun(dataDir, summaryOf(id));
    const long = await keeping('36500d')(afterRun(OLD), dataDir, ['ended']);
    expect(long.output).toBe('');
    expect(await queryRuns(dataDir, {})).toHaveLength(2);
    const short = await keeping('1s')(afterRun(OLD), dataDir, ['ended']);
    expect(short.output).toBe(`Deleted, because older than 1s: ${OLDER}.\n`);
    expect((await queryRuns(dataDir, {})).map(({ runId }) => runId)).toEqual([OLD]);
  });

  it('is what prune goes by, unless a flag says otherwise', async () => {
    await using folder = await dataFolder();
    const { dataDir } = folder;
    await layRun(dataDir, summaryOf(OLD));
    const prune = keeping('36500d');
    expect((await prune(addPruneCommand, dataDir, ['prune'])).output).toMatch(/^0 of 1 runs are older than 36500d/);
    expect((await prune(addPruneCommand, dataDir, ['prune', '--older-than', '1d'])).output).toMatch(
      /^1 of 1 runs is older than 1d: 1 would go/,
    );
  });
});
