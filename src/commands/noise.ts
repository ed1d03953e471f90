import type { Command } from 'commander';
import { usageError } from '../errors.js';
import { forgetNoise, noiseFloorsOf, noiseRecord, writeNoise, type NoiseRecord } from '../history/noise-floor.js';
import { noiseGrade } from '../history/noise-grade.js';
import type { RunRecord } from '../journal/run-record.js';
import { exitCodeOf } from '../orchestrator/run-ending.js';
import { describeDifference, forbiddingDifferences } from '../report/compare/comparable.js';
import { type ComparisonSide, sidesOfRun } from '../report/compare/comparison-side.js';
import { DEFAULT_THRESHOLD } from '../report/compare/evidence.js';
import { diffFingerprints } from '../report/compare/fingerprint-diff.js';
import { formatPercent } from '../report/compare/verdict-sentence.js';
import { formatDuration } from '../report/format-value.js';
import { runDurationMs } from '../report/run-duration.js';
import { cutText, wrapText } from '../report/wrap-text.js';
import type { CommandContext } from './command-context.js';
import { dataDirOf } from './data-dir.js';
import { listenForInterrupts } from './interrupts.js';
import { primaryMetricsIn } from './primary-metrics.js';
import { readRecord } from './read-record.js';
import { refuseImported } from './refuse-imported.js';
import { repeatRun } from './repeat-run.js';
import { resolveReference } from './run-reference.js';
import { widthOf } from './terminal.js';
import { parseWholeNumber } from './whole-number.js';

interface NoiseOptions {
  readonly repeat?: string;
  readonly forget?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `acode benchmark noise`: how large a difference has to be on this machine to mean something. */
export function addNoiseCommand(parent: Command, context: CommandContext): void {
  parent
    .command('noise')
    .description('How large a difference must be on this machine to mean something. Comparisons use it from then on.')
    .argument('[runs...]', 'runs of the same target; of one run alone its halves are compared', ['last'])
    .option('--repeat <n>', 'first measure the first of these runs so many times more, one run each')
    .option('--forget', 'forget what was stored; comparisons go by the kept runs again')
    .option('--json', 'print one JSON document')
    .option('--data-dir <folder>', 'where results are kept')
    .addHelpText(
      'after',
      '\nExamples:\n  acode benchmark noise last --repeat 5\n  acode benchmark noise 20261101-120000-k3f9 20261101-121000-x8d2 last\n',
    )
    .action(async (typed: readonly string[], options: NoiseOptions) => {
      const dataDir = dataDirOf(options, context);
      if (options.forget === true) {
        context.stdout.write((await forgetNoise(dataDir)) ? FORGOTTEN : NOTHING_STORED);
        return;
      }
      const named: RunRecord[] = [];
      for (const each of typed) {
        const { runId } = await resolveReference(dataDir, each);
        if (!named.some(({ meta }) => meta.runId === runId)) named.push(await readRecord(dataDir, runId));
      }
      const repeated = options.repeat === undefined ? [] : await repeatFirst(named, { options, dataDir, context });
      if (repeated === undefined) return;
      const records = [...named, ...repeated];
      const metrics = noiseFloorsOf(equalSides(records), primaryMetricsIn(records));
      if (Object.keys(metrics).length === 0) throw nothingToCompare();
      const noise = noiseRecord(records, { metrics, measuredAt: new Date().toISOString() });
      await writeNoise(dataDir, noise);
      context.stdout.write(
        options.json === true
          ? `${JSON.stringify({ ...noise, ...gradeOf(noise) }, null, 2)}\n`
          : noiseText(noise, widthOf(context.stdout)),
      );
    });
}

function gradeOf({ metrics }: NoiseRecord): { readonly grade?: string } {
  const grade = noiseGrade(metrics)?.grade;
  return grade === undefined ? {} : { grade };
}

/** More would only sharpen what is known by then. */
const MOST_REPETITIONS = 100;

/** The runs made for it; undefined, and an exit code, where the user interrupted them. */
async function repeatFirst(
  [first]: readonly RunRecord[],
  { options, dataDir, context }: { options: NoiseOptions; dataDir: string; context: CommandContext },
): Promise<RunRecord[] | undefined> {
  const times = parseWholeNumber(options.repeat ?? '', '--repeat', { min: 1, max: MOST_REPETITIONS });
  if (first === undefined) return [];
  const { runId } = first.meta;
  await refuseImported(dataDir, runId);
  using interrupts = listenForInterrupts(context.stderr);
  const records: RunRecord[] = [];
  for (let time = 1; time <= times; time += 1) {
    const { outcome, record } = await repeatRun(first, { context, dataDir, signal: interrupts.signal });
    if (outcome.status !== 'completed') {
      context.stderr.write(
        `acode: run ${outcome.runId} ended early; what was measured is kept, and the noise is as it was.\n`,
      );
      context.setExitCode(exitCodeOf(outcome));
      return undefined;
    }
    records.push(record);
    context.stderr.write(`${outcome.runId}: ${time} of ${times}, ${formatDuration(runDurationMs(record))}\n`);
  }
  return records;
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

const FORGOTTEN = 'The noise floors are forgotten; comparisons go by the kept runs again.\n';
const NOTHING_STORED = 'No noise floors are stored.\n';

function noiseText({ metrics, runIds }: NoiseRecord, width: number): string {
  const head = `${'metric'.padEnd(18)}${'noise floor'.padStart(14)}${'detectable'.padStart(14)}${'from'.padStart(10)}`;
  const lines = Object.entries(metrics).map(
    ([id, { floor, detectable, comparisons }]) =>
      `${id.padEnd(18)}${formatPercent(floor).padStart(14)}${formatPercent(detectable).padStart(14)}${String(comparisons).padStart(10)}`,
  );
  const from =
    runIds.length === 1
      ? 'From the halves of one run, which show nothing of what differs from run to run: name several equal runs, or measure them with --repeat.'
      : `From all pairs of ${runIds.length} runs.`;
  const notes = [
    ...gradeSentences(metrics),
    `${from} Stored for this machine: comparisons believe no smaller difference than the detectable one, until other runs are named or it is forgotten (noise --forget).`,
  ];
  const wrapped = notes.flatMap((note) => wrapText(note, { width, indent: '  ' }));
  return `${[head, ...lines.map((line) => cutText(line, width)), '', ...wrapped].join('\n')}\n`;
}

function gradeSentences(metrics: NoiseRecord['metrics']): string[] {
  const found = noiseGrade(metrics);
  if (found === undefined) return [];
  switch (found.grade) {
    case 'quiet':
      return [
        `The machine is quiet: no noise is above the threshold of comparisons, ${formatPercent(DEFAULT_THRESHOLD)}.`,
      ];
    case 'restless':
      return [
        `The machine is restless: a change of ${found.metric} counts only from ${formatPercent(found.detectable)} on.`,
      ];
    case 'noisy':
      return [
        `The machine is noisy, or the runs are not equal: a change of ${found.metric} counts only from ${formatPercent(found.detectable)} on. Where something was changed between these runs, name others.`,
      ];
  }
}
