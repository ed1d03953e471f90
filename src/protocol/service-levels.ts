/** What a request has to keep to be good. A bound that is absent is always kept. */
export interface ServiceLevels {
  /** Longest time to the first token, in milliseconds. */
  readonly ttftMs?: number;
  /** Longest time per output token behind the first, in milliseconds. */
  readonly tpotMs?: number;
}
