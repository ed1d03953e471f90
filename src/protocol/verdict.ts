/** What a grader says about the stored answers of one sample. */

/**
 * How an answer did. `pass` alone is a pass. What follows it is the model's doing and counts against it; `invalid` is the
 * harness's own fault and `skipped` a missing tool chain or sandbox: both leave the denominator and are shown apart.
 */
export const VERDICTS = [
  'pass',
  'wrong-answer',
  'assertion',
  'exception',
  'syntax',
  'compile',
  'timeout',
  'memory',
  'output-limit',
  'no-code',
  'no-call',
  'malformed',
  'unparsed',
  'empty',
  'truncated',
  'limit',
  'tampered',
  'invalid',
  'skipped',
] as const;

export type VerdictKind = (typeof VERDICTS)[number];

/** One thing a grader looked at. */
export interface Check {
  readonly name: string;
  readonly passed: boolean;
  /** What was found, where that tells more than the name; at most some hundred characters. */
  readonly detail?: string;
}

/** A grader's whole judgement; plain data, kept in the journal beside the answers. */
export interface Verdict {
  readonly kind: VerdictKind;
  /** Name and version of the grader; a higher version may judge the same answer otherwise. */
  readonly grader: string;
  readonly graderVersion: number;
  /** What was read out of the answer, as it was compared; absent when nothing could be read. */
  readonly extracted?: string;
  /** How it was found, such as `native`, `last-fence`, `marked`. */
  readonly method?: string;
  /** The reason in one sentence. */
  readonly why: string;
  readonly checks: readonly Check[];
  /** Partial credit, 0 to 1, where the grader knows any. Never the headline. */
  readonly score?: number;
  /** Whether the lenient rules pass it; absent where a grader has none. */
  readonly lenient?: boolean;
  /** The stages reached, in order, where the grader has a funnel. */
  readonly stages?: readonly string[];
  /** Further numbers to be summed up over a benchmark, such as `coerced` or `expectedCalls`. */
  readonly counts?: Readonly<Record<string, number>>;
  /** What kept a program apart from this machine while it was judged, such as `A: bubblewrap`. */
  readonly sandbox?: string;
}
