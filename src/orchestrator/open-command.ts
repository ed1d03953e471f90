import type { Plan, PlannedCase } from '../plan/plan.js';
import { PROTOCOL_VERSION, type OpenCommand } from '../protocol/messages.js';
import type { Target } from '../protocol/target.js';
import { customMemoryLimit } from './custom-memory-limit.js';
import type { RunRequest } from './run-request.js';

/** What a worker is told before its first case, and what it may take. */
export interface WorkerOrder {
  readonly open: OpenCommand;
  readonly memoryLimitBytes?: number;
}

/** A worker with a benchmark of the user's own has a memory limit even where the run has none. */
export function workerOrder(
  planned: PlannedCase,
  target: Target,
  { plan, request }: { readonly plan: Plan; readonly request: RunRequest },
): WorkerOrder {
  const file = plan.customBenchmarks?.find(({ name }) => name === planned.benchmark)?.file;
  const memoryLimitBytes = request.memoryLimitBytes ?? (file === undefined ? undefined : customMemoryLimit());
  return {
    open: {
      v: PROTOCOL_VERSION,
      type: 'open',
      benchmark: planned.benchmark,
      target,
      deterministic: plan.deterministic,
      ...(request.runtimeDir === undefined ? {} : { runtimeDir: request.runtimeDir }),
      ...(file === undefined ? {} : { file }),
    },
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
  };
}
