import type { RunOutcome } from '../orchestrator/run-request.js';
import { runFolder } from '../orchestrator/run-folder.js';
import { shellCommand, type PlaceFlags } from './shell-command.js';

/** What the commands are made of. */
export interface NextStepFacts {
  readonly dataDir: string;
  readonly flags: PlaceFlags;
  /** The words that start the same run again. */
  readonly command: readonly string[];
  /** What to write behind `compare`; absent where there is nothing to compare with. */
  readonly compare?: readonly string[];
}

/** Where the results are, and the exact commands that one may want next. */
export function nextSteps(outcome: RunOutcome, facts: NextStepFacts): string {
  const { runId, status, reason } = outcome;
  const lines: string[] = [];
  const command = (...words: readonly string[]): string => shellCommand(words, facts.flags);
  if (!outcome.changed) lines.push(`Run ${runId} was complete already; nothing was changed.`);
  if (reason !== undefined) lines.push(`Run ${runId} stopped early: ${reason.message}`);
  lines.push(`Results  ${runFolder(facts.dataDir, runId).dir}`);
  if (status !== 'completed') lines.push(`Resume   ${command('acode', 'benchmark', 'run', '--resume', runId)}`);
  else if (outcome.counts.failed > 0)
    lines.push(`Retry    ${command('acode', 'benchmark', 'run', '--resume', runId, '--retry-failed')}`);
  if (facts.command.length > 0) lines.push(`Repeat   ${command(...facts.command)}`);
  if (facts.compare !== undefined && status === 'completed') {
    lines.push(`Compare  ${command('acode', 'benchmark', 'compare', ...facts.compare)}`);
  }
  lines.push(`Export   ${command('acode', 'benchmark', 'export', runId, '--format', 'json')}`);
  return lines.join('\n');
}
