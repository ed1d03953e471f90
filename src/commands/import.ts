import { createHash } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { AcodeError, codeOf, messageOf } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { foreignDir } from '../history/foreign-results.js';
import { writeDocument } from '../history/read-document.js';
import { isFullDisk } from '../journal/level-store.js';
import { readRun } from '../journal/load-run.js';
import { makeFolder } from '../make-folder.js';
import { readEnvironment } from '../orchestrator/environment.js';
import { runFolder, runFolderAt, runsDir, type RunFolder } from '../orchestrator/run-folder.js';
import { environmentFingerprint } from '../protocol/environment.js';
import type { ForeignResult } from '../report/import/foreign-result.js';
import { importForeign } from '../report/import/import-foreign.js';
import { importRun, type ImportedRun } from '../report/import/import-run.js';
import { refusal } from '../report/import/refusal.js';
import { sameRun, writeRun } from '../report/import/write-run.js';
import { plainLine } from '../report/wrap-text.js';
import { acodeVersion } from '../version.js';
import { makeBuildingFolder } from './building-folder.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { writeImportMark, type ImportMark } from './import-mark.js';
import { readImportFile } from './read-import-file.js';
import { refuseRunning } from './refuse-running.js';
import { reportRun } from './report-run.js';
import { shellCommand, type PlaceFlags } from './shell-command.js';

/** `acode benchmark import`: a run or another tool's result from a file. */
export function addImportCommand(parent: Command, context: CommandContext): void {
  parent
    .command('import')
    .description("A run from another machine, or another tool's result. A damaged file is refused whole.")
    .argument(
      '<file>',
      'our JSON or NDJSON export, or a result of llama-bench, vllm bench serve or AIPerf; - is standard input',
    )
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark import run.json\n  llama-bench -m model.gguf -o json > llama.json && acode benchmark import llama.json\n',
    )
    .action(async (file: string, options: { dataDir?: string }) => {
      const flags: PlaceFlags = { config: context.configFlag, dataDir: options.dataDir };
      const place: KeepingPlace = { dataDir: dataDirOf(options, context), flags };
      const text = await readImportFile(file);
      const digest = createHash('sha256').update(text).digest('hex');
      const run = importRun(text);
      const said =
        run === undefined
          ? await keepForeign(place, { results: importForeign(text), digest })
          : await keepRun(place, { run, digest });
      context.stdout.write(said);
    });
}

/** Where results are kept, and how the user named it, if at all. */
interface KeepingPlace {
  readonly dataDir: string;
  readonly flags: PlaceFlags;
}

/** Builds the run beside its place and moves it there whole, so that an import that is cut off leaves nothing. */
async function keepRun(
  { dataDir, flags }: KeepingPlace,
  { run, digest }: { readonly run: ImportedRun; readonly digest: string },
): Promise<string> {
  const { unknown } = run;
  const { runId } = run.record.meta;
  const folder = runFolder(dataDir, runId);
  if (await exists(folder.dir)) return keptBefore(dataDir, { folder, run });
  const machine = await machineOf(run);
  try {
    await buildRun(dataDir, { run, digest, machine });
  } catch (error) {
    if (error instanceof AcodeError) throw error;
    // Another import of the run was faster.
    if (TAKEN.has(codeOf(error) ?? '') && (await exists(folder.dir))) return keptBefore(dataDir, { folder, run });
    throw cannotKeep(dataDir, error);
  }
  const from = machine === 'other' ? ', measured on another machine' : '';
  const show = shellCommand(['acode', 'benchmark', 'show', runId], flags);
  return `Imported  ${runId}${from}\n${unknown.map((each) => `          ${each}\n`).join('')}Show      ${show}\n`;
}

/** What renaming a folder to one with something in it is called, by the system. */
const TAKEN: ReadonlySet<string> = new Set(['ENOTEMPTY', 'EEXIST']);

async function buildRun(
  dataDir: string,
  {
    run,
    digest,
    machine,
  }: { readonly run: ImportedRun; readonly digest: string; readonly machine: ImportMark['machine'] },
): Promise<void> {
  const { record, unknown } = run;
  const { runId } = record.meta;
  await makeFolder(runsDir(dataDir), { mode: 0o700 });
  const building = runFolderAt(await makeBuildingFolder(dataDir), runId);
  try {
    await writeRun(building.journalDir, record);
    const importedAt = new Date().toISOString();
    const mark = { schema: 'acode-import/1', importedAt, machine, sourceDigest: digest, unknown } as const;
    await writeImportMark(building, mark);
    // Its summary is kept with it, as that of a run that was measured here: nobody waits for it at the first export.
    await reportRun(building);
    await rename(building.dir, runFolder(dataDir, runId).dir);
  } finally {
    await rm(building.dir, { recursive: true, force: true });
  }
}

function cannotKeep(dataDir: string, cause: unknown): AcodeError {
  return new AcodeError({
    code: 'CANNOT_WRITE',
    exitCode: isFullDisk(cause) ? EXIT.io : EXIT.cannotWrite,
    message: `Nothing can be kept in ${dataDir}: ${messageOf(cause)}.`,
    hint: 'Name another folder with --data-dir.',
    cause,
  });
}

/** The same run twice is one run; another one under its id is not touched. */
async function keptBefore(
  dataDir: string,
  { folder, run }: { readonly folder: RunFolder; readonly run: ImportedRun },
): Promise<string> {
  await refuseRunning(dataDir, folder.runId);
  // An event stream holds less than a journal, so that it can neither add to a kept run nor prove it different.
  if (run.form === 'ndjson' || sameRun(await readRun(folder.journalDir), run.record))
    return `Run ${folder.runId} is kept already; nothing was changed.\n`;
  throw refusal(
    `Run ${folder.runId} is kept already and is not the same: one of the two was resumed, is a part only, or was changed by hand.`,
    `Delete the one that is kept (acode benchmark delete ${folder.runId}), or import this one into another folder with --data-dir.`,
  );
}

async function machineOf({ record, form }: ImportedRun): Promise<ImportMark['machine']> {
  if (form === 'ndjson') return 'unknown';
  const here = environmentFingerprint(await readEnvironment(acodeVersion()));
  return environmentFingerprint(record.meta.environment) === here ? 'this' : 'other';
}

async function keepForeign(
  { dataDir, flags }: KeepingPlace,
  { results, digest }: { readonly results: readonly ForeignResult[]; readonly digest: string },
): Promise<string> {
  const tool = results[0]?.tool ?? 'foreign';
  const file = path.join(foreignDir(dataDir), `${tool}-${digest.slice(0, 12)}.json`);
  await makeFolder(path.dirname(file), { mode: 0o700 }).catch((error: unknown) => {
    throw cannotKeep(dataDir, error);
  });
  const document = { schema: 'acode-foreign/1', sourceDigest: digest, results };
  await writeDocument(file, document);
  const omitted = new Map(results.flatMap((each) => each.omitted.map(({ name, reason }) => [name, reason] as const)));
  const name = path.basename(file, '.json');
  return [
    ...results.map((each) => [each.tool, each.model, describe(each)].map(plainLine).join('  ')),
    ...[...omitted].map(([metric, reason]) => `left out  ${metric}: ${reason}`),
    `Kept      ${file}`,
    `Compare   ${shellCommand(['acode', 'benchmark', 'compare', 'last', '--with', name], flags)}`,
    '',
  ].join('\n');
}

function describe({ parameters, metrics }: ForeignResult): string {
  const at = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
  const values = Object.entries(metrics).map(([id, each]) => `${id} (${each.length})`);
  return [...at, ...values].join(' · ');
}

async function exists(dir: string): Promise<boolean> {
  try {
    await stat(dir);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}
