import type { CaseSummary } from '../case-summary.js';
import { formatShare, formatValue } from '../format-value.js';
import { casesOf, parameterOf, valueOf, type TargetFinding } from './finding.js';
import { boundsText } from './bounds-text.js';

/** This share of the requests has to keep the service levels. */
const GOOD_SHARE = 0.95;

/** A hidden code is found reliably when at least this share of the attempts finds it. */
const RELIABLE_SHARE = 0.8;

/** A depth of the context and what happened there. */
interface Depth {
  /** Of the context that was asked for. */
  readonly tokens: number;
  /** Tokens of the prompt that the backend read; absent when it read them all. */
  readonly cutTo?: number;
  readonly subject: CaseSummary;
  readonly usable: boolean;
  readonly needleShare: number | undefined;
}

/** How far the context can be filled, by the service levels of the cases and by what the model finds again in it. */
export function usableContext(cases: readonly CaseSummary[]): TargetFinding[] {
  const depths = casesOf(cases, 'context-window')
    .flatMap((subject) => depthOf(subject))
    .toSorted((a, b) => a.tokens - b.tokens);
  const [first] = depths;
  if (first === undefined) return [];
  return [bySpeed(depths, first.subject), ...byNeedle(depths)];
}

function depthOf(subject: CaseSummary): Depth[] {
  const used = valueOf(subject, 'contextTokens');
  const asked = parameterOf(subject, 'contextTokens');
  const tokens = used ?? asked;
  if (tokens === undefined) return [];
  const needleShare = subject.metrics['needleHit']?.mean;
  if ((subject.labels['truncated'] ?? 0) > 0 && used !== undefined) {
    return [{ ...cutDepth(subject, used), subject, usable: false, needleShare }];
  }
  const goodShare = subject.serviceLevels === undefined ? 1 : (subject.caseMetrics['goodFraction']?.value ?? 0);
  const usable = subject.errors.failed === 0 && goodShare >= GOOD_SHARE;
  return [{ tokens: Math.round(tokens), subject, usable, needleShare }];
}

/** The prompt that was asked for is what was read over the share that it is of it. */
function cutDepth(subject: CaseSummary, used: number): { tokens: number; cutTo: number } {
  const output = parameterOf(subject, 'outputTokens') ?? 0;
  const cutTo = Math.round(used - output);
  const share = valueOf(subject, 'promptFidelity') ?? 1;
  return { tokens: Math.round(cutTo / share + output), cutTo };
}

/** Usable is what lies below the first depth that is not. */
function bySpeed(depths: readonly Depth[], subject: CaseSummary): TargetFinding {
  const broken = depths.findIndex(({ usable }) => !usable);
  const last = broken === -1 ? depths.at(-1) : depths[broken - 1];
  const bounds = boundsText(subject);
  const evidence = depths.map((depth) => evidenceOf(depth));
  if (last === undefined) {
    return { code: 'usable-context', sentence: `No measured context keeps this: ${bounds}.`, evidence };
  }
  const next = depths[broken];
  const beyond =
    next === undefined ? ', the longest that was measured' : `, and not at ${next.tokens} tokens${cutOf(next)}`;
  return {
    code: 'usable-context',
    sentence: `The context is usable up to ${last.tokens} tokens${beyond}: ${bounds}.`,
    evidence,
  };
}

function byNeedle(depths: readonly Depth[]): TargetFinding[] {
  const tried = depths.filter(({ needleShare }) => needleShare !== undefined);
  if (tried.length === 0) return [];
  const missed = tried.findIndex(({ needleShare = 0 }) => needleShare < RELIABLE_SHARE);
  const last = missed === -1 ? tried.at(-1) : tried[missed - 1];
  return [
    {
      code: 'needle',
      sentence:
        last === undefined
          ? 'The model does not reliably find a code that is hidden in its prompt, however short the prompt is.'
          : `The model finds a code that is hidden in its prompt up to ${last.tokens} tokens.`,
      evidence: tried.map(({ tokens, needleShare = 0 }) => `${tokens} tokens: found in ${formatShare(needleShare)}`),
    },
  ];
}

function cutOf({ cutTo }: Depth): string {
  return cutTo === undefined ? '' : `, of which the backend reads only ${cutTo} of the prompt`;
}

function evidenceOf(depth: Depth): string {
  const { tokens, subject, usable, cutTo } = depth;
  const { ttft, tpot } = subject.metrics;
  const numbers = [
    ...(cutTo === undefined ? [] : [`cut to ${cutTo} tokens of prompt`]),
    ...(ttft === undefined ? [] : [`ttft ${formatValue(ttft.p50, 'ms')}`]),
    ...(tpot === undefined ? [] : [`tpot ${formatValue(tpot.p50, 'ms/token')}`]),
    ...(subject.errors.failed === 0 ? [] : [`${subject.errors.failed} of ${subject.errors.attempted} failed`]),
  ];
  return `${tokens} tokens: ${numbers.join(', ')}${usable ? '' : ' (not usable)'}`;
}
