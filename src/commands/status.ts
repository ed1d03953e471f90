import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { codeOf } from '../errors.js';
import { readHolder, type LockHolder } from '../orchestrator/lock.js';
import { statusFile, type RunStatusFile } from '../orchestrator/run-progress.js';
import { formatDuration } from '../report/format-value.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';

/** `acode benchmark status`: is a run going on, whose, how far. */
export function addStatusCommand(parent: Command, context: CommandContext): void {
  parent
    .command('status')
    .description('Whether a run is going on, whose it is and how far.')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText('after', '\nExamples:\n  acode benchmark status\n  watch acode benchmark status\n')
    .action(async (options: { json?: boolean; dataDir?: string }) => {
      const dataDir = dataDirOf(options, context);
      const holder = await readHolder(dataDir);
      const progress = holder === undefined ? undefined : await readProgress(dataDir, holder.runId);
      const { stdout } = context;
      if (options.json === true)
        stdout.write(
          `${JSON.stringify({ schema: 'acode-status/1', running: holder !== undefined, holder, progress }, null, 2)}\n`,
        );
      else stdout.write(holder === undefined ? 'No run is going on.\n' : statusText(holder, progress));
    });
}

async function readProgress(dataDir: string, runId: string): Promise<RunStatusFile | undefined> {
  try {
    const status = JSON.parse(await readFile(statusFile(dataDir), 'utf8')) as RunStatusFile;
    return status.runId === runId ? status : undefined;
  } catch (error) {
    // A run that is just starting or ending has none.
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function statusText(holder: LockHolder, progress: RunStatusFile | undefined): string {
  const lines = [`Run ${holder.runId} is going on (process ${holder.process.pid}, since ${holder.since}).`];
  if (progress !== undefined) {
    const { current, remainingMs } = progress;
    const left = remainingMs === undefined ? '' : `, about ${formatDuration(remainingMs)} left`;
    lines.push(
      `${progress.casesDone} of ${progress.caseCount} cases, ${Math.round(progress.fraction * 100)} % after ${formatDuration(progress.elapsedMs)}${left}.`,
    );
    if (current !== undefined)
      lines.push(
        `Now ${current.stage}: ${current.benchmark} on ${current.target}${current.iteration === undefined ? '' : `, iteration ${current.iteration + 1} of ${current.iterations}`}.`,
      );
  }
  return `${lines.join('\n')}\n`;
}
