import { usageError } from '../errors.js';
import type { RunRecord } from '../journal/run-record.js';
import { didYouMean } from '../plan/did-you-mean.js';
import { sidesOfRun, type ComparisonSide } from '../report/compare/comparison-side.js';
import { readRecord } from './read-record.js';
import { resolveReference, type RunReference } from './run-reference.js';

/** A side and the run it is from. */
export interface ChosenSide {
  readonly side: ComparisonSide;
  readonly record: RunRecord;
}

/** A run and the sides of it that were asked for. */
interface ChosenRun {
  readonly record: RunRecord;
  readonly sides: readonly ComparisonSide[];
}

/**
 * The sides that the user named: of each run the named target, its only one, or the one that all runs share; a single run
 * gives all its targets.
 * @throws AcodeError (usage) where that leaves a choice or fewer than two sides.
 */
export async function chooseSides(dataDir: string, typed: readonly string[]): Promise<ChosenSide[]> {
  const records = new Map<string, RunRecord>();
  const runs: ChosenRun[] = [];
  for (const each of typed) {
    const reference = await resolveReference(dataDir, each);
    const record = records.get(reference.runId) ?? (await readRecord(dataDir, reference.runId));
    records.set(reference.runId, record);
    runs.push(chooseTargets(record, reference));
  }
  const chosen = runs.length === 1 ? allOf(runs) : runs.map((run) => onlyOf(run, runs));
  if (chosen.length >= 2) return chosen;
  throw usageError(
    'A comparison needs two runs, or one run of two models.',
    'Name both: acode benchmark compare baseline last',
  );
}

function chooseTargets(record: RunRecord, { target }: RunReference): ChosenRun {
  const sides = sidesOfRun(record);
  if (target === undefined) return { record, sides };
  const found = sides.filter((side) => side.target === target);
  if (found.length > 0) return { record, sides: found };
  const known = sides.map((side) => side.target);
  throw usageError(
    `Run ${record.meta.runId} has no target "${target}".`,
    didYouMean(target, known) ?? `It has ${known.join(', ')}.`,
  );
}

function allOf(runs: readonly ChosenRun[]): ChosenSide[] {
  return runs.flatMap(({ record, sides }) => sides.map((side) => ({ side, record })));
}

/** The only side of a run, else the only one of a name that every run has. */
function onlyOf({ record, sides }: ChosenRun, runs: readonly ChosenRun[]): ChosenSide {
  const shared = sides.filter(({ target }) => runs.every((run) => run.sides.some((side) => side.target === target)));
  const [only, ...others] = sides.length === 1 ? sides : shared;
  if (only !== undefined && others.length === 0) return { side: only, record };
  throw usageError(
    `Run ${record.meta.runId} has ${sides.length} targets.`,
    `Name one: ${record.meta.runId}:${sides[0]?.target ?? ''}`,
  );
}
