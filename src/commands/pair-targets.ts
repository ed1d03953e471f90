import { usageError } from '../errors.js';
import type { RunRecord } from '../journal/run-record.js';
import type { RunReference } from './run-reference.js';

/** What the user named as the baseline. */
export interface NamedBaseline {
  readonly reference: RunReference;
  readonly record: RunRecord;
}

/** Names of targets that are compared with each other. */
export interface TargetPair {
  readonly ours: string;
  readonly theirs: string;
}

/**
 * What of a run is compared with what of its baseline: the two targets where each has one, else every target that both have.
 * @throws AcodeError (usage) where that leaves nothing.
 */
export function pairTargets(ours: readonly string[], { reference, record }: NamedBaseline): TargetPair[] {
  const all = record.meta.plan.targets.map(({ name }) => name);
  const known = reference.target === undefined ? all : [reference.target];
  const [our, their] = [ours[0], known[0]];
  if (our !== undefined && their !== undefined && ours.length === 1 && known.length === 1)
    return [{ ours: our, theirs: their }];
  const shared = ours.filter((name) => known.includes(name));
  if (shared.length > 0) return shared.map((name) => ({ ours: name, theirs: name }));
  throw usageError(
    `The baseline ${reference.runId} (${known.join(', ')}) has no model of this run (${ours.join(', ')}).`,
    'Compare them by name: acode benchmark compare RUN:MODEL RUN:MODEL --allow-different',
  );
}
