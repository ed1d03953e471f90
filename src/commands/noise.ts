import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { noiseFloorsOf, noiseRecord, writeNoise, type NoiseRecord } from '../history/noise-floor.js';
import type { RunRecord } from '../journal/run-record.js';
import { describeDifference, forbiddingDifferences } from '../report/compare/comparable.js';
import { type ComparisonSide, sidesOfRun } from '../report/compare/comparison-side.js';
import { diffFingerprints } from '../report/compare/fingerprint-diff.js';
import { formatPercent } from '../report/compare/verdict-sentence.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { primaryMetricsIn } from './primary-metrics.js';
import { readRecord } from './read-record.js';
import { resolveReference } from './run-reference.js';

interface NoiseOptions {
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark noise`: how large a difference has to be on this machine to mean something. */
export function addNoiseCommand(parent: Command, context: CommandContext): void {
  parent
    .command('noise')
    .description('How large a difference must be on this machine to mean something. Comparisons use it from then on.')
    .argument('[runs...]', 'runs of the same target; of one run its halves are compared', ['last'])
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark noise last\n  acode benchmark noise 20261101-120000-k3f9 20261101-121000-x8d2 last\n',
    )
    .action(async (typed: readonly string[], options: NoiseOptions) => {
      const dataDir = dataDirOf(options, context);
      const records: RunRecord[] = [];
      for (const each of typed) {
        const { runId } = await resolveReference(dataDir, each);
        if (!records.some(({ meta }) => meta.runId === runId)) records.push(await readRecord(dataDir, runId));
      }
      const metrics = noiseFloorsOf(equalSides(records), primaryMetricsIn(records));
      if (Object.keys(metrics).length === 0) throw nothingToCompare();
      const noise = noiseRecord(records, { metrics, measuredAt: new Date().toISOString() });
      await writeNoise(dataDir, noise);
      context.stdout.write(options.json === true ? `${JSON.stringify(noise, null, 2)}\n` : noiseText(noise));
    });
}

/** One target per run; noise is only what is left when nothing else differs. */
function equalSides(records: readonly RunRecord[]): ComparisonSide[] {
  const sides = records.flatMap((record) => sidesOfRun(record).slice(0, 1));
  const [first, ...others] = sides;
  for (const other of others) {
    const differences = diffFingerprints(first?.fingerprint ?? [], other.fingerprint);
    const [forbidding] = forbiddingDifferences(differences, { unlikeModels: false });
    if (forbidding === undefined) continue;
    throw usageError(
      `${first?.label ?? ''} and ${other.label} did not measure the same: ${describeDifference(forbidding)}.`,
      'Name runs of the same model on this machine.',
    );
  }
  return sides;
}

function nothingToCompare(): Error {
  return usageError(
    'These runs have too few values in common to tell noise.',
    'Measure at least twice with 4 or more iterations: acode benchmark run --iterations 10',
  );
}

function noiseText({ metrics, runIds }: NoiseRecord): string {
  const head = `${'metric'.padEnd(18)}${'noise floor'.padStart(14)}${'detectable'.padStart(14)}${'from'.padStart(10)}`;
  const lines = Object.entries(metrics).map(
    ([id, { floor, detectable, comparisons }]) =>
      `${id.padEnd(18)}${formatPercent(floor).padStart(14)}${formatPercent(detectable).padStart(14)}${String(comparisons).padStart(10)}`,
  );
  const from = runIds.length === 1 ? 'the halves of one run' : `all pairs of ${runIds.length} runs`;
  return `${[head, ...lines].join('\n')}\n\nFrom ${from}. Smaller differences than the detectable are not believed.\n`;
}
