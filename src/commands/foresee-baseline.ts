import { AcodeError, usageError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { METRIC_DEFS } from '../metrics/registry.js';
import { readEnvironment } from '../orchestrator/environment.js';
import type { Plan } from '../plan/plan.js';
import { describeDifference, forbiddingDifferences } from '../report/compare/comparable.js';
import { caseKey } from '../report/compare/comparison-side.js';
import {
  diffFingerprints,
  type FingerprintDifference,
  fingerprintFacts,
  fingerprintOfRun,
} from '../report/compare/fingerprint-diff.js';
import { acodeVersion } from '../version.js';
import { type NamedBaseline, pairTargets, type TargetPair } from './pair-targets.js';
import { readRecord } from './read-record.js';
import { resolveReference } from './run-reference.js';

/**
 * Refuses a run whose comparison with a baseline would be refused behind it, as far as that is known before: what only a
 * loaded model tells, such as the build of its backend, is compared at the end.
 * @throws AcodeError (usage) for a baseline that is not there or has nothing in common with the plan, and
 * (`NOT_COMPARABLE`) for one that is unlike.
 */
export async function foreseeBaseline(dataDir: string, baseline: string, plan: Plan): Promise<void> {
  const reference = await resolveReference(dataDir, baseline);
  const named: NamedBaseline = { reference, record: await readRecord(dataDir, reference.runId) };
  const names = plan.targets.map(({ name }) => name);
  for (const pair of pairTargets(names, named)) {
    refuseNothingInCommon(plan, pair, named);
    const differences = await knownDifferences(plan, pair, named);
    if (differences.length === 0) continue;
    throw new AcodeError({
      code: 'NOT_COMPARABLE',
      exitCode: EXIT.usage,
      message: `This run would not be like its baseline ${reference.runId}:\n${differences.map((each) => `  ${describeDifference(each)}`).join('\n')}`,
      hint: 'Measure without --baseline, then compare with --allow-different or set a new baseline: acode benchmark baseline set last',
    });
  }
}

function refuseNothingInCommon(plan: Plan, { ours, theirs }: TargetPair, { record }: NamedBaseline): void {
  const known = new Set(
    record.cases.filter(({ planned }) => planned.target === theirs).map(({ planned }) => caseKey(planned)),
  );
  if (plan.cases.some((planned) => planned.target === ours && known.has(caseKey(planned)))) return;
  throw usageError(
    `The baseline ${record.meta.runId} has none of the cases that this run would measure on ${ours}.`,
    `See what it has: acode benchmark show ${record.meta.runId}`,
  );
}

/** What is known of this run before a model is loaded and differs; what is not known yet is no difference. */
async function knownDifferences(
  plan: Plan,
  { ours, theirs }: TargetPair,
  { record }: NamedBaseline,
): Promise<FingerprintDifference[]> {
  const planned = plan.cases.filter(({ target }) => target === ours);
  const facts = fingerprintFacts({
    environment: await readEnvironment(acodeVersion()),
    metricDefs: METRIC_DEFS,
    target: { fingerprint: plan.targets.find(({ name }) => name === ours)?.fingerprint ?? '' },
    deterministic: plan.deterministic,
    benchmarkVersions: Object.fromEntries(
      planned.map(({ benchmark, benchmarkVersion }) => [benchmark, benchmarkVersion] as const),
    ),
  });
  const differences = diffFingerprints(fingerprintOfRun(record, theirs), facts);
  return forbiddingDifferences(differences, { unlikeModels: false }).filter(({ after }) => after !== undefined);
}
