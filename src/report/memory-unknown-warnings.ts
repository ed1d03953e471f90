import type { RunRecord } from '../journal/run-record.js';
import { memoryUnknown } from '../protocol/unknown-processes.js';

/** Targets whose processes could not be looked at, each once and with the newest reason. */
export function memoryUnknownWarnings({ meta, targets }: RunRecord): ReturnType<typeof memoryUnknown>[] {
  return meta.plan.targets.flatMap(({ name }) => {
    const described = targets.filter(({ target }) => target === name);
    const reason = described.findLast(({ description }) => description.modelPidsUnknown !== undefined)?.description
      .modelPidsUnknown;
    return reason === undefined ? [] : [memoryUnknown(name, reason)];
  });
}
