import type { RunOutcome } from '../orchestrator/run-request.js';
import { runFolder } from '../orchestrator/run-folder.js';

/** Where the results are, and the exact commands that one may want next. */
export function nextSteps(
  outcome: RunOutcome,
  facts: { readonly dataDir: string; readonly command: readonly string[] },
): string {
  const { runId, status, reason } = outcome;
  const lines: string[] = [];
  if (!outcome.changed) lines.push(`Run ${runId} was complete already; nothing was changed.`);
  if (reason !== undefined) lines.push(`Run ${runId} stopped early: ${reason.message}`);
  lines.push(`Results  ${runFolder(facts.dataDir, runId).dir}`);
  if (status !== 'completed') lines.push(`Resume   acode benchmark run --resume ${runId}`);
  else if (outcome.counts.failed > 0) lines.push(`Retry    acode benchmark run --resume ${runId} --retry-failed`);
  if (facts.command.length > 0) lines.push(`Repeat   ${facts.command.map(shellWord).join(' ')}`);
  lines.push(`Export   acode benchmark export ${runId} --format json`);
  return lines.join('\n');
}

function shellWord(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
