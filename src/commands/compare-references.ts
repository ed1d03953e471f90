import { AcodeError, usageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { equalRuns } from '../history/equal-runs.js';
import { type EqualRuns, runSpreads } from '../history/run-spreads.js';
import { applicableFloors, readNoise } from '../history/noise-floor.js';
import { describeDifference, forbiddingDifferences } from '../report/compare/comparable.js';
import { rankSides, type Ranking } from '../report/compare/compare-many.js';
import { compareSides, type Comparison, type ComparisonRules } from '../report/compare/compare-runs.js';
import { DEFAULT_THRESHOLD } from '../report/compare/evidence.js';
import { pairFront } from '../report/compare/pair-front.js';
import type { ParetoFront } from '../report/compare/pareto-front.js';
import { diffFingerprints } from '../report/compare/fingerprint-diff.js';
import type { CommandContext } from './command-context.js';
import { chooseSides, type ChosenSide } from './compare-sides.js';
import { configuredThresholds, parseThresholds, typedThresholds } from './compare-thresholds.js';
import { primaryMetricsIn } from './primary-metrics.js';

/** What a user may say of a comparison beside the runs. */
export interface CompareRequest {
  readonly context: CommandContext;
  readonly dataDir: string;
  /** As typed; those of the configuration come before. */
  readonly thresholds: readonly string[];
  readonly allowDifferent: boolean;
}

/** Two sides compared, or three and more ranked. `against` are the comparisons whose baseline is the first side. */
export type Compared =
  | {
      readonly kind: 'pair';
      readonly pair: Comparison;
      /** Which of two unlike models to choose; absent for two runs of one. */
      readonly front?: ParetoFront;
      readonly against: readonly Comparison[];
    }
  | { readonly kind: 'ranking'; readonly ranking: Ranking; readonly against: readonly Comparison[] };

/**
 * Compares runs as the user named them; the first is the baseline.
 * @throws AcodeError (usage) for names that fit nothing, and (`NOT_COMPARABLE`) for unlike runs.
 */
export async function compareReferences(typed: readonly string[], request: CompareRequest): Promise<Compared> {
  const { context, dataDir, thresholds, allowDifferent } = request;
  const configured = configuredThresholds(context.configuration.configuration.thresholds);
  const tolerances = parseThresholds([...configured, ...typedThresholds(thresholds)]);
  const chosen = await chooseSides(dataDir, typed);
  refuseSame(chosen);
  if (!allowDifferent) refuseUnlike(chosen, typed);
  const records = chosen.map(({ record }) => record);
  const environments = records.map(({ meta }) => meta.environment);
  const noiseFloors = applicableFloors(await readNoise(dataDir), environments);
  const primaryMetrics = primaryMetricsIn(records);
  const spreads = runSpreads(await historiesOf(dataDir, chosen), primaryMetrics);
  return compareChosen(chosen, { primaryMetrics, ...tolerances, noiseFloors, runSpreads: spreads });
}

/** Equal runs of every side that is unlike those before it; none of the compared runs is among them. */
async function historiesOf(dataDir: string, chosen: readonly ChosenSide[]): Promise<EqualRuns[]> {
  const except = chosen.map(({ side }) => side.runId);
  const unlike = chosen.filter(
    ({ side }, index) =>
      !chosen.slice(0, index).some((earlier) => {
        const differences = diffFingerprints(earlier.side.fingerprint, side.fingerprint);
        return forbiddingDifferences(differences, { unlikeModels: false }).length === 0;
      }),
  );
  const histories: EqualRuns[] = [];
  for (const { side } of unlike) histories.push(await equalRuns(dataDir, side, except));
  return histories;
}

function compareChosen(chosen: readonly ChosenSide[], rules: ComparisonRules): Compared {
  const sides = chosen.map(({ side }) => side);
  const [before, after, ...others] = sides;
  if (before === undefined || after === undefined) throw new TypeError('a comparison needs two sides');
  if (others.length === 0) {
    const pair = compareSides(before, after, rules);
    const front = pairFront(pair, rules.threshold ?? DEFAULT_THRESHOLD);
    return { kind: 'pair', pair, against: [pair], ...(front === undefined ? {} : { front }) };
  }
  const ranking = rankSides(sides, rules);
  return { kind: 'ranking', ranking, against: ranking.pairs.filter((pair) => pair.before === before) };
}

/** A run that is compared with itself is found unchanged, whatever it measured; among several it only stands twice. */
function refuseSame([first, second, ...others]: readonly ChosenSide[]): void {
  if (first === undefined || second === undefined || others.length > 0) return;
  if (first.side.runId !== second.side.runId || first.side.target !== second.side.target) return;
  throw usageError(
    `${first.side.label} would be compared with itself.`,
    'Name two runs: acode benchmark results lists them.',
  );
}

/** Unlike runs say nothing about each other, whatever their numbers (METRICS, Comparing two runs, 1). */
function refuseUnlike(chosen: readonly ChosenSide[], typed: readonly string[]): void {
  const [first, ...others] = chosen;
  if (first === undefined) return;
  for (const other of others) {
    const unlikeModels = other.record === first.record;
    const differences = diffFingerprints(first.side.fingerprint, other.side.fingerprint);
    const forbidding = forbiddingDifferences(differences, { unlikeModels });
    if (forbidding.length === 0) continue;
    throw new AcodeError({
      code: 'NOT_COMPARABLE',
      exitCode: EXIT.usage,
      message: `${first.side.label} and ${other.side.label} are not alike:\n${forbidding.map((each) => `  ${describeDifference(each)}`).join('\n')}`,
      hint: `Compare them all the same: acode benchmark compare ${typed.join(' ')} --allow-different`,
    });
  }
}
