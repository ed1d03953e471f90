import type { CaseSummary } from '../case-summary.js';

/** One plain sentence that answers a question, with the numbers it rests on. */
export interface Finding {
  /** Stable, in kebab case. */
  readonly code: string;
  /** Name of the target it is about. */
  readonly target: string;
  readonly sentence: string;
  /** The measured values behind the sentence, one line each. */
  readonly evidence: readonly string[];
}

/** A finding before its target is known. */
export type TargetFinding = Omit<Finding, 'target'>;

/** Looks at all cases of one target. */
export type FindingRule = (cases: readonly CaseSummary[]) => TargetFinding[];

/** The measured cases of a benchmark, in the plan's order. */
export function casesOf(cases: readonly CaseSummary[], benchmark: string): CaseSummary[] {
  return cases
    .filter((each) => each.benchmark === benchmark && each.iterations.measured > 0)
    .toSorted((a, b) => a.ordinal - b.ordinal);
}

/** The median of a metric, or the number of the whole case with that name. */
export function valueOf({ metrics, caseMetrics }: CaseSummary, id: string): number | undefined {
  return caseMetrics[id]?.value ?? metrics[id]?.p50;
}

/** A numeric parameter of a case. */
export function parameterOf({ parameters }: CaseSummary, name: string): number | undefined {
  const value = parameters[name];
  return typeof value === 'number' ? value : undefined;
}
