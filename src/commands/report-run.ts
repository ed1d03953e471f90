import { keepSummary, sealedSummary } from '../history/kept-summary.js';
import { readDigestedRun } from '../journal/load-run.js';
import type { RunRecord } from '../journal/run-record.js';
import type { RunFolder } from '../orchestrator/run-folder.js';
import type { RunSummary } from '../report/run-summary.js';

/** A run read from its journal, and its summary. */
export interface ReportedRun {
  readonly record: RunRecord;
  readonly summary: RunSummary;
}

/**
 * Reads a run that is not going on and sums it up. The summary is kept beside the journal, for lists of many runs and for the
 * next report: it is computed again only when the journal, this program or the kept file is another.
 */
export async function reportRun(folder: RunFolder): Promise<ReportedRun> {
  const { record, contentDigest } = await readDigestedRun(folder.journalDir);
  const kept = await sealedSummary(folder, contentDigest);
  return { record, summary: kept ?? (await keepSummary(folder, { contentDigest, summary: await summaryOf(record) })) };
}

/** Loaded only when a summary has to be computed: what it takes is a good part of a report's start. */
async function summaryOf(record: RunRecord): Promise<RunSummary> {
  const { computeIntervals } = await import('../report/intervals.js');
  const { readCases } = await import('../report/case-reading.js');
  const { summariseRun } = await import('../report/run-summary.js');
  const readings = readCases(record);
  return summariseRun(record, await computeIntervals(readings, record.meta.plan.seed), readings);
}
