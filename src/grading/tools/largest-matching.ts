/**
 * A largest set of pairs in which no left and no right member stands twice, by augmenting paths (Kuhn 1955, Berge 1957).
 * Taking the first fit instead can leave a member without a partner although all could have one.
 * @param fitting Of each left member: the right members that fit it.
 * @returns The left member of every right member that has one.
 */
export function largestMatching(fitting: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  const partnerOf = new Map<number, number>();
  for (const left of fitting.keys()) augment(left, { fitting, partnerOf, tried: new Set() });
  return partnerOf;
}

interface Search {
  readonly fitting: readonly (readonly number[])[];
  readonly partnerOf: Map<number, number>;
  /** Right members that were asked already on the way of this left member. */
  readonly tried: Set<number>;
}

/** Finds a partner for one left member, moving others to other partners where that makes room. */
function augment(left: number, search: Search): boolean {
  for (const right of search.fitting[left] ?? []) {
    if (search.tried.has(right)) continue;
    search.tried.add(right);
    const holder = search.partnerOf.get(right);
    if (holder !== undefined && !augment(holder, search)) continue;
    search.partnerOf.set(right, left);
    return true;
  }
  return false;
}
