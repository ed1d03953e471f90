import { AcodeError } from '../errors.js';
import { runFolder } from '../orchestrator/run-folder.js';
import { forbiddingDifferences } from '../report/compare/comparable.js';
import { diffFingerprints, fingerprintFacts, type FingerprintFact } from '../report/compare/fingerprint-diff.js';
import type { RunSummary } from '../report/run-summary.js';
import type { EqualRuns } from './run-spreads.js';
import { readSummary } from './read-summary.js';
import { queryRuns } from './run-index.js';

/** One target of one run. */
export interface RunTarget {
  readonly runId: string;
  readonly target: string;
}

/** So many of the newest summaries are looked at, a few milliseconds each. */
const LOOKS = 80;

/**
 * The completed runs among the newest that measured the very same as `like` (its model, method and machine), oldest first and without
 * those in `except`. Runs that cannot be read are passed over; `results` names them.
 * @throws AcodeError where the run of `like` itself cannot be read.
 */
export async function equalRuns(dataDir: string, like: RunTarget, except: readonly string[]): Promise<EqualRuns> {
  const own = await readSummary(runFolder(dataDir, like.runId));
  const facts = factsOf(own, like.target);
  const benchmarks = new Set(own.cases.map(({ benchmark }) => benchmark));
  const entries = await queryRuns(dataDir, { status: 'completed' });
  const candidates = entries.filter(
    (entry) =>
      !except.includes(entry.runId) &&
      entry.targets.includes(like.target) &&
      entry.benchmarks.some((benchmark) => benchmarks.has(benchmark)),
  );
  const summaries: RunSummary[] = [];
  for (const { runId } of candidates.slice(0, LOOKS)) {
    const summary = await readableSummary(dataDir, runId);
    if (summary !== undefined && isEqual(facts, factsOf(summary, like.target))) summaries.push(summary);
  }
  return { target: like.target, summaries: summaries.toReversed() };
}

function isEqual(facts: readonly FingerprintFact[], others: readonly FingerprintFact[]): boolean {
  return forbiddingDifferences(diffFingerprints(facts, others), { unlikeModels: false }).length === 0;
}

function factsOf(summary: RunSummary, target: string): FingerprintFact[] {
  return fingerprintFacts({
    environment: summary.environment,
    metricDefs: summary.metricDefs,
    target: summary.targets.find(({ name }) => name === target) ?? { fingerprint: '' },
  });
}

async function readableSummary(dataDir: string, runId: string): Promise<RunSummary | undefined> {
  try {
    return await readSummary(runFolder(dataDir, runId));
  } catch (error) {
    if (error instanceof AcodeError) return undefined;
    throw error;
  }
}
