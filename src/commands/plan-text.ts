import type { CaseTimes, TimeEstimate } from '../history/case-times.js';
import type { Plan } from '../plan/plan.js';
import { describeParameters } from '../report/describe-parameters.js';
import { formatCount } from '../report/format-value.js';
import { modeOf } from '../plan/mode-of.js';
import { detectableDifference } from '../statistics/detectable-difference.js';
import { estimateText } from './estimate-text.js';
import type { Output } from './run-options.js';

/** What a run would do, for `--dry-run`, and how long that took before. */
export function planText(plan: Plan, output: Output, times: CaseTimes): string {
  if (output === 'json') return `${JSON.stringify(plan, null, 2)}\n`;
  if (output === 'ndjson') return plan.cases.map((planned) => `${JSON.stringify(planned)}\n`).join('');
  const measuring = plan.cases.filter(({ grader }) => grader === undefined);
  const lines = measuring.map((planned) => {
    const { warmup, iterations, timeoutMs } = planned;
    const counts = `${formatCount(warmup, 'warm-up')}, ${formatCount(iterations, 'iteration')}, at most ${timeoutMs / 1_000} s`;
    return `  ${planned.benchmark.padEnd(18)}${describeParameters(planned.parameters)}\n  ${' '.repeat(18)}${counts}`;
  });
  const targets = plan.targets.map((target) => target.name).join(', ');
  const time = `Time: ${estimateText(timeOf(plan, times), times.target)}.`;
  const body = [...lines, ...gradedNotes(plan).map((note) => `  ${note}`), time, 'Nothing was run.'];
  const count = `${plan.cases.length} ${plan.cases.length === 1 ? 'case' : 'cases'}`;
  return `${count} on ${targets}, seed ${plan.seed}\n${body.join('\n')}\n`;
}

/**
 * One sentence for each graded benchmark and way of asking: how much is asked, and the smallest difference between two models
 * that so many items can tell from chance at 95 %: with unlike items, and with the same ones where a fifth comes out otherwise.
 */
export function gradedNotes({ cases, targets }: Plan): string[] {
  const groups = new Map<string, number>();
  for (const { grader, benchmark, parameters, target } of cases) {
    if (grader === undefined || target !== targets[0]?.name) continue;
    const name = [benchmark, modeOf(parameters) ?? ''].join(' ').trim();
    groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  const points = (options?: { readonly discordant: number }, items = 1): number =>
    Math.ceil(detectableDifference(items, options) * 100);
  return [...groups].map(
    ([name, items]) =>
      `${name}: ${items} ${items === 1 ? 'item' : 'items'}; differences under about ${points(undefined, items)} points will not be resolved, or ${points({ discordant: 0.2 }, items)} between models that answer four of five alike.`,
  );
}

function timeOf({ cases }: Plan, times: CaseTimes): TimeEstimate {
  return times.estimate(cases.map((planned) => ({ ...planned, iterations: planned.warmup + planned.iterations })));
}
