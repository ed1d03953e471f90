import type { StoredAnswer } from '../../protocol/answer.js';
import type { Check, Verdict } from '../../protocol/verdict.js';
import { unansweredVerdict } from '../unanswered.js';
import { quoted } from '../text/finding.js';
import type { RoundTrip } from './round-trip.js';
import { coverageOf, PASS_SCORE, type Coverage, type ExplanationCriteria } from './key-facts.js';

/** Name and version of the grader. The version rises whenever it could judge an explanation otherwise. */
export const EXPLANATION_GRADER = { name: 'explanation', version: 2 } as const;

/** What was tried with an explained function, beside the explanation itself. */
export interface FunctionalChecks {
  readonly predictions: readonly Check[];
  /** Whether a function that was written from the explanation alone works; absent when none was written. */
  readonly roundTrip?: RoundTrip;
}

/**
 * Judges an explanation by its key facts. The functional checks stand beside it and are counted: they say how far the
 * model can work with what it explained, and never make a good explanation a bad one.
 */
export function gradeExplanation(
  criteria: ExplanationCriteria,
  answer: StoredAnswer,
  functional: FunctionalChecks,
): Verdict {
  const none = unansweredVerdict(answer, EXPLANATION_GRADER);
  if (none !== undefined) return none;
  const coverage = coverageOf(criteria, answer);
  const { roundTrip, predictions } = functional;
  const tried = roundTrip?.kind === 'tried' ? roundTrip : undefined;
  return {
    kind: coverage.score >= PASS_SCORE ? 'pass' : 'wrong-answer',
    grader: EXPLANATION_GRADER.name,
    graderVersion: EXPLANATION_GRADER.version,
    extracted: quoted(coverage.text),
    method: 'key-facts',
    why: `${whyOf(coverage, criteria)}${untriedText(roundTrip)}`,
    checks: [...coverage.checks, ...predictions, ...(tried === undefined ? [] : [tried.check])],
    score: coverage.score,
    counts: {
      facts: criteria.facts.length,
      factsFound: coverage.factsFound,
      falseClaims: coverage.claimed.length,
      predictions: predictions.length,
      predictionsRight: predictions.filter(({ passed }) => passed).length,
      ...(tried === undefined ? {} : { roundTrips: 1, roundTripsPassed: tried.check.passed ? 1 : 0 }),
    },
    ...(tried?.sandbox === undefined ? {} : { sandbox: tried.sandbox }),
  };
}

function whyOf({ score, factsFound, claimed, checks }: Coverage, { facts }: ExplanationCriteria): string {
  const [claim] = claimed;
  if (claim !== undefined)
    return `It says ${factsFound} of ${facts.length} key facts, and wrongly claims that ${claim}.`;
  const missing = checks.find(({ passed }) => !passed);
  const rest = missing === undefined ? '' : `; missing first: ${missing.name}`;
  const share = `${Math.round(score * 100)} %, of which ${Math.round(PASS_SCORE * 100)} % are needed`;
  return `It says ${factsFound} of ${facts.length} key facts (${share})${rest}.`;
}

function untriedText(roundTrip: RoundTrip | undefined): string {
  return roundTrip?.kind === 'untried' ? ` The code written from it was not tried: ${roundTrip.why}` : '';
}
