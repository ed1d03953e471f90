import type { Journal } from '../journal/journal.js';
import type { StoredTarget } from '../journal/records.js';
import { memoryUnknown } from '../protocol/unknown-processes.js';
import type { EventStream } from './event-stream.js';

/** Keeps what a worker found out about its target, and says what it could not find. */
export async function keepTarget(
  { journal, events }: { readonly journal: Journal; readonly events: EventStream },
  found: Omit<StoredTarget, 'generation'>,
): Promise<void> {
  await journal.saveTarget(found);
  const { modelPidsUnknown } = found.description;
  if (modelPidsUnknown !== undefined) events.warnOnce(memoryUnknown(found.target, modelPidsUnknown));
}
