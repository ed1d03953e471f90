import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { AcodeError, codeOf, usageError } from '../errors.js';
import { readHolder } from '../orchestrator/lock.js';
import { listRunIds, runFolder } from '../orchestrator/run-folder.js';
import { formatRunList, type RunListEntry } from '../report/run-list.js';
import type { RunSummary } from '../report/run-summary.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { reportRun } from './report-run.js';
import { summaryFile } from './summary-file.js';
import { colorOf, widthOf } from './terminal.js';
import { parseWholeNumber } from './whole-number.js';

interface ResultsOptions {
  readonly last: string;
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark results`: the runs kept, newest first. */
export function addResultsCommand(parent: Command, context: CommandContext): void {
  parent
    .command('results')
    .description('The runs kept, newest first.')
    .option('--last <count>', 'at most so many', '20')
    .option('--from <date>', 'started at or after, as 2026-11-01 or 2026-11-01T12:00')
    .option('--to <date>', 'started before or at; a day counts to its end')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark results --last 5\n  acode benchmark results --from 2026-11-01 --to 2026-11-30 --json\n',
    )
    .action(async (options: ResultsOptions) => {
      const dataDir = dataDirOf(options, context);
      const entries = await listEntries(dataDir, options);
      const { stdout } = context;
      if (options.json === true)
        stdout.write(`${JSON.stringify({ schema: 'acode-results/1', runs: entries }, null, 2)}\n`);
      else
        stdout.write(
          entries.length === 0
            ? `No runs in ${dataDir}.\n`
            : formatRunList(entries, { width: widthOf(stdout), color: colorOf(stdout) }),
        );
    });
}

async function listEntries(dataDir: string, options: ResultsOptions): Promise<RunListEntry[]> {
  const last = parseWholeNumber(options.last, '--last', { min: 1, max: 1_000_000 });
  const fromMs = options.from === undefined ? Number.NEGATIVE_INFINITY : parseDate(options.from, '--from').startMs;
  const toMs = options.to === undefined ? Number.POSITIVE_INFINITY : parseDate(options.to, '--to').endMs;
  const wanted = (await listRunIds(dataDir)).filter((id) => {
    const startedMs = startOf(id);
    return startedMs >= fromMs && startedMs <= toMs;
  });
  const running = (await readHolder(dataDir))?.runId;
  const entries: RunListEntry[] = [];
  for (const id of wanted.toReversed().slice(0, last)) entries.push(await entryOf(dataDir, { id, running }));
  return entries;
}

async function entryOf(
  dataDir: string,
  { id, running }: { id: string; running: string | undefined },
): Promise<RunListEntry> {
  if (id === running) return { runId: id, status: 'running' };
  try {
    return { runId: id, ...(await summaryOf(dataDir, id)) };
  } catch (error) {
    if (error instanceof AcodeError) return { runId: id, status: 'unreadable', problem: error.message };
    throw error;
  }
}

async function summaryOf(dataDir: string, runId: string): Promise<Omit<RunListEntry, 'runId'>> {
  const folder = runFolder(dataDir, runId);
  const summary = (await readSummary(summaryFile(folder))) ?? (await reportRun(folder)).summary;
  const { status, createdAt, durationMs, suites, targets, counts } = summary;
  return {
    status: status === 'running' ? 'crashed' : status,
    createdAt,
    durationMs,
    suites,
    targets: targets.map((target: { readonly name: string }) => target.name),
    counts,
  };
}

/** The derived summary; one that is missing, torn or of a run that went on since is made anew from the journal. */
async function readSummary(file: string): Promise<RunSummary | undefined> {
  try {
    const summary = JSON.parse(await readFile(file, 'utf8')) as RunSummary;
    return summary.schema === 'acode-summary/1' && summary.status === 'completed' ? summary : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Start of a run, from its id. */
function startOf(runId: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)/.exec(runId) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

const DAY_MS = 86_400_000;

/** A day or a moment in local time. */
function parseDate(text: string, option: string): { startMs: number; endMs: number } {
  const day = /^\d{4}-\d\d-\d\d$/.test(text);
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text);
  const startMs = Date.parse(day ? `${text}T00:00` : text);
  if ((!day && !moment) || Number.isNaN(startMs))
    throw usageError(`${option} does not understand "${text}".`, 'Write a date as 2026-11-01 or 2026-11-01T12:00.');
  return { startMs, endMs: day ? startMs + DAY_MS - 1 : startMs };
}
