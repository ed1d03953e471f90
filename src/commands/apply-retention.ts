import { decideRunFates } from '../history/decide-run-fates.js';
import { deleteRun } from '../history/delete-run.js';
import { RETENTION_DAYS } from '../history/retention.js';
import type { CommandContext } from './command-context.js';
import { parseDuration } from './duration.js';

/** After a run: deletes the runs that are older than the configuration keeps them, and says which. */
export async function applyRetention(dataDir: string, context: CommandContext): Promise<void> {
  const keep = context.configuration.configuration.retention ?? `${RETENTION_DAYS}d`;
  const fates = await decideRunFates(dataDir, { maxAgeMs: parseDuration(keep, 'retention'), nowMs: Date.now() });
  const going = fates.filter(({ fate }) => fate === 'goes').map(({ runId }) => runId);
  for (const runId of going) await deleteRun(dataDir, runId);
  if (going.length > 0) context.stderr.write(`Deleted, because older than ${keep}: ${going.join(', ')}.\n`);
}
