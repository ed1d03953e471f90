import writeFileAtomic from 'write-file-atomic';
import { readRun } from '../journal/load-run.js';
import type { RunRecord } from '../journal/run-record.js';
import type { RunFolder } from '../orchestrator/run-folder.js';
import { computeIntervals } from '../report/intervals.js';
import { summariseRun, type RunSummary } from '../report/run-summary.js';

/** A run read from its journal, and its summary. */
export interface ReportedRun {
  readonly record: RunRecord;
  readonly summary: RunSummary;
}

/** Reads a run that is not going on and sums it up. The summary is kept beside the journal, for lists of many runs. */
export async function reportRun(folder: RunFolder): Promise<ReportedRun> {
  const record = await readRun(folder.journalDir);
  const summary = summariseRun(record, await computeIntervals(record, record.meta.plan.seed));
  // A full or read-only disk must not keep anybody from reading the summary.
  await writeFileAtomic(folder.summaryFile, `${JSON.stringify(summary)}\n`, { mode: 0o600 }).catch(() => undefined);
  return { record, summary };
}
