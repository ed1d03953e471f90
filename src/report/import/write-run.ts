import { openStore } from '../../journal/level-store.js';
import { readRun } from '../../journal/load-run.js';
import type { RunRecord } from '../../journal/run-record.js';
import { journalPuts } from './journal-puts.js';
import { refusal } from './refusal.js';

/** Records in one write; a batch is copied whole, so that a long run is written in parts. */
const BATCH = 2_000;

/**
 * Writes an imported run into a journal of its own and reads it back: what comes out must be what went in. The folder must
 * not be the run's final place, so that a run which is not whole is never seen.
 * @throws AcodeError (`IMPORT_REFUSED`) for a run that a journal cannot hold unchanged, such as one whose own journal was
 * damaged when it was exported.
 */
export async function writeRun(journalDir: string, record: RunRecord): Promise<void> {
  const store = await openStore(journalDir, { create: true });
  try {
    const puts = journalPuts(record);
    for (let start = 0; start < puts.length; start += BATCH) {
      // LevelDB's log is one file, so that the last write's sync covers all before it.
      await store.batch(puts.slice(start, start + BATCH), { sync: start + BATCH >= puts.length });
    }
  } finally {
    await store.close();
  }
  const kept = await readRun(journalDir);
  if (sameRun(kept, record)) return;
  const [why] = record.damage;
  throw refusal(
    why === undefined
      ? 'The run cannot be kept unchanged: its records do not fit together.'
      : `The run's journal was damaged when it was exported: ${why}.`,
  );
}

/** Whether two records hold the same run, in every sample and in the same order. */
export function sameRun(a: RunRecord, b: RunRecord): boolean {
  return JSON.stringify(inOneForm(a)) === JSON.stringify(inOneForm(b));
}

/** Members in a fixed order; what is inside them comes from JSON and keeps its own. */
function inOneForm({ meta, state, generations, targets, notes, cases, damage }: RunRecord): unknown {
  return [
    meta,
    state,
    generations,
    targets,
    notes,
    cases.map(({ planned, state: end, samples, complete, discardedSamples }) => [
      planned,
      end,
      samples,
      complete,
      discardedSamples,
    ]),
    damage,
  ];
}
