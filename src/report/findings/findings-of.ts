import type { CaseSummary } from '../case-summary.js';
import { concurrencyKnee } from './concurrency-knee.js';
import type { Finding, FindingRule } from './finding.js';
import { interactive } from './interactive.js';
import { memoryUse } from './memory-use.js';
import { prefillCosts } from './prefill-costs.js';
import { repeatable } from './repeatable.js';
import { startCosts } from './start-costs.js';
import { streamQuality } from './stream-quality.js';
import { sustainedRate } from './sustained-rate.js';
import { thinking } from './thinking.js';
import { usableContext } from './usable-context.js';

/** Every rule, in the order in which a reader asks. A new one is a file of its own and a line here. */
const RULES: readonly FindingRule[] = [
  interactive,
  thinking,
  streamQuality,
  usableContext,
  prefillCosts,
  concurrencyKnee,
  memoryUse,
  startCosts,
  sustainedRate,
  repeatable,
];

/**
 * What a run says in plain sentences, target by target. Pure; what was not measured is not spoken of.
 */
export function findingsOf(cases: readonly CaseSummary[]): Finding[] {
  const targets = [...new Set(cases.map(({ target }) => target))];
  return targets.flatMap((target) => {
    const ofTarget = cases.filter((each) => each.target === target);
    return RULES.flatMap((rule) => rule(ofTarget)).map((finding) => ({ ...finding, target }));
  });
}
