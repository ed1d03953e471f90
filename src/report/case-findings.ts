import type { CaseSummary } from './case-summary.js';
import { formatShare, formatValue } from './format-value.js';

/** What is said once about all cases that a rule finds, and what to do about it. */
interface FindingRule {
  readonly code: string;
  /** Without its end: the cases follow behind a colon. */
  readonly sentence: string;
  readonly remedy: string;
}

/** A rule that holds for a case, with what is particular about it there. */
export interface Finding {
  readonly rule: FindingRule;
  readonly subject: CaseSummary;
  readonly detail: string;
}

/** Bounds of the rules (METRICS: validity). */
const LIMITS = Object.freeze({
  /** How far the client's rate may lie from the engine's, as a share. */
  rateDisagreement: 0.1,
  /** A process that sleeps may lose some pages of its start to swap without any harm. */
  swappedBytes: 16 * 1024 * 1024,
  /** Each reads at least a page; weights that do not fit fault by the ten thousand. */
  majorFaults: 1_000,
  /** Share of the machine's CPU time that others may use. */
  otherCpuShare: 0.2,
  /** Iterations below which the interval of a median says little. */
  fewIterations: 10,
  /** A client late by so many milliseconds, and by this share of the time to the first token, may have moved it. */
  loopDelayMs: 2,
  loopDelayShare: 0.1,
});

/** A rule and how to look for it: the detail where it holds, else undefined. */
interface Check extends FindingRule {
  readonly look: (subject: CaseSummary) => string | undefined;
}

const CHECKS: readonly Check[] = [
  {
    code: 'request-errors',
    sentence: 'Requests failed; the numbers are of the others alone',
    remedy: 'Read the failures in the export, and compare no speed of runs whose error rates differ.',
    look: ({ errors }) => {
      const classes = Object.entries(errors.byClass).map(([name, count]) => `${count} ${name}`);
      return errors.failed === 0 ? undefined : `${errors.failed} of ${errors.attempted} failed: ${classes.join(', ')}`;
    },
  },
  {
    code: 'rates-disagree',
    sentence: 'The rates of client and engine are more than 10 % apart',
    remedy:
      'Below about 20 ms per token the way from the engine to the client counts; else look for a proxy that buffers, or an engine that counts other tokens.',
    look: (subject) => rateDisagreements(subject),
  },
  labelCheck('cache-contaminated', {
    sentence: 'Prompts that were to be read cold came from the cache in part; they are left out of cold statistics',
    remedy: 'Switch the prompt cache of the server off.',
  }),
  labelCheck('truncated', {
    sentence: 'The backend cut the prompt; such requests are left out of all statistics that the prompt is part of',
    remedy: 'Give the model a larger context, or measure shorter prompts.',
  }),
  labelCheck('short', {
    sentence: 'Answers ended before the requested length; they are left out of the decode rates',
    remedy: 'Use a backend that can ignore the end of sequence, or ask for fewer tokens.',
  }),
  {
    code: 'not-deterministic',
    sentence: 'The same prompt got another answer in a deterministic run',
    remedy:
      'Give the server one slot and no batching, switch its prompt cache and speculative decoding off, and look whether it obeys seed and temperature 0.',
    look: ({ repeated }) =>
      repeated === undefined || repeated.different === 0
        ? undefined
        : `${repeated.different} of ${repeated.compared} answers`,
  },
  {
    code: 'estimated-tokens',
    sentence: 'Token counts are estimates, because the backend gives none; rates over them are marked with ~',
    remedy: 'Use a server that reports its token usage.',
    look: ({ tokenSources }) => (tokenSources.includes('estimate') ? 'estimated' : undefined),
  },
  {
    code: 'swapped',
    sentence: "The machine was short of memory: a part of the model's was swapped out or read from the disk again",
    remedy: 'Close other programs, or measure a smaller model or a shorter context.',
    look: (subject) => memoryPressure(subject),
  },
  {
    code: 'contended-machine',
    sentence: 'Other programs used the machine meanwhile',
    remedy: 'Close them and measure again.',
    look: (subject) => contention(subject),
  },
  {
    code: 'client-limited',
    sentence: 'The measuring process itself was late, which may have moved the times',
    remedy: 'Close other programs, or lower the number of requests in flight.',
    look: ({ caseMetrics, metrics }) => {
      const delayMs = caseMetrics['harness.loopDelayP99']?.value ?? 0;
      const ttftMs = metrics['ttft']?.p50;
      const late = delayMs > LIMITS.loopDelayMs && ttftMs !== undefined && delayMs > LIMITS.loopDelayShare * ttftMs;
      return late ? `loop delay ${formatValue(delayMs, 'ms')}` : undefined;
    },
  },
  {
    code: 'few-iterations',
    sentence: `Fewer than ${LIMITS.fewIterations} iterations were measured, so the intervals are wide`,
    remedy: `Measure more: --iterations ${LIMITS.fewIterations}.`,
    look: ({ iterations: { measured } }) =>
      measured === 0 || measured >= LIMITS.fewIterations ? undefined : String(measured),
  },
  {
    code: 'outliers',
    sentence: 'Some values lie far from the others; they are part of all numbers',
    remedy: 'Look for something that ran now and then beside the measurement, and prefer the median to the mean.',
    look: ({ metrics }) => {
      const found = Object.entries(metrics).filter(([id, { outliers }]) => JUDGED_FOR_OUTLIERS.has(id) && outliers > 0);
      return found.length === 0
        ? undefined
        : found.map(([id, { outliers, n }]) => `${id} ${outliers} of ${n}`).join(', ');
    },
  },
];

/** The metrics people read; outliers of queue times or diagnostics would drown them. */
const JUDGED_FOR_OUTLIERS: ReadonlySet<string> = new Set(['ttft', 'e2el', 'decodeTps', 'prefillTps']);

const RATE_PAIRS = [
  ['decodeTps', 'decodeTpsServer'],
  ['prefillTps', 'prefillTpsServer'],
] as const;

/** Everything the rules find in one case, in the order of the rules. */
export function caseFindings(subject: CaseSummary): Finding[] {
  return CHECKS.flatMap(({ look, ...rule }) => {
    const detail = look(subject);
    return detail === undefined ? [] : [{ rule, subject, detail }];
  });
}

/** A rule about a label that takes requests out of some statistics. */
function labelCheck(label: string, rule: Omit<FindingRule, 'code'>): Check {
  return {
    code: label,
    ...rule,
    look: ({ labels, errors }) => {
      const count = labels[label] ?? 0;
      return count === 0 ? undefined : `${count} of ${errors.attempted} requests`;
    },
  };
}

/** How much other programs used the machine, or undefined when it was little. */
export function contention({ otherCpuShare: share }: CaseSummary): string | undefined {
  return share === undefined || share <= LIMITS.otherCpuShare ? undefined : `${formatShare(share)} of the CPU`;
}

/** What shows that the machine was short of memory, or undefined when nothing does. */
export function memoryPressure({ swappedBytes = 0, majorFaults = 0 }: CaseSummary): string | undefined {
  const found = [
    ...(swappedBytes < LIMITS.swappedBytes ? [] : [`${formatValue(swappedBytes, 'bytes')} in swap`]),
    ...(majorFaults < LIMITS.majorFaults ? [] : [`${majorFaults} page faults that read the disk`]),
  ];
  return found.length === 0 ? undefined : found.join(', ');
}

function rateDisagreements({ metrics }: CaseSummary): string | undefined {
  const found = RATE_PAIRS.flatMap(([client, engine]) => {
    const [ours, theirs] = [metrics[client]?.p50, metrics[engine]?.p50];
    if (ours === undefined || theirs === undefined || theirs === 0) return [];
    if (Math.abs(ours / theirs - 1) <= LIMITS.rateDisagreement) return [];
    return [`${client} ${formatValue(ours, 'tok/s')}, ${engine} ${formatValue(theirs, 'tok/s')}`];
  });
  return found.length === 0 ? undefined : found.join(', ');
}
