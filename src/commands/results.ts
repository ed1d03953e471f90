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
import { oneOf } from './run-options.js';
import { colorOf, widthOf } from './terminal.js';
import { parseWholeNumber } from './whole-number.js';

interface ResultsOptions {
  readonly last: string;
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
    .option('--last <count>', 'at most so many', '20')
    .option('--from <date>', 'started at or after: 2026-11-01, 2026-11-01T12:00, yesterday, 30d')
    .option('--to <date>', 'started before or at; a day counts to its end')
    .option('--model <text>', "part of a target's name")
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
      const entries = await queryRuns(dataDir, queryOf(options));
      context.stdout.write(render(entries, options, context.stdout) ?? `No such runs in ${dataDir}.\n`);
    });
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
  const { from, to, model, suite, benchmark, status, tag } = options;
  const nowMs = Date.now();
  return {
    last: parseWholeNumber(options.last, '--last', { min: 1, max: 1_000_000 }),
    ...(from === undefined ? {} : { fromMs: parseMoment(from, '--from', nowMs).startMs }),
    ...(to === undefined ? {} : { toMs: parseMoment(to, '--to', nowMs).endMs }),
    ...(model === undefined ? {} : { model }),
    ...(suite === undefined ? {} : { suite }),
    ...(benchmark === undefined ? {} : { benchmark }),
    ...(status === undefined ? {} : { status: oneOf(status, STATUSES, '--status') }),
    ...(tag === undefined ? {} : { tag }),
  };
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
  'targets',
  'completed',
  'failed',
  'tags',
  'note',
];

function csvCells({ runId, status, createdAt, durationMs, suites, targets, counts, tags, note }: RunEntry): string[] {
  const failed = counts === undefined ? '' : String(counts.failed + counts.timedOut);
  const completed = counts === undefined ? '' : String(counts.completed);
  const lists = [suites, targets].map((list) => list.join(' '));
  return [
    runId,
    status,
    createdAt ?? '',
    String(durationMs ?? ''),
    ...lists,
    completed,
    failed,
    tags.join(' '),
    note ?? '',
  ];
}
