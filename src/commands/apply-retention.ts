import { decideRunFates } from '../history/decide-run-fates.js';
import { deleteRun } from '../history/delete-run.js';
import { RETENTION_DAYS } from '../history/retention.js';
import type { CommandContext } from './command-context.js';
import { parseDuration } from './duration.js';

/**
 * After the run `ended`: deletes the runs that are older than the configuration keeps them, and says which. The one that has
 * just ended stays, however short that is.
 */
export async function applyRetention(
  dataDir: string,
  { context, ended }: { readonly context: CommandContext; readonly ended: string },
): Promise<void> {
  const keep = context.configuration.configuration.retention ?? `${RETENTION_DAYS}d`;
  const fates = await decideRunFates(dataDir, { maxAgeMs: parseDuration(keep, 'retention'), nowMs: Date.now() });
  const going = fates.filter(({ runId, fate }) => fate === 'goes' && runId !== ended).map(({ runId }) => runId);
  for (const runId of going) await deleteRun(dataDir, runId);
  if (going.length > 0) context.stderr.write(`Deleted, because older than ${keep}: ${going.join(', ')}.\n`);
}
