import { AcodeError, codeOf, usageError } from '../errors.js';
import { listForeign, readForeign } from '../history/foreign-results.js';
import { didYouMean } from '../plan/did-you-mean.js';
import { compareForeign } from '../report/compare/compare-foreign.js';
import { foreignToJson } from '../report/compare/compare-json.js';
import { formatForeign } from '../report/compare/format-foreign.js';
import { importForeign } from '../report/import/import-foreign.js';
import { chooseSides } from './compare-sides.js';
import { readImportFile } from './read-import-file.js';
import { colorOf, widthOf } from './terminal.js';

/**
 * A run beside a result of another tool: a file, or the name that `import` gave one.
 * @throws AcodeError (usage) for several runs and for names that fit nothing.
 */
export async function compareWithFile(
  typed: readonly string[],
  {
    dataDir,
    named,
    json,
    stdout,
  }: { readonly dataDir: string; readonly named: string; readonly json: boolean; readonly stdout: NodeJS.WriteStream },
): Promise<string> {
  const [run, ...others] = typed;
  if (run === undefined || others.length > 0)
    throw usageError('--with takes one run.', 'Such as: acode benchmark compare last --with llama-bench.json');
  const results = (await readForeign(dataDir, named)) ?? importForeign(await readText(dataDir, named));
  const [chosen] = await chooseSides(dataDir, [run, run]);
  if (chosen === undefined) throw new TypeError('a run has a side');
  const comparison = compareForeign(chosen.side, results);
  return json
    ? `${JSON.stringify(foreignToJson(comparison), null, 2)}\n`
    : formatForeign(comparison, { width: widthOf(stdout), color: colorOf(stdout) });
}

async function readText(dataDir: string, named: string): Promise<string> {
  try {
    return await readImportFile(named);
  } catch (error) {
    if (!(error instanceof AcodeError) || codeOf(error.cause) !== 'ENOENT') throw error;
    const known = await listForeign(dataDir);
    const hint = didYouMean(named, known) ?? (known.length === 0 ? undefined : `Imported: ${known.join(', ')}.`);
    throw usageError(`${named} is neither a file nor an imported result.`, hint);
  }
}
