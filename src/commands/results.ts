import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { queryRuns, reindex } from '../history/run-index.js';
import type { RunEntry, RunStatus } from '../history/run-entry.js';
import type { RunQuery } from '../history/run-query.js';
import { csvRow } from '../report/formats/csv-row.js';
import { formatRunList } from '../report/run-list.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { parseMoment } from './moment.js';
import { listRunIds } from '../orchestrator/run-folder.js';
import { oneOf } from './run-options.js';
import { colorOf, widthOf } from './terminal.js';
import { parseWholeNumber } from './whole-number.js';

interface ResultsOptions {
  readonly last?: string;
  readonly from?: string;
  readonly to?: string;
  readonly model?: string;
  readonly suite?: string;
  readonly benchmark?: string;
  readonly status?: string;
  readonly tag?: string;
  readonly json?: boolean;
  readonly ndjson?: boolean;
  readonly csv?: boolean;
  readonly dataDir?: string;
}

const STATUSES: readonly RunStatus[] = ['completed', 'interrupted', 'failed', 'running', 'crashed', 'unreadable'];

/** `acode benchmark results`: the runs kept, newest first. */
export function addResultsCommand(parent: Command, context: CommandContext): void {
  parent
    .command('results')
    .description('The runs kept, newest first.')
    .option('--last <count>', `at most so many (default: all, and ${SHOWN} for people where nothing is asked for)`)
    .option('--from <date>', 'started at or after: 2026-11-01, 2026-11-01T12:00, yesterday, 30d')
    .option('--to <date>', 'started before or at; a day counts to its end')
    .option('--model <text>', 'part of the name of a target or its model')
    .option('--suite <name>', 'of this suite')
    .option('--benchmark <name>', 'with this benchmark')
    .option('--status <status>', STATUSES.join(', '))
    .option('--tag <tag>', 'with this tag')
    .option('--json', 'print one JSON document')
    .option('--ndjson', 'print one JSON line a run')
    .option('--csv', 'print CSV')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark results --last 5\n  acode benchmark results --from 30d --suite quick --json\n',
    )
    .action(async (options: ResultsOptions) => {
      refuseTwoForms(options);
      const dataDir = dataDirOf(options, context);
      const query = queryOf(options);
      const entries = await queryRuns(dataDir, query);
      context.stdout.write(render(entries, options, context.stdout) ?? (await nothingText(dataDir)));
      if (isCutShort(options)) context.stdout.write(await restText(dataDir, entries.length));
    });
}

/** Runs that are listed for people who ask for none in particular; who asks gets all that fit. */
const SHOWN = 20;

/** A program that reads the runs is to miss none, and somebody who asks for a month neither. */
function isCutShort(options: ResultsOptions): boolean {
  return Object.keys(options).every((name) => name === 'dataDir');
}

/** That there are more runs than the list shows; empty where there are not. */
async function restText(dataDir: string, shown: number): Promise<string> {
  const { length } = await listRunIds(dataDir);
  return length <= shown
    ? ''
    : `The newest ${shown} of ${length} runs; all of them: acode benchmark results --last ${length}\n`;
}

async function nothingText(dataDir: string): Promise<string> {
  const { length } = await listRunIds(dataDir);
  if (length === 0) return `There are no runs in ${dataDir}.\n`;
  return `None of the ${length} runs in ${dataDir} fits.\n`;
}

/** `acode benchmark reindex`: the list of runs made anew. */
export function addReindexCommand(parent: Command, context: CommandContext): void {
  parent
    .command('reindex')
    .description('Make the index of the runs anew from the runs themselves.')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText('after', '\nExample:\n  acode benchmark reindex\n')
    .action(async (options: { dataDir?: string }) => {
      const { entries } = await reindex(dataDirOf(options, context));
      context.stdout.write(`${entries.length} runs indexed.\n`);
    });
}

function refuseTwoForms({ json, ndjson, csv }: ResultsOptions): void {
  if ([json, ndjson, csv].filter((each) => each === true).length > 1)
    throw usageError('--json, --ndjson and --csv cannot be combined.', 'Choose one of them.');
}

function queryOf(options: ResultsOptions): RunQuery {
  const { last, model, suite, benchmark, status, tag } = options;
  return {
    ...(last === undefined ? {} : { last: parseWholeNumber(last, '--last', { min: 1, max: 1_000_000 }) }),
    ...(isCutShort(options) ? { last: SHOWN } : {}),
    ...spanOf(options, Date.now()),
    ...(model === undefined ? {} : { model }),
    ...(suite === undefined ? {} : { suite }),
    ...(benchmark === undefined ? {} : { benchmark }),
    ...(status === undefined ? {} : { status: oneOf(status, STATUSES, '--status') }),
    ...(tag === undefined ? {} : { tag }),
  };
}

function spanOf({ from, to }: ResultsOptions, nowMs: number): Pick<RunQuery, 'fromMs' | 'toMs'> {
  const fromMs = from === undefined ? undefined : parseMoment(from, '--from', nowMs).startMs;
  const toMs = to === undefined ? undefined : parseMoment(to, '--to', nowMs).endMs;
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs)
    throw usageError(`--from ${from} lies behind --to ${to}.`, 'Exchange the two.');
  return { ...(fromMs === undefined ? {} : { fromMs }), ...(toMs === undefined ? {} : { toMs }) };
}

/** The list in the form asked for; undefined when there is nothing to show to a person. */
function render(entries: readonly RunEntry[], options: ResultsOptions, stdout: NodeJS.WriteStream): string | undefined {
  if (options.json === true) return `${JSON.stringify({ schema: 'acode-results/1', runs: entries }, null, 2)}\n`;
  if (options.ndjson === true) return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  if (options.csv === true) return [CSV_HEAD, ...entries.map(csvCells)].map((cells) => csvRow(cells)).join('');
  return entries.length === 0 ? undefined : formatRunList(entries, { width: widthOf(stdout), color: colorOf(stdout) });
}

const CSV_HEAD = [
  'runId',
  'status',
  'createdAt',
  'durationMs',
  'suites',
  'benchmarks',
  'targets',
  'models',
  'completed',
  'failed',
  'timedOut',
  'skipped',
  'interrupted',
  'outstanding',
  'tags',
  'note',
];

const CSV_COUNTS = ['completed', 'failed', 'timedOut', 'skipped', 'interrupted', 'outstanding'] as const;

function csvCells(entry: RunEntry): string[] {
  const { runId, status, createdAt, durationMs, suites, benchmarks, targets, models, counts, tags, note } = entry;
  return [
    runId,
    status,
    createdAt ?? '',
    String(durationMs ?? ''),
    ...[suites, benchmarks, targets, models].map((list) => list.join(' ')),
    ...CSV_COUNTS.map((count) => String(counts?.[count] ?? '')),
    tags.join(' '),
    note ?? '',
  ];
}
