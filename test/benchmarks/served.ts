import type { FakeServer } from '../../src/providers/fake-server/fake-server.js';
import { median } from '../../src/statistics/quantiles.js';

/** What a fake server really did for one completion, by its own clock. */
export interface ServedRequest {
  readonly arrivedMs: number;
  /** Moments of its writes of tokens, in order, and how many tokens they held. */
  readonly writes: readonly { readonly ms: number; readonly tokens: number }[];
}

/** Every completion from request number `from` on that got tokens, in the order of arrival. */
export function served(server: FakeServer, from = 0): ServedRequest[] {
  return server.requests().flatMap(({ arrivedMs }, number) => {
    const writes = server.writes().filter(({ request }) => request === number);
    return number < from || writes.length === 0 ? [] : [{ arrivedMs, writes }];
  });
}

/** From the arrival to the first write, in milliseconds. */
export function servedTtftMs({ arrivedMs, writes }: ServedRequest): number {
  return (writes[0]?.ms ?? NaN) - arrivedMs;
}

/** Tokens per second behind the first write. */
export function servedDecodeTps({ writes }: ServedRequest): number {
  const behindFirst = writes.slice(1).reduce((sum, { tokens }) => sum + tokens, 0);
  return (behindFirst / ((writes.at(-1)?.ms ?? NaN) - (writes[0]?.ms ?? NaN))) * 1_000;
}

/** Tokens per second of requests together, from the first arrival to the last write. */
export function servedOutTps(requests: readonly ServedRequest[]): number {
  const tokens = requests.flatMap(({ writes }) => writes).reduce((sum, write) => sum + write.tokens, 0);
  const startMs = Math.min(...requests.map(({ arrivedMs }) => arrivedMs));
  const endMs = Math.max(...requests.map(({ writes }) => writes.at(-1)?.ms ?? -Infinity));
  return (tokens / (endMs - startMs)) * 1_000;
}

/** Median over the gaps between writes. */
export function servedGapMs(requests: readonly ServedRequest[]): number {
  return median(requests.flatMap(({ writes }) => writes.slice(1).map(({ ms }, at) => ms - (writes[at]?.ms ?? NaN))));
}
