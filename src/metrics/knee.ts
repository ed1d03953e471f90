/** Total rate of a model at one number of simultaneous requests. */
export interface LoadPoint {
  readonly slots: number;
  /** Tokens per second of all requests together. */
  readonly outTps: number;
}

/** Where more simultaneous requests stop to give more. */
export interface Knee {
  /** Simultaneous requests at which the two bounds cross; not a whole number. */
  readonly slots: number;
  /** The total rate behind it, in tokens per second. */
  readonly outTps: number;
  /** Whether the last step of the load still raised the rate, so that the real knee lies further on. */
  readonly stillRising: boolean;
}

/** A knee below this many slots is none: a second request at once already wins next to nothing. */
export const SERIAL_BELOW = 1.25;

/** A step that wins less than this share of what it would win without any contention has reached the ceiling. */
const RISING_SHARE = 0.1;

/**
 * The knee of a closed loop by asymptotic bounds: with N users the rate is at most N·X(1) and at most the highest rate
 * X_max, and these cross at N* = X_max / X(1). X(1) is the rate per user at the lowest load. Source: Denning and Buzen,
 * "The Operational Analysis of Queueing Network Models", ACM Computing Surveys 10 (1978). Undefined for fewer than two loads.
 */
export function findKnee(points: readonly LoadPoint[]): Knee | undefined {
  const ordered = points.filter(({ slots, outTps }) => slots > 0 && outTps > 0).toSorted((a, b) => a.slots - b.slots);
  const [first] = ordered;
  const last = ordered.at(-1);
  const beforeLast = ordered.at(-2);
  if (first === undefined || last === undefined || beforeLast === undefined) return undefined;
  const outTps = Math.max(...ordered.map((point) => point.outTps));
  const perUser = first.outTps / first.slots;
  const won = last.outTps / beforeLast.outTps - 1;
  const possible = last.slots / beforeLast.slots - 1;
  return { slots: outTps / perUser, outTps, stillRising: won > RISING_SHARE * possible };
}

/** The knee as a number of requests; behind {@link SERIAL_BELOW} a second one at once wins, so that it is two at least. */
export function wholeKnee({ slots }: Knee): number {
  return Math.max(2, Math.round(slots));
}
