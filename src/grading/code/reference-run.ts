import type { Sandbox } from '../sandbox/sandbox.js';

/** Least time of one test, in milliseconds (GRADING C6). */
const LEAST_TEST_MS = 4_000;

/** How much slower than the reference a candidate may be. */
const SLOWER = 4;

/** What a reference may take for one test: it is trusted to end, but not for ever. */
export const REFERENCE_LIMITS = Object.freeze({ silentMs: 20_000 });

/** The limits of a candidate whose reference took so long for its longest test. */
export function limitsAfter(longestMs: number): { readonly silentMs: number } {
  return { silentMs: Math.max(LEAST_TEST_MS, SLOWER * longestMs) };
}

/** What is found out once an item and machine: kept as long as its item is. */
export class OncePerItem<Item extends object, Result> {
  readonly #known = new WeakMap<Sandbox, WeakMap<Item, Promise<Result>>>();

  /** What `find` gave, or gives now. A failure is not kept. */
  get(sandbox: Sandbox, item: Item, find: () => Promise<Result>): Promise<Result> {
    const ofSandbox = this.#known.get(sandbox) ?? new WeakMap<Item, Promise<Result>>();
    this.#known.set(sandbox, ofSandbox);
    const known = ofSandbox.get(item);
    if (known !== undefined) return known;
    const found = find();
    ofSandbox.set(item, found);
    found.catch(() => ofSandbox.delete(item));
    return found;
  }
}
