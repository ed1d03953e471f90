import type { RunRecord } from '../journal/run-record.js';
import { describeCase } from './describe-parameters.js';
import { measuringMachine, otherCpuShare } from './compare/disturbance.js';
import { DEFAULT_THRESHOLD } from './compare/evidence.js';
import { formatShare } from './format-value.js';

/** How quiet a machine was. */
export type QuietGrade = 'quiet' | 'restless' | 'noisy';

/** How much of the machine other programs took while a run measured. */
export interface Quietness {
  readonly grade: QuietGrade;
  /** Share of the machine's CPU time, 0 to 1, over all measured cases together. */
  readonly otherCpuShare: number;
  /** The case during which others took most of it. */
  readonly busiest: { readonly caseId: string; readonly name: string; readonly otherCpuShare: number };
}

/** From here on a change of a tenth goes unseen, which most regressions are smaller than. */
export const NOISY = 0.1;

/**
 * The grade of a disturbance as a share: of the CPU time that was taken, or by which equal runs differ. One below the
 * threshold of comparisons does not count.
 */
export function quietGrade(share: number): QuietGrade {
  if (share <= DEFAULT_THRESHOLD) return 'quiet';
  return share <= NOISY ? 'restless' : 'noisy';
}

/**
 * Grades the machine during a run, by what other programs took of its CPUs while cases were measured. Undefined where that is
 * not known: nothing completed, or a server's processes are not seen. It says nothing of what no CPU time shows, such as
 * clocks, or a neighbour on the same host.
 */
export function quietnessOf({ meta, cases }: RunRecord): Quietness | undefined {
  const shares = cases.flatMap((subject) => {
    const { planned, state } = subject;
    const spec = meta.plan.targets.find(({ name }) => name === planned.target)?.spec;
    const share = otherCpuShare(subject, measuringMachine(meta.environment, spec));
    if (share === undefined || state.status !== 'completed') return [];
    return [{ caseId: planned.id, name: describeCase(planned), otherCpuShare: share, durationMs: state.durationMs }];
  });
  const [first, ...others] = shares;
  if (first === undefined) return undefined;
  const durationMs = shares.reduce((sum, each) => sum + each.durationMs, 0);
  if (durationMs <= 0) return undefined;
  const takenMs = shares.reduce((sum, each) => sum + each.otherCpuShare * each.durationMs, 0);
  const { durationMs: _, ...busiest } = others.reduce(
    (most, each) => (each.otherCpuShare > most.otherCpuShare ? each : most),
    first,
  );
  return { grade: quietGrade(takenMs / durationMs), otherCpuShare: takenMs / durationMs, busiest };
}

/** The grade as a sentence, with what it rests on; a case is named where others were busy during it. */
export function quietnessText({ grade, otherCpuShare: share, busiest }: Quietness): string {
  const most = busiest.otherCpuShare;
  const peak = most <= NOISY || most <= share ? '' : `, ${formatShare(most)} during ${busiest.name}`;
  return `The machine was ${grade}: other programs took ${formatShare(share)} of the CPU while cases ran${peak}.`;
}
