import type { CaseRecord } from '../../journal/run-record.js';
import type { EnvironmentRecord } from '../../protocol/environment.js';
import type { TargetSpec } from '../../protocol/target.js';
import type { CaseSummary } from '../case-summary.js';

/** What is needed to tell the harness's own CPU time from that of others. */
export interface MeasuringMachine {
  /** CPUs that the machine's time is counted over. */
  readonly cores: number;
  /** Whether the model runs inside the measuring process, so that the process's time is already counted as the model's. */
  readonly workerIsModel: boolean;
}

/** The machine of a run for one of its targets. */
export function measuringMachine({ cpu }: EnvironmentRecord, spec: TargetSpec | undefined): MeasuringMachine {
  return { cores: cpu.logicalCores, workerIsModel: spec?.kind === 'embedded' };
}

/** What a case says of who used the CPU; the share is of all that is neither the model's nor the orchestrator's. */
interface CpuUse {
  readonly share: number | undefined;
  readonly workerCpuMs: number | undefined;
  readonly durationMs: number;
}

/**
 * Share of the machine's CPU time, 0 to 1, that other programs used during a case: what neither the model nor the harness
 * took. Undefined where the model's own time is not known, as of a server whose processes nobody named: it would count as
 * another program.
 */
export function otherCpuShare({ state }: CaseRecord, machine: MeasuringMachine): number | undefined {
  if (state.status !== 'completed' || state.usage?.cpuMs === undefined) return undefined;
  const { usage, health, durationMs } = state;
  return withoutWorker({ share: usage.otherCpuShare, workerCpuMs: health?.cpuMs, durationMs }, machine);
}

/** The same of a summary, where the memory of the model's processes tells that they are known. */
export function summarisedOtherCpuShare(subject: CaseSummary, machine: MeasuringMachine): number | undefined {
  if (subject.caseMetrics['rssPeak'] === undefined) return undefined;
  const workerCpuMs = subject.caseMetrics['harness.cpuMs']?.value;
  return withoutWorker({ share: subject.otherCpuShare, workerCpuMs, durationMs: subject.durationMs ?? 0 }, machine);
}

function withoutWorker(
  { share, workerCpuMs, durationMs }: CpuUse,
  { cores, workerIsModel }: MeasuringMachine,
): number | undefined {
  if (share === undefined || workerIsModel || workerCpuMs === undefined || durationMs <= 0) return share;
  return Math.max(0, share - workerCpuMs / (cores * durationMs));
}
