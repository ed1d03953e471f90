import { METRICS, metricDefinition } from './registry.js';

/** Ids of metrics in the registry's order, those of a newer version behind it by name; each once. Equal metrics give equal bytes. */
export function inDocumentedOrder(found: Iterable<string>): string[] {
  const ids = new Set(found);
  const known = METRICS.map(({ id }) => id).filter((id) => ids.has(id));
  return [...known, ...[...ids].filter((id) => metricDefinition(id) === undefined).sort()];
}
