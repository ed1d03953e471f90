import type { Plan } from '../plan/plan.js';
import { describeParameters } from '../report/describe-parameters.js';
import type { Output } from './run-options.js';

/** What a run would do, for `--dry-run`. */
export function planText(plan: Plan, output: Output): string {
  if (output === 'json') return `${JSON.stringify(plan, null, 2)}\n`;
  if (output === 'ndjson') return plan.cases.map((planned) => `${JSON.stringify(planned)}\n`).join('');
  const lines = plan.cases.map((planned) => {
    const counts = `${planned.warmup} warm-ups, ${planned.iterations} iterations, at most ${planned.timeoutMs / 1_000} s`;
    return `  ${planned.benchmark.padEnd(18)}${describeParameters(planned.parameters)}\n  ${' '.repeat(18)}${counts}`;
  });
  const targets = plan.targets.map((target) => target.name).join(', ');
  return `${plan.cases.length} cases on ${targets}, seed ${plan.seed}\n${lines.join('\n')}\nNothing was run.\n`;
}
