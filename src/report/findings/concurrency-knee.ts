import { SATURATED_REASON } from '../../journal/records.js';
import { findKnee, type Knee, SERIAL_BELOW, wholeKnee } from '../../metrics/knee.js';
import type { CaseSummary } from '../case-summary.js';
import { formatShare, formatValue } from '../format-value.js';
import { boundsText } from './bounds-text.js';
import { casesOf, parameterOf, valueOf, type TargetFinding } from './finding.js';

/** This share of the requests has to keep the service levels for a load to count as served. */
const GOOD_SHARE = 0.95;

/** Where more requests at once stop to give more, and how many users are still served well. */
export function concurrencyKnee(cases: readonly CaseSummary[]): TargetFinding[] {
  const loads = casesOf(cases, 'concurrent').flatMap((subject) => {
    const slots = parameterOf(subject, 'slots');
    const outTps = valueOf(subject, 'outTps');
    return slots === undefined || outTps === undefined ? [] : [{ slots, outTps, subject }];
  });
  const knee = findKnee(loads);
  if (knee === undefined) return [];
  const most = Math.max(...loads.map(({ slots }) => slots));
  const evidence = [
    ...loads.map(({ slots, outTps, subject }) => loadEvidence(slots, outTps, subject)),
    ...leftOut(cases),
  ];
  const sentence = knee.stillRising
    ? `The knee lies beyond ${most} slots: the total rate still rises.`
    : kneeSentence(knee);
  return [{ code: 'concurrency-knee', sentence, evidence }, ...servedUsers(loads)];
}

/** The loads that were not measured because a lower one had reached the highest rate. */
function leftOut(cases: readonly CaseSummary[]): string[] {
  const skipped = cases.filter(({ reason }) => reason?.code === SATURATED_REASON);
  const slots = skipped.flatMap((subject) => parameterOf(subject, 'slots') ?? []).toSorted((a, b) => a - b);
  return slots.length === 0 ? [] : [`${slots.join(', ')} at once: left out, since the rate no longer rose`];
}

function kneeSentence(knee: Knee): string {
  const { slots, outTps } = knee;
  const rate = formatValue(outTps, 'tok/s');
  if (slots < SERIAL_BELOW) {
    return `Requests at once win next to nothing: the total rate is at most ${rate}, and one alone gets ${formatValue(outTps / slots, 'tok/s')}.`;
  }
  return `The knee is at ${wholeKnee(knee)} slots: more requests at once hardly raise the total rate, which is at most ${rate}.`;
}

/** Served is what lies below the first load that is not. */
function servedUsers(loads: readonly { readonly slots: number; readonly subject: CaseSummary }[]): TargetFinding[] {
  const judged = loads
    .flatMap(({ slots, subject }) => {
      const share = subject.caseMetrics['goodFraction']?.value;
      return share === undefined ? [] : [{ slots, share, subject }];
    })
    .toSorted((a, b) => a.slots - b.slots);
  const [first] = judged;
  if (first === undefined) return [];
  const missed = judged.findIndex(({ share }) => share < GOOD_SHARE);
  const last = missed === -1 ? judged.at(-1) : judged[missed - 1];
  const levels = `the service levels (${boundsText(first.subject)})`;
  return [
    {
      code: 'served-users',
      sentence:
        last === undefined
          ? `No measured number of users keeps ${levels}.`
          : `Up to ${last.slots} ${last.slots === 1 ? 'user' : 'users at once'} ${last.slots === 1 ? 'is' : 'are'} served within ${levels}.`,
      evidence: judged.map(({ slots, share }) => `${slots} at once: ${formatShare(share)} of the requests are good`),
    },
  ];
}

function loadEvidence(slots: number, outTps: number, subject: CaseSummary): string {
  const perUser = subject.metrics['tpot'];
  const pace = perUser === undefined ? '' : `, ${formatValue(1_000 / perUser.p50, 'tok/s')} for each`;
  return `${slots} at once: ${formatValue(outTps, 'tok/s')} in total${pace}`;
}
